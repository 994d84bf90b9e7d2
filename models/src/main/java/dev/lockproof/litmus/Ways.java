// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All ways through the code of one thread as a tree, so that what many have in common is looked at
 * once.
 *
 * @param events what is done from the last branch to the next one, or to the end
 * @param next the branches; none at the end
 * @param end the whole way, where it ends here
 * @param later what may be written beyond {@code events}
 */
record Ways(List<Event> events, List<Ways> next, @Nullable Trace end, Map<Written, Future> later) {

  /** What a write leaves where. */
  record Written(String location, Object value) {
    static Written by(Event write) {
      return new Written(write.location(), write.out());
    }
  }

  /**
   * A write that is still to come.
   *
   * @param mode the weakest that it may have
   * @param once whether no way writes it twice
   */
  record Future(Mode mode, boolean once) {
    private Future or(Future other) {
      return new Future(weaker(other), once && other.once);
    }

    private Future then(Future other) {
      return new Future(weaker(other), false);
    }

    private Mode weaker(Future other) {
      return mode.compareTo(other.mode) < 0 ? mode : other.mode;
    }
  }

  /** Returns the tree of {@code traces}, of which those that begin alike stand together. */
  static Ways of(List<Trace> traces) {
    return traces.isEmpty() ? new Ways(List.of(), List.of(), null, Map.of()) : of(traces, 0);
  }

  private static Ways of(List<Trace> traces, int from) {
    Trace first = traces.get(0);
    int to = from;
    while (to < first.events().size() && share(traces, to, first.events().get(to))) {
      to++;
    }
    List<Event> events = first.events().subList(from, to);
    if (traces.size() == 1) {
      return new Ways(events, List.of(), first, Map.of());
    }
    List<Ways> next = new ArrayList<>();
    Map<Written, Future> later = new HashMap<>();
    for (int begin = 0, end; begin < traces.size(); begin = end) {
      end = begin + 1;
      while (end < traces.size() && alike(traces.get(begin), traces.get(end), to)) {
        end++;
      }
      Ways branch = of(traces.subList(begin, end), to);
      next.add(branch);
      branch.all().forEach((written, future) -> later.merge(written, future, Future::or));
    }
    return new Ways(events, next, null, later);
  }

  /** Returns what may be written by {@code events} and beyond. */
  private Map<Written, Future> all() {
    Map<Written, Future> all = new HashMap<>(later);
    for (Event event : events) {
      if (event.writes()) {
        all.merge(Written.by(event), new Future(event.write(), true), Future::then);
      }
    }
    return all;
  }

  private static boolean share(List<Trace> traces, int at, Event event) {
    return traces.stream()
        .allMatch(trace -> at < trace.events().size() && trace.events().get(at).equals(event));
  }

  private static boolean alike(Trace one, Trace other, int at) {
    return at < one.events().size()
        && at < other.events().size()
        && one.events().get(at).equals(other.events().get(at));
  }
}
