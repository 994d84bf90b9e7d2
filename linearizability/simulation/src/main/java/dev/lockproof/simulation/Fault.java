// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can go wrong in a {@link World}, each with the assumption that it breaks, if it does. */
public enum Fault {
  /** A message takes long: up to a minute. */
  SLOW("a message is slow", null),

  /** A request never arrives. */
  LOST_REQUEST("a request is lost", null),

  /** A request is carried out, and its reply never arrives. */
  LOST_REPLY("a reply is lost", null),

  /** A request is carried out once more, later. */
  REPEATED("a request is repeated", null),

  /** A message arrives before one that was sent before it the same way; the delays decide. */
  OVERTAKEN("a message is overtaken", null),

  /** Clients and servers are cut off from each other, some from some, for a while. */
  PARTITION("the network is cut", null),

  /** A server is down for a while and comes back with all that it had. */
  CRASH(
      "a server crashes", null, "goes down, and will come back with all that it had, after %d ms"),

  /** A server comes back without anything that it had. */
  FORGET("a server restarts without its data", "durable-writes", "restarts without its data"),

  /** A replica takes over that lags behind: the latest writes are lost. */
  FAIL_OVER(
      "a lagging replica takes over",
      "durable-writes",
      "is replaced by a replica that lags behind by %d ms"),

  /** Clocks differ in rate, as much as is allowed. */
  SKEW("clocks differ in rate as they may", null),

  /** The clock of a server runs twice as fast, of a limiter five times, or half as fast. */
  RUNAWAY(
      "a server's clock runs wild", "bounded-clock-rate", "has a clock that runs wild from now on"),

  /** The clock of a server jumps ahead or back, up to a minute. */
  JUMP("a server's clock jumps", "no-clock-jump", "has its clock set, by %d ms"),

  /** A client stands still between two of its steps; its clock goes on. */
  PAUSE("a client is paused", null, "stands still for %d ms"),

  /** A client stands still after its last look at the clock, for longer than its lease lasts. */
  LONG_PAUSE(
      "a client is paused at work",
      "pause-below-ttl",
      "stands still for %d ms, after its last look at the clock"),

  /** The host of a client stands still, and its clock with it. */
  SUSPEND(
      "a client's host is suspended",
      "host-not-suspended",
      "is suspended for %d ms, and its clock with it"),

  /** A client stops for ever. */
  VANISH("a client vanishes", null),

  /** The clock of a server stands still for a while, and then goes on from there. */
  STALL(
      "a server's clock stands still",
      "bounded-clock-rate",
      "has a clock that stands still for %d ms"),

  /** The clock of a server is set back, by no more than a second behind where it was ever. */
  BACK("a server's clock is set back a little", "no-clock-jump", "has its clock set, by %d ms");

  private final String text;
  private final @Nullable String breaks;
  private final String sentence;

  Fault(String text, @Nullable String breaks) {
    this(text, breaks, text);
  }

  Fault(String text, @Nullable String breaks, String sentence) {
    this.text = text;
    this.breaks = breaks;
    this.sentence = sentence;
  }

  /** Returns the assumption that it breaks, as claims name it; empty if claims allow for it. */
  public Optional<String> breaks() {
    return Optional.ofNullable(breaks);
  }

  /** Returns whether it strikes between two events; other faults befall a message or a step. */
  boolean isStroke() {
    return switch (this) {
      case PARTITION, CRASH, FORGET, FAIL_OVER, RUNAWAY, JUMP, SUSPEND, VANISH, STALL, BACK -> true;
      default -> false;
    };
  }

  /** Returns whether it befalls servers of limiters only, which allow for it. */
  boolean isOfLimiters() {
    return this == STALL || this == BACK;
  }

  /** Returns its place among all, for the arrays of the inner loop. */
  @SuppressWarnings("EnumOrdinal") // nothing is stored by it
  int place() {
    return ordinal();
  }

  /** Returns what happens to whom it strikes, with {@code %d} for milliseconds. */
  String sentence() {
    return sentence;
  }

  @Override
  public String toString() {
    return text;
  }
}
