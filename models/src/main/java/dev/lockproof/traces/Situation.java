// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import dev.lockproof.litmus.Ref;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where all threads are, and what the memory has. */
record Situation(Map<String, Object> memory, List<Progress> threads) {

  /**
   * Where a thread is.
   *
   * @param results what its accesses have given it in this passage, after its choice of the method
   */
  record Progress(int passages, List<Object> results, int allocated) {
    boolean ended() {
      return passages == Interleavings.PASSAGES;
    }

    Progress allocated(int number) {
      return new Progress(passages, results, number);
    }

    Progress with(Object result) {
      List<Object> more = new ArrayList<>(results);
      more.add(result);
      return new Progress(passages, Collections.unmodifiableList(more), allocated);
    }
  }

  Object read(String location) {
    return memory.getOrDefault(location, 0);
  }

  Situation with(int thread, Progress progress, Map<String, Object> after) {
    List<Progress> all = new ArrayList<>(threads);
    all.set(thread, progress);
    return new Situation(after, all);
  }

  /**
   * Returns the same state without the objects that nobody can reach, and with the names of those
   * of {@code thread} free for new ones; it has just ended a passage.
   */
  Situation collected(int thread) {
    Set<String> reached = new HashSet<>();
    Deque<Object> open = new ArrayDeque<>();
    memory.forEach(
        (location, value) -> {
          boolean kept = !location.startsWith(Replay.NEW) || isOfSomebodyElse(location, thread);
          open.addAll(kept ? List.of(value, new Ref(object(location), "")) : List.of());
        });
    threads.forEach(progress -> open.addAll(progress.results()));
    while (!open.isEmpty()) {
      if (open.remove() instanceof Ref ref && reached.add(ref.name())) {
        memory.forEach(
            (location, value) -> {
              if (object(location).equals(ref.name())) {
                open.add(value);
              }
            });
      }
    }
    Map<String, Object> kept = new TreeMap<>(memory);
    kept.keySet().removeIf(location -> !reached.contains(object(location)));
    Progress progress = threads.get(thread);
    return with(thread, progress.allocated(Replay.most(thread, reached)), kept);
  }

  /**
   * Returns whether another thread made that, and may have it at hand in the midst of a passage.
   */
  private boolean isOfSomebodyElse(String location, int thread) {
    for (int other = 0; other < threads.size(); other++) {
      if (other != thread && location.startsWith(Replay.NEW + other)) {
        return !threads.get(other).results().isEmpty();
      }
    }
    return false;
  }

  private static String object(String location) {
    return location.substring(0, location.indexOf('.'));
  }
}
