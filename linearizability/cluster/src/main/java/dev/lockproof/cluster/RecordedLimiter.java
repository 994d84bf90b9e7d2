// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Completion;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.lease.StoreException;
import dev.lockproof.rate.Limiter;
import dev.lockproof.redis.NoReplyException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import redis.clients.jedis.RedisClient;

/** A client of limiters, one for each key, that writes down what it does; for use by one thread. */
final class RecordedLimiter implements LimiterCrowd.Client {
  private final Recorder recorder;
  private final AtomicInteger processes;
  private final RedisClient client;
  private final Function<String, Limiter> create;
  private final Map<String, Limiter> limiters = new HashMap<>();
  private int process;

  /** Creates a client that makes its limiters so. */
  RecordedLimiter(
      Recorder recorder,
      AtomicInteger processes,
      RedisClient client,
      Function<String, Limiter> create) {
    this.recorder = recorder;
    this.processes = processes;
    this.client = client;
    this.create = create;
    process = processes.getAndIncrement();
  }

  /** Asks one of the keys after the other. */
  @Override
  public Completion acquire(long permits, String... keys) {
    var last = Completion.OK;
    for (String key : keys) {
      last = acquire(permits, key);
    }
    return last;
  }

  private Completion acquire(long permits, String key) {
    Recorder.Pending pending = recorder.invoke(process, "tryAcquire", key, permits);
    try {
      pending.ok(limiters.computeIfAbsent(key, create).tryAcquire(permits));
      return Completion.OK;
    } catch (StoreException e) {
      pending.fail();
      return Completion.FAIL;
    } catch (NoReplyException e) {
      pending.info();
      process = processes.getAndIncrement(); // one whose outcome is unknown has ended
      return Completion.INFO;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
