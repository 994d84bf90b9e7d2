// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.Lease;
import dev.lockproof.lease.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Two processes that use five instances, the twins, with one clock in the test's hand. */
abstract class FiveTwins {
  static final Duration TTL = Duration.ofSeconds(1);

  long now;
  int owners;
  final List<ScriptTwin> twins = new ArrayList<>();
  final List<Scripts> ways = new ArrayList<>();
  final RedisRedlock ours;
  final RedisRedlock theirs;

  FiveTwins() {
    for (int i = 0; i < 5; i++) {
      twins.add(new ScriptTwin(() -> now / 1_000_000));
      ways.add(twins.get(i));
    }
    ours = redlock(IntStream.range(0, 5).<Scripts>mapToObj(this::way).toList());
    theirs = redlock(twins);
  }

  /** The way of our process to an instance, which a test may break. */
  private Scripts way(int i) {
    return (script, keys, arguments) -> ways.get(i).run(script, keys, arguments);
  }

  final RedisRedlock redlock(List<? extends Scripts> instances) {
    return RedisRedlock.builder(Instances.inTurn(instances))
        .clock(() -> now)
        .owners(() -> "owner-" + ++owners)
        .timer((nanos, task) -> () -> {})
        .waiting(
            (news, nanos) -> {
              now += nanos;
            })
        .build();
  }

  final void broken(UnaryOperator<Scripts> fault, int... instances) {
    for (int i : instances) {
      ways.set(i, fault.apply(twins.get(i)));
    }
  }

  final void mended() {
    for (int i = 0; i < 5; i++) {
      ways.set(i, twins.get(i));
    }
  }

  static Scripts gone(Scripts instance) {
    return (script, keys, arguments) -> {
      throw new StoreException("connection refused");
    };
  }

  static Scripts deaf(Scripts instance) {
    return (script, keys, arguments) -> {
      throw new NoReplyException("no answer");
    };
  }

  static Scripts mute(Scripts instance) {
    return (script, keys, arguments) -> {
      instance.run(script, keys, arguments);
      throw new NoReplyException("answer lost");
    };
  }

  /** Returns how many instances have a key of the resource. */
  final long keys() {
    return twins.stream().filter(twin -> twin.timeToLive("lockproof:lease:r") >= 0).count();
  }

  final Lease grant() {
    return ours.tryAcquire("r", TTL).orElseThrow();
  }
}
