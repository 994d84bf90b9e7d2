// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.time.Duration;

/** Lets time pass: a delay that is injected, or the wait between two looks at something outside. */
public final class Pause {
  private Pause() {}

  /** Waits for that long. */
  public static void of(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
  }

  /** Waits for that many milliseconds. */
  public static void ofMillis(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }
}
