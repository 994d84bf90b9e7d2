// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import redis.clients.jedis.RedisClient;

/**
 * A benchmark of what one client does with a Redis server, each in its place.
 *
 * <p>A round trip takes several times as long when it has to wake up another processor, so the
 * {@link Placement} is part of the question and never left to chance.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init")
public abstract class RedisBenchmark {
  /** The system property with the address of the server. */
  static final String SERVER = "lockproof.benchmark.redis";

  /** Which processor the client runs on. */
  @Param public Placement placement;

  private RedisClient client;
  private Supplier<Object> operation;

  /** Returns what is measured, by that client. */
  abstract Supplier<Object> operation(RedisClient client);

  /** Connects, in the thread that will measure. */
  @Setup
  public void connect() {
    placement.placeClient();
    client = RedisClient.create(System.getProperty(SERVER, "redis://127.0.0.1:6379"));
    operation = operation(client);
  }

  /** Disconnects. */
  @TearDown
  public void disconnect() {
    client.close();
  }

  final Object operate() {
    return operation.get();
  }
}
