// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.model.OwnerMutex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides {@link dev.lockproof.checker.model.Register} in O(n log n), where every value is set at
 * most once. Other histories are left to the search, and so are those with a refused
 * compare-and-set that are legal without it: a refusal changes nothing, so one that is illegal
 * without it is illegal, but when it can have been refused depends on how freely the blocks below
 * can be placed.
 *
 * <p>This is the method of Gibbons and Korach (1997), extended by compare-and-set.
 *
 * <p><b>Blocks.</b> In a legal order, what sets a value (a write, a successful compare-and-set, or
 * the start, which sets none) is followed by the reads of this value. A compare-and-set that
 * expects it comes right behind, and with it the reads of what it sets, and so on: these values
 * form a <i>chain</i>. The operations of a chain form a <i>block</i> that nothing of another block
 * can be in. Within a block the order is given, but for reads of one value. A write or
 * compare-and-set of unknown outcome belongs to the block if somebody reads or expects what it
 * sets; otherwise it is left out.
 *
 * <p><b>Zones.</b> Of a block let f be the first completion and s the last call. If {@code f < s},
 * the block spans {@code [f, s]} in any order: a <i>forward</i> zone. Otherwise all its operations
 * are open in {@code [s, f]}, and it fits into any one point of it: a <i>backward</i> zone. The
 * block of the start has completed its setting before everything.
 *
 * <p><b>Theorem.</b> The history is linearizable if and only if each value that is read or expected
 * is set, no value is expected twice, no chain is a circle, and
 *
 * <ol>
 *   <li>within each block {@code x.call < y.ret} for all x before y;
 *   <li>forward zones are disjoint, and
 *   <li>no backward zone lies inside a forward zone.
 * </ol>
 *
 * <p><b>Proof.</b> Necessity is plain, as blocks do not interleave. For sufficiency, give each
 * forward block its zone and each backward block a point of its zone in no forward zone; these are
 * disjoint. In a forward block let each operation take effect at the greatest of f and the calls of
 * the operations up to itself. By (1) and the choice of f this is before its completion, and it is
 * in the zone.
 */
public final class RegisterMonitor implements Judge {
  private static final Object START = new Object();

  /** What sets a value, what reads it, and what replaces it by compare-and-set. */
  private static final class Value {
    @Nullable Operation setter;
    final List<Operation> reads = new ArrayList<>(2);
    @Nullable Value successor;
  }

  /** The zone of a block, and the operations whose completion and call bound it. */
  private record Zone(int f, int s, Operation completed, Operation called) {
    boolean isForward() {
      return f < s;
    }
  }

  private final Map<Object, Value> values = new LinkedHashMap<>();
  private final Map<Object, Operation> unknown = new HashMap<>();
  private boolean refused;
  private @Nullable Verdict verdict;

  /** Creates a monitor for one history. */
  public RegisterMonitor() {}

  @Override
  public Verdict judge(List<Operation> operations) {
    values.put(START, new Value());
    for (Operation operation : operations) {
      if (OwnerMutex.isRefused(operation)) {
        refused = true;
      } else if (!add(operation)) {
        return Verdict.inconclusive("values that are set twice need a search");
      }
    }
    if (unknown.keySet().stream().anyMatch(v -> values.containsKey(v) && value(v).setter != null)) {
      return Verdict.inconclusive("values that are set twice need a search");
    }
    List.copyOf(values.keySet()).forEach(this::require);
    if (verdict == null) {
      List.copyOf(values.values()).forEach(this::succeed);
    }
    if (verdict == null) {
      place(zones());
    }
    if (verdict == null && refused) {
      return Verdict.inconclusive("when a compare-and-set can be refused needs a search");
    }
    return verdict == null ? Verdict.pass("the values follow one another") : verdict;
  }

  /** Notes what an operation sets or reads; returns false if this monitor does not cover it. */
  private boolean add(Operation operation) {
    if (operation.f().equals("read")) {
      if (operation.isOk()) {
        value(operation.output() == null ? START : operation.output()).reads.add(operation);
      }
      return true;
    }
    Object sets = isCas(operation) ? pair(operation).get(1) : operation.input();
    if (sets == null) {
      return false;
    }
    if (operation.isInfo()) {
      return unknown.put(sets, operation) == null;
    }
    Value value = value(sets);
    boolean first = value.setter == null;
    value.setter = operation;
    if (isCas(operation)) {
      value(expected(operation));
    }
    return first;
  }

  /** Finds out what sets a value that is needed: perhaps an operation of unknown outcome. */
  private void require(Object needed) {
    Object key = needed;
    while (!key.equals(START) && value(key).setter == null) {
      Value value = value(key);
      value.setter = unknown.get(key);
      if (value.setter == null) {
        var users = value.reads.stream().limit(1).toArray(Operation[]::new);
        fail("nothing can have set the value " + key + " that was read or expected", users);
        return;
      }
      key = isCas(value.setter) ? expected(value.setter) : START;
    }
  }

  /** Puts a value that is set by compare-and-set behind the one that it expects. */
  private void succeed(Value value) {
    Operation cas = value.setter;
    if (cas != null && isCas(cas)) {
      Value expected = value(expected(cas));
      if (expected.successor != null) {
        Operation other = Objects.requireNonNull(expected.successor.setter);
        fail("two compare-and-sets succeeded on one setting of the value", other, cas);
      }
      expected.successor = value;
    }
  }

  private List<Zone> zones() {
    var zones = new ArrayList<Zone>();
    int linked = 0;
    for (Value first : values.values()) {
      if (first.setter == null || !isCas(first.setter)) {
        var block = new ArrayList<Operation>();
        for (Value value = first; value != null; value = value.successor) {
          linked++;
          if (value.setter != null) {
            block.add(value.setter);
          }
          block.addAll(value.reads);
        }
        if (!block.isEmpty()) {
          zones.add(zone(block, first.setter == null));
        }
      }
    }
    if (linked < values.size()) {
      fail("each of some compare-and-sets expects what another of them sets");
    }
    return zones;
  }

  /** Returns the zone of a block in its order, and checks that this order is possible. */
  private Zone zone(List<Operation> block, boolean ofStart) {
    Operation completed = block.get(0);
    Operation called = block.get(0);
    for (Operation operation : block) {
      completed = operation.ret() < completed.ret() ? operation : completed;
      called = operation.call() > called.call() ? operation : called;
      if (operation.ret() < called.call()) {
        String text = "%s must come before %s, but was invoked after that had returned";
        fail(text.formatted(called.describe(), operation.describe()), operation, called);
      }
    }
    return new Zone(ofStart ? -1 : completed.ret(), called.call(), completed, called);
  }

  private void place(List<Zone> zones) {
    var forward = new TreeMap<Integer, Zone>();
    zones.stream().filter(Zone::isForward).forEach(zone -> forward.put(zone.f, zone));
    Zone last = null;
    for (Zone zone : forward.values()) {
      if (last != null && zone.f < last.s) {
        fail(last, zone);
      }
      last = zone;
    }
    for (Zone zone : zones) {
      var around = forward.lowerEntry(zone.s);
      if (!zone.isForward() && around != null && zone.f < around.getValue().s) {
        fail(around.getValue(), zone);
      }
    }
  }

  private Value value(Object key) {
    return values.computeIfAbsent(key, k -> new Value());
  }

  private static boolean isCas(Operation operation) {
    return operation.f().equals("cas");
  }

  private static List<?> pair(Operation operation) {
    return (List<?>) Objects.requireNonNull(operation.input());
  }

  private static Object expected(Operation cas) {
    Object expected = pair(cas).get(0);
    return expected == null ? START : expected;
  }

  private void fail(Zone one, Zone other) {
    fail(
        "the register had one value from %s to %s, yet another in between: %s to %s"
            .formatted(
                one.completed.describe(),
                one.called.describe(),
                other.completed.describe(),
                other.called.describe()),
        one.completed,
        one.called,
        other.completed,
        other.called);
  }

  private void fail(String text, Operation... offending) {
    verdict = verdict == null ? Verdict.fail(text, offending) : verdict;
  }
}
