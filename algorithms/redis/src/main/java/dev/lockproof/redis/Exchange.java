// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.RedlockRound.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A connection in use: what the instance at its other end was asked and has not answered.
 *
 * <p>Requests are run, and answered, in the order in which they are sent. An instance may owe
 * answers that nobody waits for any more; they are passed over when they come. One that was waited
 * for in vain is late until it is heard again: it is waited for last, and asked nothing new, except
 * to release, once it owes an answer for longer than the patience.
 */
final class Exchange {
  /** As many bytes fit into what the system buffers, so that sending never waits. */
  static final int MOST_OWED = 128 * 1024;

  /** More than a few answers that nobody needed. */
  private static final int MANY_OWED = MOST_OWED / 8;

  /** A request that is not answered. */
  private record Owed(Request request, long sent) {}

  private final Wire wire;
  private final int instance;
  private final long patience;

  /** The releases that are to be sent as soon as that is possible. */
  private final Queue<Request> releases;

  /** All below is guarded by this. */
  private final Queue<Owed> owed = new ArrayDeque<>();

  private int owedBytes;

  /** Whether the instance knows the scripts, once it has answered. */
  private boolean knowsScripts;

  private boolean isLate;

  /** When it was last waited for, or looked at, in vain. */
  private long missed;

  private boolean isOver;

  Exchange(Wire wire, int instance, long patience, Queue<Request> releases) {
    this.wire = wire;
    this.instance = instance;
    this.patience = patience;
    this.releases = releases;
  }

  /** Returns the wire. */
  Wire wire() {
    return wire;
  }

  /**
   * Owes an answer to a request, if the instance can be asked that now.
   *
   * @return whether {@code bytes}, with the request at their end, are to be sent
   */
  synchronized boolean owe(Request request, ByteArrayOutputStream bytes) {
    long now = System.nanoTime();
    boolean isSilent = isLate && owesSince(now - patience) && now - missed <= patience;
    if (isOver || owedBytes >= MOST_OWED || (isSilent && !request.isRelease())) {
      return false;
    }
    if (!knowsScripts) {
      knowsScripts = true;
      Request.SCRIPTS.forEach(script -> owe(script, bytes));
    }
    owed.add(new Owed(request, now));
    owedBytes += request.size();
    request.writeTo(bytes);
    return true;
  }

  /** Returns when to wait for this instance: early if it owes much, and last if it is late. */
  synchronized int rank() {
    return isLate ? 2 : owedBytes > MANY_OWED ? 0 : 1;
  }

  /** Returns whether it is late, and was so when looked at last, some time ago. */
  synchronized boolean isWorthALook(long now) {
    return isLate && now - missed > patience / 4;
  }

  /**
   * Receives what there is, if there is anything until then, and tells whom it concerns.
   *
   * @throws IOException if the connection is broken, or what came is no answer
   */
  boolean receive(long until) throws IOException {
    synchronized (this) {
      if (isOver || owed.isEmpty()) {
        return false;
      }
    }
    boolean came = wire.read(until);
    synchronized (this) {
      if (!came) {
        missed = System.nanoTime();
        isLate |= owesSince(missed - patience / 8);
      }
      return came && !isOver && take();
    }
  }

  /** Ends: what was asked will not be answered here, and releases are to be sent again. */
  synchronized void end() {
    isOver = true;
    for (Owed lost : owed) {
      again(lost.request);
      lost.request.answered(instance, Answer.AWAITED);
    }
    owed.clear();
  }

  private boolean take() throws IOException {
    for (var reply = wire.next(); reply != null; reply = wire.next()) {
      Owed first = owed.peek();
      if (first == null) {
        throw new IOException("an answer to no question: " + reply);
      }
      first.request.answered(instance, reply);
      if (reply.isError() && reply.words().get(0).startsWith("-NOSCRIPT")) {
        knowsScripts = false;
        again(first.request);
      }
      owed.remove();
      owedBytes -= first.request.size();
      isLate = false;
    }
    return true;
  }

  private void again(Request request) {
    if (request.isRelease()) {
      releases.offer(request.inFull());
    }
  }

  /** Returns whether there is an answer that was owed before. */
  private boolean owesSince(long before) {
    Owed first = owed.peek();
    return first != null && first.sent - before < 0;
  }
}
