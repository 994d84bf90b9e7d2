// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import static dev.lockproof.checker.model.FencedMutex.token;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides the lease of {@link dev.lockproof.checker.model.FencedMutex}: acquire, renew and release.
 *
 * <p><b>Terms.</b> In a legal order the grants are sorted by token; they are distinct. A successful
 * renew or release of a token lies after its grant and before the next one; there is at most one
 * successful release, and it is behind the renews. A renew that fails lies behind these renews, a
 * release that fails behind all of these; both may be before or after the next grant. Let {@code
 * earliest} of a grant be the greatest call of the grants up to itself and of the successful renews
 * and releases of smaller tokens; no legal order has the grant earlier. The lease is <i>surely
 * over</i> at the first completion of a release of it; if there is none, it may last until the next
 * grant. The <i>forced gaps</i> lie between the point where one lease is surely over and the {@code
 * earliest} of the next grant, before the first grant and after the last lease.
 *
 * <p><b>Theorem.</b> The operations are linearizable if and only if tokens are distinct, and
 *
 * <ol>
 *   <li>{@code earliest < ret} of each grant and of each operation that must follow it;
 *   <li>{@code call < ret} of each pair of one token that must be in this order;
 *   <li>the gaps that enclose a miss can be given one acquire of unknown outcome each, invoked
 *       before the first of these misses returned.
 * </ol>
 *
 * <p><b>Necessity</b> of (1) and (2) is plain. (3) At a miss in a gap no known lease is granted, so
 * an unknown acquire took effect in the gap before it; between gaps is a grant, which ends that.
 *
 * <p><b>Sufficiency.</b> Let each grant take effect at {@code earliest}. The successful renews
 * follow as soon as they can; renews that fail take effect at their ends. If a gap follows, the
 * releases that complete before it do so just before the lease is surely over, the successful one
 * first; otherwise it does just before the next grant. Other releases that fail take effect after
 * the next grant. Each point lies in its operation by (1) and (2). So a lease is granted everywhere
 * but in the gaps, and the other misses find an instant. The unknown acquires of (3) take effect as
 * soon as they can in their gaps, where they disturb nothing. Other operations of unknown outcome
 * take none.
 *
 * <p>A renew or release of a token that is not among the known grants can only fail, after some
 * grant of a greater token. Since deadlines of gaps rise, (3) is decided by counting.
 */
final class GrantMonitor implements Judge {

  /** What happened to the lease of one token. */
  private static final class Lease {
    final Operation grant;
    final List<Operation> renewals = new ArrayList<>(1);
    @Nullable Operation release;

    /** The failed renew that was completed first. */
    @Nullable Operation failedRenew;

    /** The failed release that was completed first. */
    @Nullable Operation failedRelease;

    int earliest;

    Lease(Operation grant) {
      this.grant = grant;
    }

    /** Returns the operation by whose completion the lease is surely over, if there is one. */
    @Nullable Operation end() {
      return first(release, failedRelease);
    }
  }

  private static @Nullable Operation first(@Nullable Operation a, @Nullable Operation b) {
    return a == null || (b != null && b.ret() < a.ret()) ? b : a;
  }

  private final TreeMap<Long, Lease> leases = new TreeMap<>();
  private final List<Operation> misses = new ArrayList<>();
  private final List<Operation> unknowns = new ArrayList<>();

  /** Failed renews and releases of tokens that no known grant carries. */
  private final List<Operation> strays = new ArrayList<>();

  /** Of the operations that come before the rest of the schedule, the one invoked last. */
  private @Nullable Operation latest;

  private @Nullable Verdict verdict;

  @Override
  public Verdict judge(List<Operation> operations) {
    operations.stream().filter(o -> o.f().equals("acquire")).forEach(this::acquire);
    operations.stream().filter(o -> !o.f().equals("acquire") && o.isOk()).forEach(this::use);
    leases.values().forEach(this::schedule);
    strays.forEach(this::stray);
    if (verdict == null) {
      justifyMisses();
    }
    return verdict == null
        ? Verdict.pass(
            "%d grants by rising token, %d misses".formatted(leases.size(), misses.size()))
        : verdict;
  }

  private void acquire(Operation operation) {
    if (operation.isInfo()) {
      unknowns.add(operation);
    } else if (operation.output() instanceof Long token) {
      Lease twin = leases.putIfAbsent(token, new Lease(operation));
      if (twin != null) {
        fail("token " + token + " was granted twice", twin.grant, operation);
      }
    } else {
      misses.add(operation);
    }
  }

  private void use(Operation operation) {
    Lease lease = leases.get(token(operation));
    if (Boolean.FALSE.equals(operation.output())) {
      if (lease == null) {
        strays.add(operation);
      } else if (operation.f().equals("renew")) {
        lease.failedRenew = first(lease.failedRenew, operation);
      } else {
        lease.failedRelease = first(lease.failedRelease, operation);
      }
    } else if (lease == null) {
      fail(operation.describe() + " succeeded for a token that was never granted", operation);
    } else if (operation.f().equals("renew")) {
      lease.renewals.add(operation);
    } else if (lease.release != null) {
      fail("token " + token(operation) + " was released twice", lease.release, operation);
    } else {
      lease.release = operation;
    }
  }

  /** Places the operations of a lease after those of smaller tokens. */
  private void schedule(Lease lease) {
    place(lease.grant);
    lease.earliest = latest == null ? -1 : latest.call();
    lease.renewals.forEach(
        this::place); // in the order of their calls: one never rules out the next
    placeAside(lease.failedRenew);
    if (lease.release != null) {
      place(lease.release);
    }
    placeAside(lease.failedRelease);
  }

  /** Places an operation after those that were placed before; nothing need come after it. */
  private void placeAside(@Nullable Operation operation) {
    Operation before = latest;
    if (operation != null) {
      place(operation);
    }
    latest = before;
  }

  /** Places an operation after those that were placed before. */
  private void place(Operation operation) {
    if (latest != null && operation.ret() < latest.call()) {
      fail(
          "%s must come before %s, but was invoked after that had returned"
              .formatted(latest.describe(), operation.describe()),
          operation,
          latest);
    }
    if (latest == null || latest.call() < operation.call()) {
      latest = operation;
    }
  }

  private void stray(Operation failed) {
    var greater = leases.higherEntry(token(failed));
    if (greater == null || failed.ret() < greater.getValue().earliest) {
      fail(failed.describe() + " failed for a lease that had not been granted by then", failed);
    }
  }

  private void justifyMisses() {
    List<Gap> gaps = gaps();
    Gap last = null;
    int used = 0;
    misses.sort(Comparator.comparingInt(Operation::ret));
    for (Operation miss : misses) {
      Gap gap = Gap.enclosing(gaps, miss);
      if (gap == null || gap.equals(last)) {
        continue;
      }
      if (used == unknowns.size() || unknowns.get(used).call() > miss.ret()) {
        fail(
            miss.describe() + " missed, but the lease was free all the time",
            gap.before(),
            miss,
            gap.after());
        return;
      }
      used++;
      last = gap;
    }
  }

  private List<Gap> gaps() {
    var gaps = new ArrayList<Gap>();
    int from = -1;
    Operation before = null;
    for (Lease lease : leases.values()) {
      if (from < lease.earliest) {
        gaps.add(new Gap(from, lease.earliest, before, lease.grant));
      }
      before = lease.end();
      from = before == null ? Operation.NEVER : before.ret();
    }
    if (from < Operation.NEVER) {
      gaps.add(new Gap(from, Operation.NEVER, before, null));
    }
    return gaps;
  }

  private void fail(String explanation, @Nullable Operation... offending) {
    if (verdict == null) {
      verdict = Verdict.fail(explanation, offending);
    }
  }
}
