// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The kept leases of one store, in the order in which they are due.
 *
 * <p>Its monitor guards the order and is never held while the store is asked or somebody is told. A
 * lease stays in its place until it has ended, also while it is asked for: an answer moves it only
 * if it is still there.
 */
final class Line {
  /** How many requests to a store may be unanswered at a time; each may take a thread. */
  static final int PLACES = 16;

  private final Renewer renewer;
  private final LongSupplier clock;
  private final LeaseTimer timer;
  private final Executor sending;
  private final TreeSet<Kept> order = new TreeSet<>();

  /** How many requests are unanswered. */
  private int unanswered;

  /** When the timer comes, while it is set. */
  private long alarm;

  private boolean isSet;
  private Runnable cancel = () -> {};

  Line(Renewer renewer, LongSupplier clock, LeaseTimer timer, Executor sending) {
    this.renewer = renewer;
    this.clock = clock;
    this.timer = timer;
    this.sending = sending;
  }

  synchronized void add(Kept kept) {
    order.add(kept);
    set();
  }

  /** Takes a lease out; returns whether none is left. */
  synchronized boolean remove(Kept kept) {
    order.remove(kept);
    set();
    return order.isEmpty();
  }

  synchronized int size() {
    return order.size();
  }

  /** Lets go of all. */
  synchronized void clear() {
    order.clear();
    set();
  }

  /** Sets the timer to the first that is due, if there is a place for its request. */
  private void set() {
    boolean isWanted = !order.isEmpty() && unanswered < PLACES;
    if (isSet && (!isWanted || order.first().keeping.next() - alarm < 0)) {
      isSet = false;
      cancel.run();
    }
    if (isWanted && !isSet) {
      isSet = true;
      alarm = order.first().keeping.next();
      cancel = timer.after(Math.max(0, alarm - clock.getAsLong()), this::due);
    }
  }

  /** Asks for all that are due. */
  private void due() {
    for (Batch batch : batches()) {
      try {
        sending.execute(batch);
      } catch (RejectedExecutionException e) {
        batch.done();
      }
    }
  }

  private synchronized List<Batch> batches() {
    isSet = false;
    long now = clock.getAsLong();
    int inDoubt = inDoubt(now);
    Map<Integer, Batch> open = new HashMap<>();
    var batches = new ArrayList<Batch>();
    while (!order.isEmpty() && order.first().keeping.isDue(now)) {
      Kept first = order.first();
      int size = first.keeping.size(renewer.most(), inDoubt);
      Batch batch = open.get(size);
      if (batch == null || batch.leases.size() == size) {
        if (unanswered == PLACES) {
          break;
        }
        unanswered++;
        batch = new Batch();
        open.put(size, batch);
        batches.add(batch);
      }
      order.remove(first);
      if (!first.keeping.isOver(now)) {
        first.keeping = first.keeping.ask(now);
        order.add(first);
        batch.leases.add(first);
      }
    }
    set();
    return batches;
  }

  /** Returns how many of those that are due were asked for without an answer. */
  private int inDoubt(long now) {
    int count = 0;
    for (Kept kept : order) {
      if (!kept.keeping.isDue(now)) {
        return count;
      }
      count += kept.keeping.asked() > 0 ? 1 : 0;
    }
    return count;
  }

  private synchronized void answered(List<Kept> renewed, long sent) {
    for (Kept kept : renewed) {
      if (order.remove(kept)) {
        kept.keeping = kept.keeping.confirm(sent);
        order.add(kept);
      }
    }
  }

  private synchronized void giveBack() {
    unanswered--;
    set();
  }

  /** Leases that are asked for together. */
  private final class Batch implements Runnable {
    final List<Kept> leases = new ArrayList<>();
    private final AtomicBoolean isDone = new AtomicBoolean();

    @Override
    public void run() {
      leases.removeIf(kept -> !kept.lease.isHeld());
      if (leases.isEmpty()) {
        done();
        return;
      }
      long sent = clock.getAsLong();
      long[] asked = leases.stream().mapToLong(kept -> kept.lease.clock.getAsLong()).toArray();
      try {
        renewer.request(
            leases.stream().map(kept -> kept.lease).toList(), reply -> take(reply, asked, sent));
      } catch (RuntimeException e) {
        log(e);
        done();
      }
    }

    private void take(Supplier<List<Renewal>> reply, long[] asked, long sent) {
      try {
        take(answers(reply), asked, sent);
      } finally {
        done();
      }
    }

    /** Returns an answer for each, {@link Renewal#UNKNOWN} if there is none. */
    private List<Renewal> answers(Supplier<List<Renewal>> reply) {
      List<Renewal> unknown = Collections.nCopies(leases.size(), Renewal.UNKNOWN);
      try {
        List<Renewal> answers = reply.get();
        return answers.size() == leases.size() ? answers : unknown;
      } catch (RuntimeException e) {
        log(e);
        return unknown;
      }
    }

    private void take(List<Renewal> answers, long[] asked, long sent) {
      var renewed = new ArrayList<Kept>();
      for (int i = 0; i < asked.length; i++) {
        Kept kept = leases.get(i);
        kept.lease.answered(answers.get(i), asked[i], kept.lease.grantedMillis());
        if (answers.get(i) == Renewal.RENEWED) {
          renewed.add(kept);
        }
      }
      answered(renewed, sent);
    }

    void done() {
      if (!isDone.getAndSet(true)) {
        giveBack();
      }
    }

    private void log(RuntimeException e) {
      System.getLogger(LeaseKeeper.class.getName())
          .log(System.Logger.Level.DEBUG, () -> leases.size() + " leases not renewed", e);
    }
  }
}
