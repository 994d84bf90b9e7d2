// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a history in whatever format it is: {@link Ndjson}, or one of {@link Jepsen}. */
public final class HistoryFile {
  private static final int START = 4096;

  private HistoryFile() {}

  /**
   * Reads a file; throws {@link MalformedHistoryException} with the line and the rule it breaks.
   */
  public static History read(Path file) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(START);
      String start = new String(in.readNBytes(START), StandardCharsets.ISO_8859_1).stripLeading();
      in.reset();
      if (start.startsWith("INFO")) {
        return Jepsen.readLog(in);
      }
      boolean edn = start.matches("(?s)([\\[;#(]|\\{\\s*:).*");
      return edn ? Jepsen.readEdn(in) : Ndjson.read(in);
    }
  }
}
