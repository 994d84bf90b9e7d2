// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What queues and stacks have in common, if no value is inserted twice: each value has one
 * insertion, and one removal or none. Other histories are left to the search.
 *
 * <p>An insertion of unknown outcome that takes effect in a legal order, while its value is not
 * removed, can be left out of it; in what follows it makes no difference, as it never completes.
 * The <i>core</i> of a value is from the completion of its insertion to the call of its removal: in
 * any order, it is in the container there. So a removal that finds the container empty needs a
 * point in no core.
 *
 * <p><b>Removals of unknown outcome</b> may remove some of the values that are left at the end, at
 * any time after the first of these removals, u, was invoked. If the history is legal when none of
 * them takes effect, it is legal. If it is illegal even when each value left has a removal of its
 * own from {@code u.call} on, which never completes, it is illegal. What is between these two is
 * left to the search: which removal takes which value is then a choice.
 */
abstract class ContainerMonitor implements Judge {

  /** A value, by what inserted and what removed it. */
  static final class Item {
    @Nullable Operation insertion;
    @Nullable Operation removal;

    /** The position at which the removal was invoked, or is supposed to be. */
    int removalCall = Operation.NEVER;

    Operation inserted() {
      return Objects.requireNonNull(insertion);
    }

    int removalReturn() {
      return removal == null ? Operation.NEVER : removal.ret();
    }

    boolean hasCore() {
      return inserted().ret() < removalCall;
    }
  }

  private final String insert;
  private final Map<Object, Item> items = new LinkedHashMap<>();
  private final List<Operation> empties = new ArrayList<>();

  /** The removal of unknown outcome that was invoked first. */
  private @Nullable Operation unknown;

  private @Nullable Operation twice;

  ContainerMonitor(String insert) {
    this.insert = insert;
  }

  /** Returns why these values cannot be in the order of the container, or null if they can. */
  abstract @Nullable Verdict order(List<Item> items);

  /** Returns what is special about the order, to complete the sentence "7 values, ...". */
  abstract String rule();

  @Override
  public Verdict judge(List<Operation> operations) {
    for (Operation operation : operations) {
      if (!add(operation)) {
        return Verdict.inconclusive("a value that is inserted twice needs a search");
      }
    }
    if (twice != null) {
      return Verdict.fail(twice.output() + " was inserted once, but removed twice", twice);
    }
    for (Item item : items.values()) {
      Operation removal = item.removal;
      if (removal != null && (item.insertion == null || removal.precedes(item.insertion))) {
        return Verdict.fail("a value was removed before it was inserted", removal, item.insertion);
      }
    }
    return decide();
  }

  /** Notes an operation; returns false if this monitor does not cover it. */
  private boolean add(Operation operation) {
    if (operation.f().equals(insert)) {
      Item item = item(operation.input());
      boolean first = item.insertion == null;
      item.insertion = operation;
      return first;
    }
    if (operation.isInfo()) {
      unknown = unknown == null ? operation : unknown;
    } else if (operation.output() == null) {
      empties.add(operation);
    } else {
      Item item = item(operation.output());
      twice = item.removal == null ? twice : operation;
      item.removal = operation;
      item.removalCall = operation.call();
    }
    return true;
  }

  private Item item(@Nullable Object value) {
    return items.computeIfAbsent(Objects.requireNonNull(value), v -> new Item());
  }

  private Verdict decide() {
    Verdict verdict = defect();
    if (verdict != null && unknown != null) {
      for (Item item : items.values()) {
        item.removalCall =
            Math.min(item.removalCall, item.removal == null ? unknown.call() : item.removalCall);
      }
      verdict = defect();
      if (verdict == null) {
        return Verdict.inconclusive("removals of unknown outcome need a search");
      }
    }
    return verdict == null ? Verdict.pass(items.size() + " values, " + rule()) : verdict;
  }

  private @Nullable Verdict defect() {
    Verdict verdict = order(List.copyOf(items.values()));
    return verdict == null ? empty() : verdict;
  }

  private @Nullable Verdict empty() {
    var cores = cores();
    for (Operation empty : empties) {
      var core = cores.lowerEntry(empty.call());
      if (core != null && empty.ret() < core.getValue()) {
        return Verdict.fail(
            empty.describe() + " found nothing, but something was always there", empty);
      }
    }
    return null;
  }

  /** Returns the unions of overlapping cores: the end by the start. */
  private NavigableMap<Integer, Integer> cores() {
    var cores = new TreeMap<Integer, Integer>();
    items.values().stream()
        .filter(Item::hasCore)
        .sorted(Comparator.comparingInt(item -> item.inserted().ret()))
        .forEach(
            item -> {
              var last = cores.lastEntry();
              boolean joins = last != null && item.inserted().ret() < last.getValue();
              int start = joins ? last.getKey() : item.inserted().ret();
              cores.merge(start, item.removalCall, Math::max);
            });
    return cores;
  }
}
