// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The script {@link Script#TAKE} in Java, for {@link ScriptTwin}. */
final class BucketTwin {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long GRACE_MILLIS = 1_000;
  private static final long MOST_UNITS = 1L << 52;

  /** A bucket: full at that microsecond and a rest of units, by the terms that it counts by. */
  private record Bucket(long full, long rest, long permit, long gain) {
    /** Returns the last millisecond at which the key is there. */
    long last() {
      return ceil(full + 1, MICROS_PER_MILLI) + GRACE_MILLIS;
    }
  }

  /** What is asked of a bucket. */
  private record Ask(String key, long cost, long capacity, long permit, long gain) {
    static Ask of(String key, List<String> numbers) {
      return new Ask(
          key,
          Long.parseLong(numbers.get(0)),
          Long.parseLong(numbers.get(1)),
          Long.parseLong(numbers.get(2)),
          Long.parseLong(numbers.get(3)));
    }
  }

  private final Map<String, Bucket> buckets = new HashMap<>();

  /** Takes all that is asked for, or nothing, at that microsecond. */
  List<String> take(long now, List<String> keys, List<String> arguments) {
    var answer = new ArrayList<String>();
    var asks = new ArrayList<Ask>();
    var seen = new ArrayList<Bucket>();
    boolean isTaken = true;
    for (String key : keys) {
      Ask ask = Ask.of(key, arguments.subList(4 * asks.size(), 4 * asks.size() + 4));
      Bucket bucket = seen(ask, now);
      isTaken = isTaken && first(ask, bucket) <= now;
      asks.add(ask);
      seen.add(bucket);
    }
    answer.add(isTaken ? "TAKEN" : "REFUSED");
    for (int i = 0; i < asks.size(); i++) {
      Ask ask = asks.get(i);
      long wait = Math.max(0, first(ask, seen.get(i)) - now);
      Bucket bucket = isTaken ? less(ask, seen.get(i)) : seen.get(i);
      if (isTaken) {
        buckets.put(ask.key, bucket); // Take
      }
      tell(answer, ask, bucket, now, wait);
    }
    return answer;
  }

  /** Returns the millisecond at which a key expires, as {@code PEXPIRETIME} does; -2 without. */
  long expiry(long now, String key) {
    Bucket bucket = present(now, key);
    return bucket == null ? -2 : bucket.last();
  }

  private @Nullable Bucket present(long now, String key) {
    Bucket bucket = buckets.get(key);
    if (bucket != null && Math.floorDiv(now, MICROS_PER_MILLI) > bucket.last()) {
      buckets.remove(key); // Expire
      return null;
    }
    return bucket;
  }

  /** Returns the bucket as it is at that time, by the terms of who asks. */
  private Bucket seen(Ask ask, long now) {
    Bucket bucket = present(now, ask.key);
    if (bucket == null || bucket.full < now) {
      return new Bucket(now, 0, ask.permit, ask.gain);
    }
    if (bucket.permit == ask.permit && bucket.gain == ask.gain) {
      return bucket;
    }
    double units = (double) (bucket.full - now) * bucket.gain + bucket.rest;
    long burst = ask.capacity / ask.permit;
    long permits = units > MOST_UNITS ? burst : ceil((long) units, bucket.permit);
    long missing = Math.min(permits, burst) * ask.permit;
    return new Bucket(now + missing / ask.gain, missing % ask.gain, ask.permit, ask.gain);
  }

  /** Returns the first moment at which there is as much as is asked for. */
  private static long first(Ask ask, Bucket bucket) {
    return bucket.full + ceil(bucket.rest + ask.cost - ask.capacity, ask.gain);
  }

  private static Bucket less(Ask ask, Bucket bucket) {
    long units = bucket.rest + ask.cost;
    return new Bucket(bucket.full + units / ask.gain, units % ask.gain, ask.permit, ask.gain);
  }

  private static void tell(List<String> answer, Ask ask, Bucket bucket, long now, long wait) {
    double missing = (double) (bucket.full - now) * ask.gain + bucket.rest;
    long left = missing >= ask.capacity ? 0 : ask.capacity - (long) missing;
    answer.add(Long.toString(left / ask.permit));
    answer.add(Long.toString(wait));
    answer.add(Long.toString(bucket.full - now + (bucket.rest > 0 ? 1 : 0)));
  }

  private static long ceil(long number, long divisor) {
    return -Math.floorDiv(-number, divisor);
  }
}
