// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseTimer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;

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
  Notices notices = Notices.NONE;
  Waiting waiting = Waiting.REAL;
  long longestPoll = TimeUnit.SECONDS.toNanos(1);

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

  /**
   * Sets how long those who wait for a resource go at most without asking for it, although nobody
   * said that it was released; one second by default. While nothing is heard from the server at
   * all, they ask again after 1 to 128 ms, whatever is set here.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public final B longestPoll(Duration longest) {
    if (longest.isZero() || longest.isNegative()) {
      throw new IllegalArgumentException("longest poll must be positive, not " + longest);
    }
    longestPoll = LeaseTerms.waitNanos(longest);
    return self();
  }

  /** Sets how to wait between two requests; as the clock, for tests. */
  final B waiting(Waiting waiting) {
    this.waiting = waiting;
    return self();
  }

  /** Sets where it is said that a lease was released. */
  final B notices(Notices notices) {
    this.notices = notices;
    return self();
  }

  /** Returns the lines of those who will wait. */
  final Lines lines() {
    return new Lines(notices, new Pace(clock, waiting, new Backoff(RANDOM), longestPoll), timer);
  }

  /** Returns what hears the notices on the server of a client. */
  static Notices heard(UnifiedJedis client) {
    return new JedisNotices(
        client, task -> daemon(task, "lockproof-lease-notices").start(), new Backoff(RANDOM));
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
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
          new ScheduledThreadPoolExecutor(1, task -> daemon(task, "lockproof-lease-timer"));
      executor.setRemoveOnCancelPolicy(true);
      return executor;
    }
  }
}
