// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import static dev.lockproof.checker.model.TokenBucket.permits;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.model.OwnerMutex;
import dev.lockproof.checker.model.TokenBucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Decides most histories of {@link TokenBucket} in O(n log n), and leaves the rest to the search.
 *
 * <p>A grant is an operation that was admitted; it took effect at some time from its invocation to
 * its completion. Let I be the least time in which the bucket may gain a permit.
 *
 * <p><b>Illegal.</b> If for some times {@code a <= b} the grants that were invoked at a or later
 * and completed by b have more permits than {@code burst + (b - a) / I}, the history is illegal: no
 * order admits more in that window. Other operations can only take more permits.
 *
 * <p><b>Legal.</b> Give the bucket time as it goes. Whenever grants are pending, let the one that
 * completes first take effect as soon as it can. If each does so within itself, and each refusal
 * has an instant at which the bucket refuses, this is a legal order. Operations of unknown outcome
 * take no effect.
 *
 * <p><b>Theorem.</b> If no grant lies inside another one, and nothing is refused, then one of the
 * two is the case. <b>Proof.</b> Say that grant y cannot take effect within itself. Let x be the
 * last one up to y that found the bucket full. It took effect at its invocation, a: a full bucket
 * makes nobody wait. From x to y the bucket was never full, so it had gained {@code (t - a) / I} at
 * time t; at {@code b = y.ret} this is less than the permits of x to y need beyond {@code burst}.
 * As none lies inside another, those that complete later are invoked later, so x to y are invoked
 * at a or later, and complete by b: this window has too many.
 *
 * <p>Without this restriction the question is that of scheduling jobs of equal length, with times
 * of release and deadlines, on one machine: a grant of one permit is a job that takes I. It is not
 * always best to begin as soon as possible: a job may have to leave the machine idle for a more
 * urgent one that comes soon (Garey, Johnson, Simons and Tarjan 1981). Such histories have a quick
 * grant within a slow one at a moment when the bucket is empty. With grants of different numbers of
 * permits the question is NP-hard.
 */
public final class TokenBucketMonitor implements Judge {

  /** When the bucket has been full for ever; less than any time. */
  private static final long FULL = Long.MIN_VALUE / 2;

  /** A grant at a time, and when the slow bucket is full again after it. */
  private record Grant(long time, long full) {}

  private final TokenBucket bucket;

  /** Creates a monitor for one history of a bucket. */
  public TokenBucketMonitor(TokenBucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public Verdict judge(List<Operation> operations) {
    var grants = new ArrayList<Operation>();
    var refusals = new ArrayList<Operation>();
    for (Operation operation : operations) {
      if (operation.isOk()) {
        (OwnerMutex.isRefused(operation) ? refusals : grants).add(operation);
      }
    }
    Verdict verdict = windows(grants);
    if (verdict == null) {
      List<Grant> schedule = schedule(grants);
      boolean legal = schedule.size() == grants.size();
      legal = legal && refusals.stream().allMatch(refusal -> isRight(refusal, schedule));
      verdict =
          legal
              ? Verdict.pass(
                  "%d admitted in every window as they may be, %d refused"
                      .formatted(grants.size(), refusals.size()))
              : Verdict.inconclusive("what was admitted when needs a search");
    }
    return verdict;
  }

  /** Returns which window has too many grants, or null if none does. */
  private @Nullable Verdict windows(List<Operation> grants) {
    var ranks = new IdentityHashMap<Operation, Integer>();
    grants.forEach(grant -> ranks.put(grant, ranks.size()));
    var byReturn = new ArrayList<>(grants);
    byReturn.sort(Comparator.comparingLong(Operation::retTime));
    var windows = new Windows(grants.size());
    for (Operation grant : byReturn) {
      long permits = permits(grant);
      if (permits > bucket.burst()) {
        return Verdict.fail(grant.describe() + " is more than the bucket holds", grant);
      }
      int rank = Objects.requireNonNull(ranks.get(grant));
      windows.add(rank, permits * bucket.fastInterval(), grant.callTime());
      if (windows.most() > bucket.burst() * bucket.fastInterval() + grant.retTime()) {
        return fail(grants.subList(windows.start(), grants.size()), grant);
      }
    }
    return null;
  }

  private Verdict fail(List<Operation> later, Operation last) {
    var inside = later.stream().filter(grant -> grant.retTime() <= last.retTime()).toList();
    long permits = inside.stream().mapToLong(TokenBucket::permits).sum();
    long window = last.retTime() - inside.get(0).callTime();
    String why = "%d permits were admitted within %d ns; burst and rate allow %d";
    long most = bucket.burst() + window / Math.max(1, bucket.fastInterval());
    return new Verdict(Verdict.Result.FAIL, why.formatted(permits, window, most), inside);
  }

  /** Lets the grants take effect as soon as they can; stops at one that cannot. */
  private List<Grant> schedule(List<Operation> grants) {
    var schedule = new ArrayList<Grant>();
    var pending = new PriorityQueue<>(Comparator.comparingLong(Operation::retTime));
    long now = Long.MIN_VALUE;
    long fast = FULL;
    long slow = FULL;
    int called = 0;
    while (called < grants.size() || !pending.isEmpty()) {
      now = pending.isEmpty() ? Math.max(now, grants.get(called).callTime()) : now;
      for (; called < grants.size() && grants.get(called).callTime() <= now; called++) {
        pending.add(grants.get(called));
      }
      Operation grant = pending.element();
      long possible = fast - (bucket.burst() - permits(grant)) * bucket.fastInterval();
      if (possible > now) {
        now = possible;
        continue;
      }
      if (now > grant.retTime()) {
        return schedule;
      }
      pending.remove();
      fast = Math.max(fast, now) + permits(grant) * bucket.fastInterval();
      slow = Math.max(slow, now) + permits(grant) * bucket.slowInterval();
      schedule.add(new Grant(now, slow));
    }
    return schedule;
  }

  /** Returns whether there surely is an instant for a refusal: when it begins, or at a grant. */
  private boolean isRight(Operation refusal, List<Grant> schedule) {
    if (permits(refusal) > bucket.burst()) {
      return true;
    }
    long end = refusal.retTime() - 1;
    int before = lastAt(Math.min(refusal.callTime(), end), schedule);
    int within = lastAt(end, schedule);
    return refuses(refusal, before, schedule) || refuses(refusal, within, schedule);
  }

  /**
   * Returns whether a refusal is right just after a grant, or when it begins if that is later. The
   * grant is earlier than the end of the refusal, so none that must follow the refusal counts.
   */
  private boolean refuses(Operation refusal, int index, List<Grant> schedule) {
    if (index < 0) {
      return false;
    }
    long now = Math.max(refusal.callTime(), schedule.get(index).time);
    long room = (bucket.burst() - permits(refusal)) * bucket.slowInterval();
    return schedule.get(index).full - now > room;
  }

  /** Returns the index of the last grant up to a time, or -1. */
  private static int lastAt(long time, List<Grant> schedule) {
    int low = 0;
    int high = schedule.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (schedule.get(middle).time <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /**
   * The windows that begin with the invocation of a grant: a tree over the grants by invocation. It
   * keeps the greatest sum of a beginning and of what the grants from there on need.
   */
  private static final class Windows {
    private static final long NONE = Long.MIN_VALUE / 2;

    private final int leaves;
    private final long[] sum;
    private final long[] most;

    Windows(int size) {
      leaves = Integer.highestOneBit(size) << 1;
      sum = new long[2 * leaves];
      most = new long[2 * leaves];
      Arrays.fill(most, NONE);
    }

    void add(int rank, long need, long start) {
      int node = leaves + rank;
      sum[node] = need;
      most[node] = start + need;
      for (node /= 2; node > 0; node /= 2) {
        sum[node] = sum[2 * node] + sum[2 * node + 1];
        most[node] = Math.max(most[2 * node] + sum[2 * node + 1], most[2 * node + 1]);
      }
    }

    long most() {
      return most[1];
    }

    /** Returns the rank of the grant with which the greatest sum begins. */
    int start() {
      int node = 1;
      while (node < leaves) {
        node = most[node] == most[2 * node + 1] ? 2 * node + 1 : 2 * node;
      }
      return node - leaves;
    }
  }
}
