// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Completion;
import dev.lockproof.checker.history.Recorder;
import dev.lockproof.lease.StoreException;
import dev.lockproof.rate.Rate;
import dev.lockproof.redis.NoReplyException;
import dev.lockproof.redis.RedisTokenBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.RedisClient;

/**
 * A client of buckets that writes down what it does, as the checker's token bucket; for use by one
 * thread. A request to several buckets is an operation on each, by a process of its own.
 */
final class RecordedBucket implements LimiterCrowd.Client {
  /** The permits of each bucket. */
  static final int BURST = 5;

  private final Recorder recorder;
  private final AtomicInteger processes;
  private final RedisClient client;
  private final RedisTokenBucket buckets;
  private final List<Integer> mine = new ArrayList<>();

  /** Creates a client of buckets that gain one permit each interval. */
  RecordedBucket(
      Recorder recorder,
      AtomicInteger processes,
      RedisClient client,
      String prefix,
      Duration interval) {
    this.recorder = recorder;
    this.processes = processes;
    this.client = client;
    this.buckets = new RedisTokenBucket(client, prefix + ":bucket", BURST, new Rate(1, interval));
  }

  /** Asks each of the keys for so many permits, all or none. */
  @Override
  public Completion acquire(long permits, String... keys) {
    while (mine.size() < keys.length) {
      mine.add(processes.getAndIncrement());
    }
    var pending = new ArrayList<Recorder.Pending>();
    var demands = new ArrayList<RedisTokenBucket.Demand>();
    for (String key : keys) {
      pending.add(recorder.invoke(mine.get(pending.size()), "tryAcquire", key, permits));
      demands.add(buckets.demand(key, permits));
    }
    try {
      boolean allowed = RedisTokenBucket.decideAll(demands).allowed();
      if (!allowed && keys.length > 1) {
        pending.forEach(Recorder.Pending::fail); // nobody knows by which of them
      } else {
        pending.forEach(operation -> operation.ok(allowed));
      }
      return Completion.OK;
    } catch (StoreException e) {
      pending.forEach(Recorder.Pending::fail);
      return Completion.FAIL;
    } catch (NoReplyException e) {
      pending.forEach(Recorder.Pending::info);
      mine.clear(); // a process whose outcome is unknown has ended
      return Completion.INFO;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
