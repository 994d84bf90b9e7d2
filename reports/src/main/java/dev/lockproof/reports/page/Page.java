// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Findings.text;
import static dev.lockproof.reports.page.Html.all;
import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The report as one file that a browser opens from disk.
 *
 * <p>The page has no script and loads nothing, which its content security policy also states. All
 * that comes from the report is escaped.
 */
public final class Page {
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private Page() {}

  /**
   * Renders a report.
   *
   * @param report a document that keeps to {@code report.schema.json}
   * @return the HTML document, to be written as UTF-8
   */
  public static String render(JsonNode report) {
    Findings findings = new Findings(report);
    Html head =
        tag(
            "head",
            tag("meta", attr("charset", "utf-8")),
            tag("meta", attr("http-equiv", "Content-Security-Policy"), attr("content", POLICY)),
            tag(
                "meta",
                attr("name", "viewport"),
                attr("content", "width=device-width, initial-scale=1")),
            tag("meta", attr("name", "color-scheme"), attr("content", "light dark")),
            tag("title", "Lockproof report, " + text(report.path("run"), "commit")),
            new Html("<style>\n" + style() + "</style>\n"));
    Html body =
        tag(
            "body",
            new Opening(findings).render(),
            tag(
                "main",
                new NotChecked(findings).render(),
                new Matrix(findings).render(),
                new Claims(findings).render(),
                new Parts(findings).render(),
                new Assumptions(findings).render(),
                new Mutants(findings).render(),
                new Benchmarks(findings).render(),
                new Repeat(findings).render()),
            tag(
                "footer",
                "Rendered from report.json, schema version "
                    + text(report, "schemaVersion")
                    + "."));
    return "<!DOCTYPE html>\n" + tag("html", attr("lang", "en"), all(head, body)).markup();
  }

  private static String style() {
    try (InputStream css = Page.class.getResourceAsStream("/dev/lockproof/reports/page.css")) {
      return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
