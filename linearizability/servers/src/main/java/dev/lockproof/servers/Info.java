// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * What {@code INFO server} says about the server that really answers at an address.
 *
 * @param version the version of the server
 * @param processId its process number where it runs (inside a container, the container's)
 */
record Info(String version, long processId) {
  private static final Duration READY = Duration.ofSeconds(20);

  /** Asks the server. */
  static Info of(URI uri) {
    return parse(Resp.ask(uri, "INFO", "server"));
  }

  /**
   * Waits until a server answers at one of some addresses, and returns that.
   *
   * @param alive whether there is still something to wait for
   */
  static URI await(List<URI> candidates, BooleanSupplier alive) throws IOException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (true) {
      IOException refused = new IOException("no address to ask");
      for (URI candidate : candidates) {
        try {
          Resp.tryAsk(candidate, "PING");
          return candidate;
        } catch (IOException e) {
          refused = e;
        }
      }
      if (!alive.getAsBoolean() || System.nanoTime() > deadline) {
        throw refused;
      }
      pauseBriefly();
    }
  }

  private static Info parse(String info) {
    String version = value(info, "valkey_version");
    if (version.isEmpty()) {
      version = value(info, "redis_version");
    }
    String pid = value(info, "process_id");
    return new Info(version, pid.isEmpty() ? -1 : Long.parseLong(pid));
  }

  private static String value(String info, String name) {
    return info.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  private static void pauseBriefly() {
    try {
      Pause.ofMillis(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while a server was starting", e);
    }
  }
}
