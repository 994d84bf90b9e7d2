// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Dom.attributes;
import static dev.lockproof.reports.page.Dom.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The page is well-formed, complete, loads nothing and cannot be changed by what it shows. */
class PageTest {
  @Test
  void isWellFormedAndItsLinksLeadSomewhere() throws Exception {
    List<Element> elements = elements(Page.render(Sample.report()));

    List<String> ids = attributes(elements, "id");
    Set<String> unique = new HashSet<>(ids);
    assertThat(ids).hasSameSizeAs(unique);
    assertThat(attributes(elements, "href"))
        .isNotEmpty()
        .allMatch(href -> href.startsWith("#") && unique.contains(href.substring(1)));
  }

  @Test
  void loadsNothing() throws Exception {
    String page = Page.render(Sample.report());

    assertThat(elements(page))
        .extracting(Element::getTagName)
        .doesNotContain("script", "link", "img", "iframe", "object", "embed", "base");
    assertThat(attributes(elements(page), "src")).isEmpty();
    assertThat(page).doesNotContain("@import", "url(");
    assertThat(attributes(elements(page), "content"))
        .anyMatch(it -> it.contains("default-src 'none'"));
  }

  @Test
  void showsEveryClaimCheckAndMutant() throws Exception {
    ObjectNode report = Sample.report();
    List<String> ids = attributes(elements(Page.render(report)), "id");

    for (JsonNode claim : report.path("claims")) {
      assertThat(ids).contains("claim-" + claim.path("id").asText());
    }
    for (JsonNode evidence : report.path("evidence")) {
      assertThat(ids).contains(evidence.path("id").asText().replace('/', '-'));
    }
    for (JsonNode mutant : report.path("mutants")) {
      assertThat(ids).contains("mutant-" + mutant.path("id").asText());
    }
  }

  @Test
  void saysInOneSentenceWhatHolds() throws Exception {
    assertThat(Page.render(Sample.report()))
        .contains(
            "Of 14 claims about 3 subjects, 11 passed (1 of them by an expected violation), 1"
                + " failed, 1 stayed inconclusive, 1 met trouble in the harness and 0 were not"
                + " checked; of"
                + " 5 mutants, 2 were killed, 1 survived and 2 stayed inconclusive.");
  }

  @Test
  void aClaimWithoutEvidenceIsNotChecked() throws Exception {
    ObjectNode report = Sample.report();
    report.putArray("evidence");

    assertThat(Page.render(report))
        .contains("0 passed, 0 failed, 0 stayed inconclusive and 14 were not checked")
        .contains("No evidence in this run.");
  }

  @Test
  void anExpectedViolationIsNeverShownAsAPlainPass() throws Exception {
    String page = Page.render(Sample.report());

    assertThat(page)
        .contains("a violation is expected: breaks guard-present")
        .contains("violated, as expected");
  }

  @Test
  void whatTheReportSaysCannotBecomeMarkup() throws Exception {
    String evil = "</td></pre><script>alert(1)</script>&\"'\u001b[31m";
    ObjectNode report = (ObjectNode) spoil(Sample.report(), evil);

    String page = Page.render(report);

    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;").doesNotContain("\u001b");
    assertThat(elements(page)).isNotEmpty();
  }

  @Test
  void admitsThatTheCheckoutHadChanges() throws Exception {
    ObjectNode report = Sample.report();
    String warning = "changes that this revision does not contain";
    assertThat(Page.render(report)).doesNotContain(warning);

    ((ObjectNode) report.path("run")).put("commit", "3f2a9c1d0b7e3f2a9c1d-dirty");

    assertThat(Page.render(report))
        .contains(warning, "3f2a9c1d0b7e-dirty", "git checkout 3f2a9c1d0b7e3f2a9c1d<");
  }

  @Test
  void anEmptyReportIsAPageToo() throws Exception {
    assertThat(elements(Page.render(Sample.emptyReport()))).isNotEmpty();
  }

  /** Appends {@code evil} to every sentence of the report, but not to words of fixed meaning. */
  private static JsonNode spoil(JsonNode node, String evil) {
    Set<String> sentences =
        Set.of("text", "reason", "diff", "source", "question", "command", "tool", "violated");
    for (String name : List.copyOf(node.properties().stream().map(e -> e.getKey()).toList())) {
      JsonNode member = node.path(name);
      if (sentences.contains(name) && member.isTextual()) {
        ((ObjectNode) node).put(name, member.asText() + evil);
      }
    }
    node.forEach(child -> spoil(child, evil));
    return node;
  }
}
