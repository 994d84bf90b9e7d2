// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.redis.Script;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random commands that make the most of {@link Script#WINDOW}. */
final class WindowCommand {
  private static final long CENTURY = 36_500L * 86_400 * 1_000_000;

  /** Mostly the first; the last makes the numbers start again after two of its requests. */
  private static final List<Terms> TERMS =
      List.of(
          new Terms(5, 3),
          new Terms(5, 3),
          new Terms(5, 3),
          new Terms(1, 1),
          new Terms(3, 1_700_000),
          new Terms(100, CENTURY),
          new Terms(1L << 51, 3));

  /** Microseconds around every boundary of the terms above, but the century. */
  private static final List<Long> SHIFTS =
      List.of(1L, 1L, 2L, 3L, 1_700_000L, 2_700_003L, -1L, -2L, -900_000L);

  private WindowCommand() {}

  /** A limit, and a length in microseconds. */
  private record Terms(long limit, long length) {}

  /** Returns a random command over the windows; mostly with the same terms. */
  static Command random(RandomGenerator random, Command.Keys keys) {
    String key = keys.windows().get(random.nextInt(3) / 2);
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Command.Shift(SHIFTS.get(random.nextInt(SHIFTS.size())));
      case 2 -> random.nextBoolean() ? new Command.LookUp(key) : take(random, key);
      default -> take(random, key);
    };
  }

  private static Command take(RandomGenerator random, String key) {
    Terms terms = TERMS.get(random.nextInt(TERMS.size()));
    long most = random.nextBoolean() ? Math.min(terms.limit, 2) : terms.limit;
    List<String> arguments =
        List.of(
            Long.toString(random.nextLong(1, most + 1)),
            Long.toString(terms.limit),
            Long.toString(terms.length));
    return new Command.Run(Script.WINDOW, List.of(key), arguments);
  }
}
