// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.util.Map;

/**
 * Where a running server came from; part of the evidence.
 *
 * @param kind {@code url}, {@code docker}, {@code artifact} or {@code path}
 * @param version what the server itself says
 * @param digest SHA-256 of the binary or of the image; empty when it cannot be known (a URL)
 * @param where the URL, the image, the resource or the file
 */
public record Origin(String kind, String version, String digest, String where) {

  /** Returns the same as text by name, for a journal. */
  public Map<String, String> asMap() {
    return Map.of("kind", kind, "version", version, "digest", digest, "where", where);
  }

  @Override
  public String toString() {
    return "redis " + version + " (" + kind + ": " + where + ")";
  }
}
