// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Leases of several resources that were granted together, by {@link LeaseSets}.
 *
 * @param <L> the leases
 */
public final class LeaseSet<L extends Lease> implements AutoCloseable {
  private final List<L> leases;

  LeaseSet(List<L> leases) {
    this.leases = List.copyOf(leases);
  }

  /** Returns the leases in the order of their names. */
  public List<L> leases() {
    return leases;
  }

  /**
   * Returns the lease of one of the resources.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public L lease(String resource) {
    return leases.stream()
        .filter(lease -> lease.resource().equals(resource))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + resource + "' is none of " + leases.stream().map(L::resource).toList()));
  }

  /** Returns the time left until the first of them ends; zero once one has ended. */
  public Duration remaining() {
    return leases.stream().map(L::remaining).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /** Returns whether all are held, by the holder's own clock. */
  public boolean isHeld() {
    return leases.stream().allMatch(L::isHeld);
  }

  /**
   * Does nothing while all are held.
   *
   * @throws LeaseLostException if one has ended
   */
  public void checkHeld() {
    leases.forEach(L::checkHeld);
  }

  /** Returns a stage that completes when the first of them has ended; see {@link Lease#lost}. */
  public CompletionStage<LossReason> lost() {
    var first = new CompletableFuture<LossReason>();
    for (L lease : leases) {
      var unused = lease.lost().thenAccept(first::complete);
    }
    return first.minimalCompletionStage();
  }

  /** Releases all, the last first; throws nothing. */
  @Override
  public void close() {
    for (int i = leases.size() - 1; i >= 0; i--) {
      leases.get(i).close();
    }
  }
}
