// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.FencedLease;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Two processes that use one store, the twin, with one clock in the test's hand. */
abstract class TwoProcesses {
  static final Duration TTL = Duration.ofSeconds(1);

  /** What may go wrong with a request on its way. */
  interface Fault {
    List<String> run(Script script, List<String> keys, List<String> arguments);
  }

  long now;
  int owners;
  int pauses;
  final Deque<Fault> faults = new ArrayDeque<>();
  final ScriptTwin twin = new ScriptTwin(() -> now / 1_000_000);
  final RedisFencedLeases ours = leases();
  final RedisFencedLeases theirs = leases();

  private RedisFencedLeases leases() {
    return RedisFencedLeases.builder(this::deliver)
        .clock(() -> now)
        .owners(() -> "owner-" + ++owners)
        .timer((nanos, task) -> () -> {})
        .waiting(
            (news, nanos) -> {
              pauses++;
              now += nanos;
            })
        .build();
  }

  final List<String> deliver(Script script, List<String> keys, List<String> arguments) {
    return faults.isEmpty()
        ? twin.run(script, keys, arguments)
        : faults.remove().run(script, keys, arguments);
  }

  /** The request arrives, the answer does not. */
  List<String> loseAnswer(Script script, List<String> keys, List<String> arguments) {
    twin.run(script, keys, arguments);
    throw new NoReplyException("cut");
  }

  /** The request does not arrive, and nobody can tell. */
  List<String> loseRequest(Script script, List<String> keys, List<String> arguments) {
    throw new NoReplyException("cut");
  }

  final void advance(Duration time) {
    now += time.toNanos();
  }

  final FencedLease grant() {
    return ours.tryAcquire("r", TTL).orElseThrow();
  }
}
