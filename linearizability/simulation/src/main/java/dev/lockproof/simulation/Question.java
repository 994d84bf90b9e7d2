// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.journal.Claim;
import java.util.Optional;

/**
 * What the simulator is asked: does that property hold while the assumptions of that claim are
 * kept, and everything else goes wrong?
 */
record Question(Claim claim, Property property) {

  /** Returns the question about a claim; empty if the claim is not about what is simulated. */
  static Optional<Question> about(Claim claim) {
    return property(claim.id()).map(property -> new Question(claim, property));
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
          case "redis-lease.handle" -> Property.HANDLE;
          default -> null;
        });
  }

  /** Returns the scenario of a seed: the sizes vary. */
  Scenario scenario(long seed) {
    boolean isRedlock = claim.id().startsWith("redlock.");
    Scenario scenario =
        Scenario.keeping(
            isRedlock ? Scenario.Protocol.REDLOCK : Scenario.Protocol.FENCED, claim.assumptions());
    return seed % 4 == 3 ? scenario.of(3, isRedlock ? 5 : 1, 2) : scenario;
  }
}
