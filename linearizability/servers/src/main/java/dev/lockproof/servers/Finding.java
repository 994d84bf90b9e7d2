// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

/**
 * What was found out about one place where a server may come from.
 *
 * @param source {@code url}, {@code docker}, {@code artifact} or {@code path}
 * @param available whether a server can be started from there, as far as can be told without trying
 * @param detail what was found, or why nothing was
 * @param remedy how to get a server from there; empty when available
 */
public record Finding(String source, boolean available, String detail, String remedy) {

  /** Returns this as one line of JSON. */
  public String toJson() {
    return "{\"server\":\"redis\",\"source\":%s,\"available\":%s,\"detail\":%s,\"remedy\":%s}"
        .formatted(quote(source), available, quote(detail), quote(remedy));
  }

  private static String quote(String text) {
    var out = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
              } else if (c < ' ') {
                out.append("\\u%04x".formatted(c));
              } else {
                out.append((char) c);
              }
            });
    return out.append('"').toString();
  }
}
