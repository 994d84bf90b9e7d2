// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseTimeoutException;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Processes wait for a lease that others hold: they are woken when it is released, in the order in
 * which they came, and who gives up leaves nothing behind.
 *
 * <p>Where a claim is to be kept without polls, they are an hour apart. Whoever would wait for one
 * runs out of time.
 */
final class LeaseLines implements Experiment {
  private static final String CHECK = "LeaseLines";
  private static final Question WOKEN = new Question(CHECK, "lease-line.woken");
  private static final Question POLL = new Question(CHECK, "lease-line.poll");
  private static final Question ORDER = new Question(CHECK, "lease-line.order");
  private static final Question ALONE = new Question(CHECK, "lease-line.alone");
  private static final Question RESIDUE = new Question(CHECK, "lease-line.residue");
  private static final long SEED = Long.getLong("lockproof.seed", 1);

  /** So long that nobody sees the end of it. */
  private static final Duration LONG = Duration.ofHours(1);

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_CROWD = 1_000;
  private static final int PASSAGES_PER_CUT = 25;
  private static final int VANISHED = 4;

  /** Requests beyond the two of each passage: those of the first while nobody listens yet. */
  private static final int SPARE = 20;

  @Override
  public List<Question> questions() {
    return List.of(WOKEN, POLL, ORDER, ALONE, RESIDUE);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    try (var one = new LineProcess(setting, LONG);
        var other = new LineProcess(setting, LONG);
        var poller = new LineProcess(setting, SHORT)) {
      var evidence = new ArrayList<Evidence>();
      evidence.add(woken(setting, one, other));
      evidence.add(poll(setting, one, other, poller));
      evidence.addAll(crowd(setting, one, other));
      evidence.add(residue(setting, one, other));
      return evidence;
    }
  }

  /** The lease goes to and fro; at times the connections that hear of it are cut. */
  private Evidence woken(Setting setting, LineProcess one, LineProcess other)
      throws InterruptedException {
    var random = new SplittableRandom(SEED);
    int passages = setting.budget().clusterOperations() / 2;
    long cuts = 0;
    var evidence =
        setting
            .evidence(this, WOKEN)
            .seed(SEED)
            .strength("sampled(" + passages + ")")
            .bound("longest poll", LONG);
    FencedLease lease = one.grant("fro", LONG);
    for (int i = 0; i < passages; i++) {
      LineProcess.Waiter waiter = (i % 2 == 0 ? other : one).waiter("fro", LONG, PATIENCE);
      if (random.nextBoolean()) {
        waiter.awaitWaiting();
      }
      if (i % PASSAGES_PER_CUT == PASSAGES_PER_CUT - 1) {
        cuts += one.cutListeners();
        if (!begins(one, other, "cut" + i)) {
          return fail(evidence, "passage " + i, "nobody was woken who began to listen after a cut");
        }
      }
      lease.release();
      FencedLease next = lease(waiter);
      if (next == null) {
        return fail(evidence, "passage " + i, "the lease was released, and nobody was woken");
      }
      lease = next;
    }
    lease.release();
    evidence.explored("passages", passages).explored("connections cut", cuts);
    return cuts > 0 ? evidence.pass() : evidence.inconclusive("no connection was cut");
  }

  /** Returns whether who begins to wait, and to listen, just now is woken. */
  private static boolean begins(LineProcess one, LineProcess other, String resource)
      throws InterruptedException {
    FencedLease lease = one.grant(resource, LONG);
    LineProcess.Waiter waiter = other.waiter(resource, LONG, PATIENCE).awaitWaiting();
    lease.release();
    FencedLease next = lease(waiter);
    if (next != null) {
      next.release();
    }
    return next != null;
  }

  /** A holder vanishes; somebody deletes a lease and tells nobody. */
  private Evidence poll(Setting setting, LineProcess one, LineProcess other, LineProcess poller)
      throws InterruptedException {
    var evidence =
        setting
            .evidence(this, POLL)
            .strength("sampled(" + 2 * VANISHED + ")")
            .bound("longest poll", SHORT)
            .bound("time-to-live", SHORT)
            .explored("passages", 2 * VANISHED);
    for (int i = 0; i < VANISHED; i++) {
      String vanished = "vanished" + i;
      one.grant(vanished, SHORT);
      if (lease(other.waiter(vanished, LONG, PATIENCE)) == null) {
        return fail(evidence, vanished, "the holder vanished, and nobody asks after its time");
      }
      String deleted = "deleted" + i;
      one.grant(deleted, LONG);
      LineProcess.Waiter waiter = poller.waiter(deleted, LONG, PATIENCE);
      if (!one.awaitListeners(deleted, true)) {
        return evidence.inconclusive("nobody listens, so nothing can be missed");
      }
      Pause.of(SHORT); // the waiter asks once more, and rests
      one.delete(deleted);
      if (lease(waiter) == null) {
        return fail(evidence, deleted, "a lease ended without a notice, and nobody asks");
      }
    }
    return evidence.pass();
  }

  /** Many wait in one process, one after the other, and each passes. */
  private List<Evidence> crowd(Setting setting, LineProcess holder, LineProcess process)
      throws InterruptedException {
    int size = Math.min(LARGEST_CROWD, setting.budget().clusterOperations());
    var served = Collections.synchronizedList(new ArrayList<Integer>());
    FencedLease lease = holder.grant("crowd", LONG);
    long before = holder.requests();
    var waiters = new ArrayList<LineProcess.Waiter>();
    for (int i = 0; i < size; i++) {
      int number = i;
      waiters.add(process.waiter("crowd", LONG, () -> served.add(number)).awaitWaiting());
    }
    lease.release();
    boolean allServed = true;
    for (LineProcess.Waiter waiter : waiters) {
      allServed &= lease(waiter) != null;
    }
    long requests = holder.requests() - before;
    var order =
        setting.evidence(this, ORDER).strength("sampled(" + size + ")").explored("passages", size);
    var alone =
        setting
            .evidence(this, ALONE)
            .strength("sampled(" + size + ")")
            .explored("passages", size)
            .explored("requests", requests);
    if (!allServed) {
      String what = "only " + served.size() + " were served";
      return List.of(order.inconclusive(what), alone.inconclusive(what));
    }
    List<Integer> expected = IntStream.range(0, size).boxed().toList();
    return List.of(
        served.equals(expected)
            ? order.pass()
            : fail(order, "served: " + served, "not in the order in which they came"),
        requests <= 2L * size + SPARE
            ? alone.pass()
            : fail(alone, size + " passages", requests + " requests: more than one asks"));
  }

  /** Some give up: one is interrupted, one is out of time, and one is not even the first. */
  private Evidence residue(Setting setting, LineProcess holder, LineProcess process)
      throws InterruptedException {
    var evidence = setting.evidence(this, RESIDUE).strength("sampled(1)").explored("waiters", 3);
    FencedLease lease = holder.grant("left", LONG);
    LineProcess.Waiter first = process.waiter("left", LONG, PATIENCE);
    if (!holder.awaitListeners("left", true)) {
      return evidence.inconclusive("nobody listens, so nobody can stop to");
    }
    LineProcess.Waiter second = process.waiter("left", LONG, PATIENCE).awaitWaiting();
    LineProcess.Waiter third = process.waiter("left", LONG, SHORT);
    second.thread().interrupt();
    first.thread().interrupt();
    for (LineProcess.Waiter waiter : List.of(first, second, third)) {
      if (lease(waiter) != null) {
        return fail(evidence, "left", "who gave up was granted the lease");
      }
    }
    if (!holder.awaitListeners("left", false)) {
      return fail(evidence, "left", "nobody waits any more, and somebody still listens");
    }
    lease.release();
    return holder.isHeld("left")
        ? fail(evidence, "left", "nobody waits any more, and somebody holds the lease")
        : evidence.pass();
  }

  /** Returns the lease that a waiter was granted, or null if it gave up. */
  private static @Nullable FencedLease lease(LineProcess.Waiter waiter)
      throws InterruptedException {
    try {
      return waiter.task().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LeaseTimeoutException
          || e.getCause() instanceof InterruptedException) {
        return null;
      }
      throw new ServerException("a waiter failed: " + e.getCause(), e);
    }
  }

  private static Evidence fail(Evidence.Builder evidence, String where, String what) {
    return evidence.fail(
        what, new Counterexample(what, List.of(Map.of("where", where, "what", what)), what));
  }
}
