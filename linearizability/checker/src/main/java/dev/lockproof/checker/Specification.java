// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Search;
import dev.lockproof.checker.model.FencedMutex;
import dev.lockproof.checker.model.Model;
import dev.lockproof.checker.model.Mutex;
import dev.lockproof.checker.model.OwnerMutex;
import dev.lockproof.checker.monitor.FencedMutexMonitor;
import dev.lockproof.checker.monitor.OwnerMutexMonitor;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What histories can be judged against: a sequential model, with a monitor where there is one.
 *
 * @param id the name as it stands on the command line
 * @param model the sequential specification
 * @param monitor makes a judge that decides the model faster than search, or null
 */
public record Specification(String id, Model<?> model, @Nullable Supplier<Judge> monitor) {

  /** A lock that anybody may unlock. */
  public static final Specification MUTEX = new Specification("mutex", new Mutex(), null);

  /** A lock that only its holder may unlock. */
  public static final Specification OWNER_MUTEX =
      new Specification("owner-mutex", new OwnerMutex(), OwnerMutexMonitor::new);

  /** A lease with fencing tokens, and the guard that checks them. */
  public static final Specification FENCED_MUTEX =
      new Specification("fenced-mutex", new FencedMutex(), FencedMutexMonitor::new);

  /** Returns the specifications that the command line knows. */
  public static List<Specification> all() {
    return List.of(MUTEX, OWNER_MUTEX, FENCED_MUTEX);
  }

  /**
   * Returns the specification of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Specification of(String id) {
    return all().stream()
        .filter(specification -> specification.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("no model is named '" + id + "'; there are " + ids()));
  }

  /** Returns the names that the command line knows. */
  public static List<String> ids() {
    return all().stream().map(Specification::id).toList();
  }

  /** Returns the judge to use: the monitor, or else a search with that budget of steps. */
  public Judge judge(long budget) {
    return monitor == null ? search(budget) : monitor.get();
  }

  /** Returns a search with that budget of steps, even if there is a monitor. */
  public Judge search(long budget) {
    return new Search<>(model, budget);
  }
}
