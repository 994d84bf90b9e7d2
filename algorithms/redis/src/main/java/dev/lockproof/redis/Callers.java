// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static java.util.Comparator.comparingInt;

import dev.lockproof.lease.RedlockRound;
import dev.lockproof.lease.RedlockRound.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The callers that share one link to each server: whoever comes sends what others have left to be
 * sent, and one of those that wait receives for all.
 */
final class Callers {
  /*
   *   unsent --- Send: one caller takes all, a write to each server ---> owed by the links
   *                                                                          |
   *   waiting <-- wake --- Receive: one caller, from one server at a time ---'
   *
   * No thread is needed but those of the callers, and a single caller does all by itself. Two roles
   * are passed on, so that nobody who sends has to wait for somebody who waits for an answer.
   *
   * Nobody is forgotten. Whoever gives up a role looks afterwards whether there is work left, and
   * wakes up somebody whose work it is; whoever comes adds the work before it tries for the role.
   * Whoever leaves does the same, as it may have been woken up to no purpose.
   *
   * Nobody is held up. A caller that sends takes one batch. One that receives waits for a server no
   * longer than its share of the time that it has left, and looks at those who kept callers waiting
   * last. When its time is over, another takes over.
   */

  /** How often to let others run that were just answered and may have more to ask. */
  private static final int MOST_YIELDS = 8;

  private final List<Link> links;

  /** The callers whose request is not sent. */
  private final Queue<Caller> unsent = new ConcurrentLinkedQueue<>();

  /** The callers whose request may be sent. */
  private final Queue<Caller> waiting = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean isSending = new AtomicBoolean();
  private final AtomicBoolean isReceiving = new AtomicBoolean();
  private final AtomicInteger waking = new AtomicInteger();

  Callers(List<Link> links) {
    this.links = links;
  }

  /** Asks all instances that the round asks, and waits until enough is known, or the deadline. */
  RedlockRound ask(
      RedlockRound round, Script script, List<String> keys, List<String> arguments, long deadline) {
    var caller = new Caller(round, script, keys, arguments, waking);
    boolean isInterrupted = Thread.interrupted();
    waiting.add(caller);
    unsent.add(caller);
    try {
      isInterrupted |= await(caller, deadline);
    } finally {
      leave(caller);
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return caller.known();
  }

  /** Returns whether it was interrupted meanwhile. */
  private boolean await(Caller caller, long deadline) {
    boolean isInterrupted = false;
    long left;
    do {
      left = deadline - System.nanoTime();
      if (!caller.isSent()) {
        send();
      }
      if (caller.isSent() && caller.isOpen() && isReceiving.compareAndSet(false, true)) {
        try {
          receive(caller, deadline);
        } finally {
          isReceiving.set(false);
        }
      } else if (caller.isOpen() && left > 0) {
        LockSupport.parkNanos(this, left);
        isInterrupted |= Thread.interrupted();
      }
    } while (caller.isOpen() && left > 0);
    return isInterrupted;
  }

  private void leave(Caller caller) {
    if (!caller.isRelease() && unsent.remove(caller)) {
      caller.kind().asks().forEach(i -> caller.answered(i, Answer.FAILED));
    }
    caller.end();
    waiting.remove(caller);
    if (!unsent.isEmpty()) {
      send();
    }
    if (!isReceiving.get()) {
      waiting.stream()
          .filter(other -> other.isSent() && other.isOpen())
          .findFirst()
          .ifPresent(Caller::wake);
    }
  }

  /** Sends what there is, unless somebody else is about to. */
  private void send() {
    Caller next;
    do {
      if (!isSending.compareAndSet(false, true)) {
        return;
      }
      try {
        letOthersJoin();
        var batch = new ArrayList<Caller>();
        for (Caller one = unsent.poll(); one != null; one = unsent.poll()) {
          batch.add(one);
        }
        List<Request> requests = Request.of(batch);
        links.forEach(link -> link.send(requests));
        batch.forEach(Caller::sent);
      } finally {
        isSending.set(false);
      }
      next = unsent.peek();
      if (next != null && next.isOpen()) {
        next.wake();
        return;
      }
    } while (next != null);
  }

  /** Lets those run that were just answered: what they ask next goes with this. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but the number of writes
  private void letOthersJoin() {
    for (int i = 0; i < MOST_YIELDS && waking.get() > 0; i++) {
      Thread.yield();
    }
  }

  /** Receives for everybody, until that caller knows enough. */
  private void receive(Caller caller, long deadline) {
    List<Link> order = new ArrayList<>(links);
    order.sort(comparingInt(Link::rank));
    for (int i = 0; i < order.size() && caller.isOpen(); i++) {
      long now = System.nanoTime();
      long share = Math.max(0, deadline - now) / (order.size() - i);
      order.get(i).receive(caller, now + share);
    }
    links.forEach(Link::look);
  }
}
