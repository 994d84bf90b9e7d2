// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseTimer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all leases on Redis can be told; everything has a default that is right in production.
 *
 * @param <B> the builder itself
 */
public abstract class LeasesBuilder<B extends LeasesBuilder<B>> {
  private static final SecureRandom RANDOM = new SecureRandom();

  LeaseKeys keys = new LeaseKeys("lockproof");
  LeaseTerms terms = LeaseTerms.DEFAULT;
  LongSupplier clock = System::nanoTime;
  LeaseTimer timer = SharedTimer.TIMER;
  Supplier<String> owners = LeasesBuilder::randomOwner;
  Waiting waiting = new Backoff(RANDOM);

  LeasesBuilder() {}

  abstract B self();

  /** Sets what the names of all keys start with; {@code lockproof} by default. */
  public final B prefix(String prefix) {
    keys = new LeaseKeys(prefix);
    return self();
  }

  /** Sets drift and margin; {@link LeaseTerms#DEFAULT} by default. */
  public final B terms(LeaseTerms terms) {
    this.terms = terms;
    return self();
  }

  /** Sets the monotonic clock in nanoseconds; that of the JVM by default. */
  public final B clock(LongSupplier clock) {
    this.clock = clock;
    return self();
  }

  /** Sets what announces the end of leases on time; one daemon thread per JVM by default. */
  public final B timer(LeaseTimer timer) {
    this.timer = timer;
    return self();
  }

  /**
   * Sets the source of owners: a name for each request that nobody else ever uses; 128 random bits
   * by default.
   */
  public final B owners(Supplier<String> owners) {
    this.owners = owners;
    return self();
  }

  /** Sets how to wait between two requests; doubling waits with jitter by default. */
  public final B waiting(Waiting waiting) {
    this.waiting = waiting;
    return self();
  }

  private static String randomOwner() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The default timer, with a thread from the first lease on. */
  private static final class SharedTimer {
    static final LeaseTimer TIMER = LeaseTimer.on(executor());

    private static ScheduledThreadPoolExecutor executor() {
      var executor =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                var thread = new Thread(task, "lockproof-lease-timer");
                thread.setDaemon(true);
                return thread;
              });
      executor.setRemoveOnCancelPolicy(true);
      return executor;
    }
  }
}
