// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.RedlockRound;
import dev.lockproof.lease.RedlockRound.Answer;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A thread that asks all instances something, and what they answered so far. */
final class Caller {
  /** What callers have in common that can be asked for by one request. */
  record Kind(Script script, List<Integer> asks) {}

  private final Kind kind;
  private final List<String> keys;
  private final List<String> arguments;
  private final Thread thread = Thread.currentThread();

  /** How many callers were woken up and did not run since. */
  private final AtomicInteger waking;

  /** The instances that may still answer; guarded by this. */
  private final BitSet hopes = new BitSet();

  /** Guarded by this. */
  private RedlockRound round;

  /** Guarded by this. */
  private boolean isWaking;

  private volatile boolean isOpen;
  private volatile boolean isSent;

  Caller(
      RedlockRound round,
      Script script,
      List<String> keys,
      List<String> arguments,
      AtomicInteger waking) {
    this.round = round;
    this.kind = new Kind(script, round.asks());
    this.keys = keys;
    this.arguments = arguments;
    this.waking = waking;
    kind.asks.forEach(hopes::set);
    isOpen = !hopes.isEmpty();
  }

  Kind kind() {
    return kind;
  }

  List<String> keys() {
    return keys;
  }

  List<String> arguments() {
    return arguments;
  }

  boolean isRelease() {
    return kind.script == Script.RELEASE;
  }

  /** Returns whether more answers may come and matter. */
  boolean isOpen() {
    return isOpen;
  }

  /** Returns whether all instances have been asked that can be. */
  boolean isSent() {
    return isSent;
  }

  void sent() {
    isSent = true;
  }

  /** Returns whether that instance is asked. */
  boolean asks(int instance) {
    return kind.asks.contains(instance);
  }

  /** Returns whether that instance may still answer. */
  synchronized boolean awaits(int instance) {
    return hopes.get(instance);
  }

  /** Takes note of an answer; {@link Answer#AWAITED} if none will come. */
  synchronized void answered(int instance, Answer answer) {
    if (!isOpen) {
      return;
    }
    hopes.clear(instance);
    if (answer != Answer.AWAITED) {
      round = round.answered(instance, answer);
    }
    if (hopes.isEmpty() || !round.isOpen()) {
      isOpen = false;
      if (thread != Thread.currentThread()) {
        isWaking = true;
        waking.incrementAndGet();
        wake();
      }
    }
  }

  /** Lets the caller look again. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /** Waits no longer; later answers are passed over. */
  synchronized void end() {
    isOpen = false;
    if (isWaking) {
      isWaking = false;
      waking.decrementAndGet();
    }
  }

  /** Returns the round with all answers that are known. */
  synchronized RedlockRound known() {
    return round;
  }
}
