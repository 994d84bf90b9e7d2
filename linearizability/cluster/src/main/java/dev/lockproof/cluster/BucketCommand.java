// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.redis.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random commands that make the most of {@link Script#TAKE}. */
final class BucketCommand {
  private static final long MOST_UNITS = 1L << 52;

  /** Units of a permit and of a microsecond, so that times are from one microsecond to years. */
  private static final List<Terms> TERMS =
      List.of(
          new Terms(2, 3, 2),
          new Terms(5, 1_000_000, 3),
          new Terms(5, 1_000_000, 7),
          new Terms(100, 1, 1_000),
          new Terms(52_124, 86_400_000_000L, 99_991),
          new Terms((MOST_UNITS - 1) / 999_999_999, 999_999_999, 1),
          new Terms(3, 10, MOST_UNITS - 30),
          new Terms(MOST_UNITS - 1, 1, 1));

  /** Microseconds around every boundary of the terms above. */
  private static final List<Long> SHIFTS =
      List.of(
          1L,
          2L,
          3L,
          333_333L,
          333_334L,
          999_999L,
          1_000_000L,
          1_666_667L,
          2_666_667L,
          2_700_000L,
          -1L,
          -2L,
          -900_000L);

  private BucketCommand() {}

  /** A burst, and the units of a permit and of a microsecond. */
  private record Terms(long burst, long permit, long gain) {}

  /** Returns a random command over the buckets; mostly with the same terms. */
  static Command random(RandomGenerator random, Command.Keys keys) {
    return switch (random.nextInt(4)) {
      case 0 -> new Command.Shift(SHIFTS.get(random.nextInt(SHIFTS.size())));
      case 1 -> new Command.LookUp(keys.buckets().get(random.nextInt(2)));
      case 2 -> take(random, keys.buckets());
      default -> take(random, List.of(keys.buckets().get(random.nextInt(2))));
    };
  }

  private static Command take(RandomGenerator random, List<String> keys) {
    var arguments = new ArrayList<String>();
    for (int i = 0; i < keys.size(); i++) {
      Terms terms = TERMS.get(random.nextInt(4) == 0 ? random.nextInt(TERMS.size()) : 1);
      long most = random.nextBoolean() ? Math.min(terms.burst, 3) : terms.burst;
      long cost = random.nextLong(1, most + 1) * terms.permit;
      long capacity = terms.burst * terms.permit;
      for (long argument : new long[] {cost, capacity, terms.permit, terms.gain}) {
        arguments.add(Long.toString(argument));
      }
    }
    return new Command.Run(Script.TAKE, keys, arguments);
  }
}
