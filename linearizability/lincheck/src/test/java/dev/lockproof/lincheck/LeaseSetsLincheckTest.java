// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseLostException;
import dev.lockproof.lease.LeaseSet;
import dev.lockproof.lease.LeaseSets;
import dev.lockproof.lease.LeaseTimeoutException;
import dev.lockproof.lease.Leases;
import dev.lockproof.lease.LossReason;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/**
 * Claims lease-set.none, lease-set.all, lease-set.progress: a counter that is changed by whoever
 * has two leases is linearizable, and nobody waits for ever.
 */
@Tag("lease-set.none")
@Tag("lease-set.all")
@Tag("lease-set.progress")
public class LeaseSetsLincheckTest extends LincheckTest {
  /** What no order explains: not all was held. */
  private static final int NOT_ALL = -1;

  private static final Duration LONG = Duration.ofDays(1);

  private final Store store = new Store();
  private final LeaseSets<Held> sets = new LeaseSets<>(store, () -> 0);
  private int count;

  /** Counts under two leases. */
  @Operation(blocking = true)
  public int count() throws InterruptedException {
    return countUnder("a", "b");
  }

  /** The same, but names them in another order. */
  @Operation(blocking = true)
  public int countReversed() throws InterruptedException {
    return countUnder("b", "a");
  }

  /** The same, but the first lease ends while the second is waited for. */
  @Operation(blocking = true)
  public int countInTrouble() throws InterruptedException {
    store.endFirst();
    return countUnder("a", "b");
  }

  /** Gets the first of two leases, but not the second; returns whether it kept any. */
  @Operation(blocking = true)
  public boolean getNone() throws InterruptedException {
    return isAnyKept("a");
  }

  /** The same with another one. */
  @Operation(blocking = true)
  public boolean getNoneOther() throws InterruptedException {
    return isAnyKept("b");
  }

  private boolean isAnyKept(String first) throws InterruptedException {
    try {
      sets.acquire(List.of(first, "taken"), LONG, Duration.ZERO).close();
    } catch (LeaseTimeoutException e) {
      // As it should be.
    }
    return store.hasAnyOf(Thread.currentThread());
  }

  private int countUnder(String one, String other) throws InterruptedException {
    try (LeaseSet<Held> set = sets.acquire(List.of(one, other), LONG, LONG)) {
      boolean all = true;
      for (Held lease : set.leases()) {
        all &= lease.isHeld();
      }
      return all ? ++count : NOT_ALL;
    }
  }

  /** The races that matter. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("count", "countReversed"), // in a circle
        race("getNone", "getNoneOther"), // what is left behind
        race("countInTrouble", "getNone")); // what has ended
  }

  /** A counter without threads. */
  public static class Sequential {
    private int count;

    /** Counts. */
    public int count() {
      return ++count;
    }

    /** Counts. */
    public int countReversed() {
      return ++count;
    }

    /** Counts. */
    public int countInTrouble() {
      return ++count;
    }

    /** Keeps none. */
    public boolean getNone() {
      return false;
    }

    /** Keeps none. */
    public boolean getNoneOther() {
      return false;
    }
  }

  /** A store under a monitor, whose waiters wait; "taken" is somebody else's for ever. */
  private static final class Store implements Leases<Held> {
    private final @Nullable Held[] leases = new Held[2];
    private boolean endsFirst;

    synchronized void endFirst() {
      endsFirst = true;
    }

    @Override
    public Optional<Held> tryAcquire(String resource, Duration timeToLive) {
      throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Held acquire(String resource, Duration timeToLive, Duration maxWait)
        throws InterruptedException {
      if (resource.equals("taken")) {
        throw new LeaseTimeoutException(resource, maxWait);
      }
      int place = place(resource);
      while (leases[place] != null) {
        wait();
      }
      var lease = new Held(this, resource);
      leases[place] = lease;
      if (place == 1 && endsFirst) {
        endsFirst = false;
        leases[0] = null;
        notifyAll();
      }
      return lease;
    }

    private static int place(String resource) {
      return resource.equals("a") ? 0 : 1;
    }

    synchronized boolean has(Held lease) {
      return leases[place(lease.resource)] == lease;
    }

    synchronized boolean hasAnyOf(Thread holder) {
      for (Held lease : leases) {
        if (lease != null && lease.holder == holder) {
          return true;
        }
      }
      return false;
    }

    synchronized Release free(Held lease) {
      if (!has(lease)) {
        return Release.ALREADY_LOST;
      }
      leases[place(lease.resource)] = null;
      notifyAll();
      return Release.RELEASED;
    }
  }

  /** A lease that is held while its store has it. */
  private static final class Held implements Lease {
    private final Store store;
    private final String resource;
    private final Thread holder = Thread.currentThread();

    Held(Store store, String resource) {
      this.store = store;
      this.resource = resource;
    }

    @Override
    public String resource() {
      return resource;
    }

    @Override
    public Duration remaining() {
      return isHeld() ? LONG : Duration.ZERO;
    }

    @Override
    public boolean isHeld() {
      return store.has(this);
    }

    @Override
    public void checkHeld() {
      if (!isHeld()) {
        throw new LeaseLostException(resource, LossReason.GONE);
      }
    }

    @Override
    public CompletionStage<LossReason> lost() {
      return new CompletableFuture<>();
    }

    @Override
    public Renewal renew(Duration timeToLive) {
      return isHeld() ? Renewal.RENEWED : Renewal.LOST;
    }

    @Override
    public Release release() {
      return store.free(this);
    }

    @Override
    public void close() {
      release();
    }
  }
}
