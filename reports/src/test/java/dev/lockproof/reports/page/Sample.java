// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A report with invented figures that shows every kind of finding. */
final class Sample {
  static final ObjectMapper JSON = new ObjectMapper();

  private Sample() {}

  static ObjectNode report() throws IOException {
    try (InputStream in = Sample.class.getResourceAsStream("sample-report.json")) {
      return (ObjectNode) JSON.readTree(Objects.requireNonNull(in));
    }
  }

  static ObjectNode emptyReport() throws IOException {
    ObjectNode report = report();
    for (String list : new String[] {"subjects", "claims", "evidence", "mutants", "benchmarks"}) {
      report.putArray(list);
    }
    return report;
  }
}
