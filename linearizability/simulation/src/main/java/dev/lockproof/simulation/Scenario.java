// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a run consists of, before its schedule decides the rest.
 *
 * @param protocol whose leases, or permits
 * @param clients how many contend for one resource
 * @param servers how many there are
 * @param attempts how often each client asks for a lease, or for permits
 * @param faults what may go wrong
 * @param isGuarded whether the resource checks fencing tokens
 * @param isRaising whether holders raise the guard before they read
 */
public record Scenario(
    Protocol protocol,
    int clients,
    int servers,
    int attempts,
    Set<Fault> faults,
    boolean isGuarded,
    boolean isRaising) {
  private static final String RATE = "bounded-clock-rate";

  /** Whose leases, or permits, are simulated. */
  public enum Protocol {
    /** {@link dev.lockproof.redis.RedisRedlock}. */
    REDLOCK,

    /** {@link dev.lockproof.redis.RedisFencedLeases}. */
    FENCED,

    /** The same, kept renewed by a {@link dev.lockproof.lease.LeaseKeeper} of each client. */
    KEPT,

    /** No leases, but the permits of {@link dev.lockproof.redis.RedisTokenBucket}. */
    BUCKET,

    /** Those of {@link dev.lockproof.redis.RedisSlidingWindow}. */
    WINDOW,

    /** Those of {@link dev.lockproof.redis.LeasedTokens}, one in each client. */
    LEASED;

    /** Returns whether it is a limiter that is simulated. */
    boolean isLimiter() {
      return this == BUCKET || this == WINDOW || this == LEASED;
    }

    /** Returns whether that fault is one of its scenarios, while those assumptions are kept. */
    private boolean meets(Fault fault, Collection<String> assumptions) {
      return switch (fault) {
        case LONG_PAUSE -> !isLimiter() && isBroken(fault, assumptions);
        // a lease on a clock that jumps has no bounded rate, where nothing else is said
        case JUMP ->
            isBroken(fault, assumptions)
                && (this == REDLOCK || isLimiter() || !assumptions.contains(RATE));
        // limiters allow for it by what they say of the server's clock, but nodes that have none
        case STALL, BACK ->
            this == BUCKET || this == WINDOW || (this == LEASED && isBroken(fault, assumptions));
        default -> isBroken(fault, assumptions);
      };
    }

    private static boolean isBroken(Fault fault, Collection<String> assumptions) {
      return fault.breaks().filter(assumptions::contains).isEmpty();
    }
  }

  /** Copies the faults. */
  public Scenario {
    Set<Fault> copy = EnumSet.noneOf(Fault.class);
    copy.addAll(faults);
    faults = Collections.unmodifiableSet(copy);
  }

  /** Returns the scenario in which every assumption is kept, and everything else goes wrong. */
  static Scenario keepingAll(Protocol protocol) {
    var assumptions = new ArrayList<>(List.of("guard-present", "guard-raised"));
    for (Fault fault : Fault.values()) {
      fault.breaks().ifPresent(assumptions::add);
    }
    return keeping(protocol, assumptions);
  }

  /** Returns the scenario in which those assumptions are kept, and everything else goes wrong. */
  public static Scenario keeping(Protocol protocol, Collection<String> assumptions) {
    var faults = new ArrayList<>(Arrays.asList(Fault.values()));
    faults.removeIf(fault -> !protocol.meets(fault, assumptions));
    return new Scenario(
        protocol,
        protocol == Protocol.LEASED ? 3 : 2,
        protocol == Protocol.REDLOCK ? 3 : 1,
        switch (protocol) {
          case REDLOCK -> 2;
          case FENCED, KEPT -> 3;
          case BUCKET, WINDOW -> 4;
          case LEASED -> 6;
        },
        Set.copyOf(faults),
        assumptions.contains("guard-present"),
        assumptions.contains("guard-raised"));
  }

  /** Returns whether it is a limiter that is simulated. */
  boolean isLimiter() {
    return protocol.isLimiter();
  }

  /** Returns whether leases are kept renewed. */
  boolean isKept() {
    return protocol == Protocol.KEPT;
  }

  /** Returns this with only those faults. */
  public Scenario with(Fault... only) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    faults.addAll(Arrays.asList(only));
    return new Scenario(protocol, clients, servers, attempts, faults, isGuarded, isRaising);
  }

  /** Returns this with so many clients, servers and attempts of each client. */
  public Scenario of(int clients, int servers, int attempts) {
    return new Scenario(protocol, clients, servers, attempts, faults, isGuarded, isRaising);
  }

  /** Returns this with a guard, and holders that raise it, or not. */
  public Scenario guarded(boolean isGuarded, boolean isRaising) {
    return new Scenario(protocol, clients, servers, attempts, faults, isGuarded, isRaising);
  }
}
