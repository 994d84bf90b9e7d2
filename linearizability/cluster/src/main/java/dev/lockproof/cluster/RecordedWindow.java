// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Completion;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.lease.StoreException;
import dev.lockproof.redis.NoReplyException;
import dev.lockproof.redis.RedisSlidingWindow;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.RedisClient;

/** A client of sliding windows that writes down what it does; for use by one thread. */
final class RecordedWindow implements LimiterCrowd.Client {
  /** The permits of each window. */
  static final int LIMIT = 5;

  private final Recorder recorder;
  private final AtomicInteger processes;
  private final RedisClient client;
  private final RedisSlidingWindow windows;
  private int process;

  /** Creates a client of windows of that length. */
  RecordedWindow(
      Recorder recorder,
      AtomicInteger processes,
      RedisClient client,
      String prefix,
      Duration length) {
    this.recorder = recorder;
    this.processes = processes;
    this.client = client;
    windows = new RedisSlidingWindow(client, prefix + ":window", LIMIT, length);
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
      pending.ok(windows.tryAcquire(key, permits));
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
