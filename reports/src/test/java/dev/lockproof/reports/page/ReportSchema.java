// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The published schema, for tests that produce a report. */
public final class ReportSchema {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private ReportSchema() {}

  /** Returns what is wrong with {@code report}, each with its place; empty if nothing is. */
  public static List<String> violations(JsonNode report) throws IOException {
    return check(REGISTRY.getSchema(document()), report);
  }

  /** Returns what is wrong with the schema itself. */
  static List<String> violationsOfItsOwn() throws IOException {
    return check(
        REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId())),
        document());
  }

  private static List<String> check(Schema schema, JsonNode document) {
    return schema.validate(document).stream().map(Object::toString).toList();
  }

  private static JsonNode document() throws IOException {
    String name = "/dev/lockproof/reports/report.schema.json";
    try (InputStream in = ReportSchema.class.getResourceAsStream(name)) {
      return Sample.JSON.readTree(Objects.requireNonNull(in));
    }
  }
}
