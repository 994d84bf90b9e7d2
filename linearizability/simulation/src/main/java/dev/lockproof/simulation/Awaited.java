// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.redis.Script;
import dev.lockproof.redis.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait for replies, in a world of one thread: when a call would have to wait it is given
 * up, and begun anew when the reply is there.
 *
 * <p>It then reads the same times and gets the same replies as before, up to that one. So it does
 * the same, unless it has changed something of its own before it waited; if that shows in what it
 * asks, it is trouble.
 */
final class Awaited implements Scripts, LongSupplier {

  /** What a call asks for. */
  record Wish(Script script, List<String> keys, List<String> arguments) {}

  /** Gives a call up. */
  private static final class Waiting extends Error {
    private static final long serialVersionUID = 1;

    Waiting() {
      super("waits for a reply", null, false, false);
    }
  }

  private final LongSupplier clock;
  private final List<Long> readings = new ArrayList<>();
  private final List<Wish> wishes = new ArrayList<>();
  private final List<Supplier<List<String>>> replies = new ArrayList<>();
  private int read;
  private int asked;

  Awaited(LongSupplier clock) {
    this.clock = clock;
  }

  /** Forgets the call before. */
  void begin() {
    readings.clear();
    wishes.clear();
    replies.clear();
  }

  /**
   * Makes a call, or goes on with it. Returns what it returns, or throws what it throws; null if it
   * waits for the reply to {@link #wish}.
   */
  <T> @Nullable T call(Supplier<T> call) {
    read = 0;
    asked = 0;
    try {
      return call.get();
    } catch (Waiting e) {
      return null;
    }
  }

  /** Returns what the call waits for. */
  Wish wish() {
    return wishes.get(wishes.size() - 1);
  }

  /** Returns whether the call has asked for anything. */
  boolean hasAsked() {
    return !wishes.isEmpty();
  }

  /** Hears a reply. */
  void hear(Supplier<List<String>> reply) {
    replies.add(reply);
  }

  @Override
  public long getAsLong() {
    if (read == readings.size()) {
      readings.add(clock.getAsLong());
    }
    return readings.get(read++);
  }

  @Override
  public List<String> run(Script script, List<String> keys, List<String> arguments) {
    var wish = new Wish(script, List.copyOf(keys), List.copyOf(arguments));
    if (asked == wishes.size()) {
      wishes.add(wish);
    }
    if (!wishes.get(asked).equals(wish)) {
      throw new IllegalStateException("asked " + wish + " instead of " + wishes.get(asked));
    }
    if (asked == replies.size()) {
      throw new Waiting();
    }
    return replies.get(asked++).get();
  }
}
