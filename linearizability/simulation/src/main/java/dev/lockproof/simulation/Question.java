// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.journal.Claim;
import dev.lockproof.journal.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the simulator is asked: does that property hold while those assumptions are kept, and
 * everything else goes wrong?
 *
 * @param claim what the answer is about
 */
record Question(Claim claim, Property property, List<String> assumptions) {

  /** Returns the question about a claim; empty if the claim is not about what is simulated. */
  static Optional<Question> about(Claim claim) {
    return property(claim.id()).map(property -> new Question(claim, property, claim.assumptions()));
  }

  /**
   * Returns the question about the claim of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Question of(String claim) {
    for (Claim one : Subject.load(claim.replaceAll("\\..*", "")).claims()) {
      if (one.id().equals(claim) && property(claim).isPresent()) {
        return about(one).orElseThrow();
      }
    }
    throw new IllegalArgumentException("no claim '" + claim + "' is simulated");
  }

  /** Returns those assumptions of the claim that it leaves out. */
  List<String> leftOut() {
    return claim.assumptions().stream().filter(one -> !assumptions.contains(one)).toList();
  }

  /** Returns the question without some of its assumptions. */
  Question without(Collection<String> broken) {
    List<String> kept = assumptions.stream().filter(one -> !broken.contains(one)).toList();
    return new Question(claim, property, kept);
  }

  /** Returns the assumptions that other claims break, which expect the same property violated. */
  List<String> broken(Subject subject) {
    List<String> broken = new ArrayList<>();
    for (Claim other : subject.claims()) {
      String breaks = other.breaks();
      if (breaks != null && assumptions.contains(breaks) && isAbout(other)) {
        broken.add(breaks);
      }
    }
    return broken;
  }

  private boolean isAbout(Claim other) {
    return property(other.id()).filter(property::equals).isPresent();
  }

  private static Optional<Property> property(String claim) {
    return Optional.ofNullable(
        switch (claim) {
          case "redlock.exclusion", "redlock.exclusion-pause-after" -> Property.WORK;
          case "redlock.exclusion-clock-jump",
              "redlock.exclusion-restart",
              "redlock.exclusion-pause-before",
              "redlock.exclusion-suspended",
              "redis-lease.exclusion" ->
              Property.BELIEF;
          case "redlock.validity" -> Property.VALIDITY;
          case "redlock.quorum" -> Property.QUORUM;
          case "redlock.release" -> Property.RELEASE;
          case "redlock.extension" -> Property.EXTENSION;
          case "redlock.liveness", "redis-lease.expiry" -> Property.FREE;
          case "redis-lease.tokens" -> Property.TOKENS;
          case "redis-lease.order", "redis-lease.order-unraised", "redis-lease.order-unguarded" ->
              Property.ORDER;
          case "redis-lease.ownership" -> Property.OWNERSHIP;
          case "redis-lease.outcome" -> Property.OUTCOME;
          case "lease-keeper.kept" -> Property.KEPT;
          case "lease-keeper.owned" -> Property.OWNED;
          case "lease-keeper.told" -> Property.EXPIRY;
          case "redis-lease.handle" -> Property.HANDLE;
          case "redis-bucket.window",
              "redis-bucket.window-clock-jump",
              "redis-bucket.window-lost",
              "redis-sliding-window.window",
              "redis-sliding-window.window-clock-jump",
              "redis-sliding-window.window-lost",
              "leased-tokens.window" ->
              Property.WINDOW;
          case "redis-bucket.exact", "redis-sliding-window.exact" -> Property.EXACT;
          case "redis-bucket.retry", "redis-sliding-window.retry" -> Property.RETRY;
          case "leased-tokens.exact" -> Property.REFUSAL;
          case "leased-tokens.once" -> Property.ONCE;
          default -> null;
        });
  }

  /** Returns whose leases, or permits, it is about. */
  Scenario.Protocol protocol() {
    return switch (claim.id().replaceAll("\\..*", "")) {
      case "redlock" -> Scenario.Protocol.REDLOCK;
      case "lease-keeper" -> Scenario.Protocol.KEPT;
      case "redis-bucket" -> Scenario.Protocol.BUCKET;
      case "redis-sliding-window" -> Scenario.Protocol.WINDOW;
      case "leased-tokens" -> Scenario.Protocol.LEASED;
      default -> Scenario.Protocol.FENCED;
    };
  }

  /** Returns the scenario of a seed: the sizes vary. */
  Scenario scenario(long seed) {
    Scenario scenario = Scenario.keeping(protocol(), assumptions);
    boolean isRedlock = protocol() == Scenario.Protocol.REDLOCK;
    int attempts = scenario.isLimiter() ? scenario.attempts() : 2;
    return seed % 4 == 3 ? scenario.of(3, isRedlock ? 5 : 1, attempts) : scenario;
  }
}
