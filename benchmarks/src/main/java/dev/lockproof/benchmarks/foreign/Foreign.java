// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks.foreign;

import com.google.common.util.concurrent.RateLimiter;
import dev.lockproof.rate.Rate;
import dev.lockproof.rate.TokenBucket;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.redisson.Redisson;
import org.redisson.api.RRateLimiter;
import org.redisson.api.RateType;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** The limiters that are observed, each for {@link #BURST} permits in each {@link #PERIOD}. */
enum Foreign {
  /** Ours, which shows that the observer finds nothing where nothing is. */
  TOKEN_BUCKET("TokenBucket", TokenBucket.class) {
    @Override
    Limited create(LongSupplier clock) {
      var bucket = new TokenBucket(BURST, new Rate(BURST, PERIOD), clock);
      return permits -> permits <= BURST && bucket.tryAcquire(permits);
    }
  },

  /** Refilled evenly. */
  BUCKET4J_GREEDY("bucket4j, refillGreedy", Bucket.class) {
    @Override
    Limited create(LongSupplier clock) {
      Bucket bucket =
          Bucket.builder()
              .addLimit(limit -> limit.capacity(BURST).refillGreedy(BURST, PERIOD))
              .withCustomTimePrecision(meter(clock))
              .build();
      return bucket::tryConsume;
    }
  },

  /** Refilled all at once, at the end of each period. */
  BUCKET4J_INTERVALS("bucket4j, refillIntervally", Bucket.class) {
    @Override
    Limited create(LongSupplier clock) {
      Bucket bucket =
          Bucket.builder()
              .addLimit(limit -> limit.capacity(BURST).refillIntervally(BURST, PERIOD))
              .withCustomTimePrecision(meter(clock))
              .build();
      return bucket::tryConsume;
    }
  },

  /** So many permits in each of a row of periods. */
  RESILIENCE4J("resilience4j, AtomicRateLimiter", AtomicRateLimiter.class) {
    @Override
    Limited create(LongSupplier clock) {
      var config =
          RateLimiterConfig.custom()
              .limitForPeriod(BURST)
              .limitRefreshPeriod(PERIOD)
              .timeoutDuration(Duration.ZERO)
              .build();
      var limiter = new AtomicRateLimiter("observed", config, Map.of(), clock::getAsLong);
      return permits -> limiter.acquirePermission((int) permits);
    }
  },

  /** Its clock is that of the system. */
  GUAVA("Guava, RateLimiter.create", RateLimiter.class) {
    @Override
    Limited create(LongSupplier clock) {
      RateLimiter limiter = RateLimiter.create((double) BURST / PERIOD.toSeconds());
      return permits -> limiter.tryAcquire((int) permits);
    }

    @Override
    boolean isVirtual() {
      return false;
    }
  },

  /** In Redis: on the server of the property {@code lockproof.foreign.redis}. */
  REDISSON("Redisson, RRateLimiter", RRateLimiter.class) {
    @Override
    Limited create(LongSupplier clock) {
      var config = new Config();
      config
          .useSingleServer()
          .setAddress(System.getProperty(Foreign.SERVER, "redis://127.0.0.1:6379"));
      RedissonClient client = Redisson.create(config);
      RRateLimiter limiter = client.getRateLimiter("observed:" + UUID.randomUUID());
      limiter.trySetRate(RateType.OVERALL, BURST, PERIOD);
      return new Limited() {
        @Override
        public boolean tryAcquire(long permits) {
          return permits <= BURST && limiter.tryAcquire(permits);
        }

        @Override
        public void close() {
          limiter.delete();
          client.shutdown();
        }
      };
    }

    @Override
    boolean isVirtual() {
      return false;
    }
  };

  static final String SERVER = "lockproof.foreign.redis";

  static final int BURST = 10;
  static final Duration PERIOD = Duration.ofSeconds(1);

  /** A fresh limiter. */
  @FunctionalInterface
  interface Limited extends AutoCloseable {
    boolean tryAcquire(long permits);

    @Override
    default void close() {}
  }

  private final String title;
  private final Class<?> type;

  Foreign(String title, Class<?> type) {
    this.title = title;
    this.type = type;
  }

  /** Makes a fresh one; the clock is in nanoseconds. */
  abstract Limited create(LongSupplier clock);

  /** Returns whether it takes the clock that it is given. */
  boolean isVirtual() {
    return true;
  }

  /** Returns what it is. */
  String title() {
    return title;
  }

  /** Returns the version, which the name of its jar ends with; ours is that of this build. */
  String version() {
    String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    String name = jar.substring(jar.lastIndexOf('/') + 1);
    return name.endsWith(".jar") ? name.replaceAll("^[a-z0-9_-]*?-(?=[0-9]+\\.)|\\.jar$", "") : "";
  }

  private static TimeMeter meter(LongSupplier clock) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return clock.getAsLong();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }
}
