// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.redis.Script;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One thing that a random sequence does to a server and to its twin. */
sealed interface Command {
  /** Runs a script. */
  record Run(Script script, List<String> keys, List<String> arguments) implements Command {
    @Override
    public String toString() {
      return script + " " + name(keys.get(0)) + " " + String.join(" ", arguments);
    }
  }

  /** Lets time pass, or go back: every time-to-live changes, and what is over disappears. */
  record Shift(long micros) implements Command {
    @Override
    public String toString() {
      return micros + " us pass";
    }
  }

  /** Looks at the time-to-live of a lease. */
  record Look(String key) implements Command {
    @Override
    public String toString() {
      return "PTTL " + name(key);
    }
  }

  /** Looks at the time at which the key of a limiter expires. */
  record LookUp(String key) implements Command {
    @Override
    public String toString() {
      return "PEXPIRETIME " + name(key);
    }
  }

  /** What a time-to-live and a shift are made of, in milliseconds; much more than a run takes. */
  long UNIT = 1_000_000;

  /** Returns a random command over the keys; see {@link Keys}. */
  static Command random(RandomGenerator random, Keys keys) {
    List<String> leases = some(random, keys.leases());
    return switch (random.nextInt(8)) {
      case 0 ->
          new Run(
              Script.GRANT,
              List.of(pick(random, keys.leases()), keys.counter()),
              List.of(owner(random), millis(random)));
      case 1 ->
          new Run(
              Script.GRANT_PLAIN,
              leases,
              leases.stream().flatMap(key -> Stream.of(owner(random), millis(random))).toList());
      case 2 ->
          new Run(
              Script.RENEW,
              List.of(pick(random, keys.leases())),
              List.of(owner(random), millis(random)));
      case 3 -> new Run(Script.RELEASE, leases, leases.stream().map(key -> owner(random)).toList());
      case 4, 5 -> new Run(Script.GUARD, List.of(keys.guard()), guardArguments(random));
      case 6 -> new Shift(1_000 * ((random.nextInt(1, 4) * UNIT) + UNIT / 11));
      default -> new Look(pick(random, keys.leases()));
    };
  }

  private static String name(String key) {
    return key.substring(key.lastIndexOf(':') + 1);
  }

  private static List<String> guardArguments(RandomGenerator random) {
    String incarnation = random.nextInt(8) == 0 ? "b" : "a";
    String token = pick(random, Keys.TOKENS);
    return random.nextBoolean()
        ? List.of(incarnation, token)
        : List.of(incarnation, token, "value " + random.nextInt(3));
  }

  /** Returns one to three, possibly one of them twice. */
  private static List<String> some(RandomGenerator random, List<String> all) {
    return IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> pick(random, all)).toList();
  }

  private static String owner(RandomGenerator random) {
    return pick(random, Keys.OWNERS);
  }

  private static String millis(RandomGenerator random) {
    return Long.toString(random.nextInt(1, 6) * UNIT);
  }

  private static String pick(RandomGenerator random, List<String> among) {
    return among.get(random.nextInt(among.size()));
  }

  /** The keys of a sequence, all in one hash slot. */
  record Keys(
      List<String> leases,
      String counter,
      String guard,
      List<String> buckets,
      List<String> windows,
      String clock) {
    static final List<String> OWNERS = List.of("ann", "bob", "Ünsal");

    /** Tokens around every boundary that a comparison could get wrong. */
    static final List<String> TOKENS =
        List.of(
            "1", "9", "10", "99", "9007199254740992", "9007199254740993", "9223372036854775807");

    static Keys of(String prefix) {
      String tag = prefix + ":{twin}:";
      return new Keys(
          List.of(tag + "lease-1", tag + "lease-2"),
          tag + "token",
          tag + "value",
          List.of(tag + "bucket-1", tag + "bucket-2"),
          List.of(tag + "window-1", tag + "window-2"),
          tag + "clock");
    }

    String[] all() {
      return Stream.of(leases, List.of(counter, guard), buckets, windows)
          .flatMap(List::stream)
          .toArray(String[]::new);
    }
  }
}
