// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Verdict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges a history of leases by those of its operations that a question is about.
 *
 * <p>The operations are those of the model {@code fenced-mutex}, and {@code look}: the holder's own
 * judgement of whether a lease, named by its token, is held.
 */
public final class LeaseHistory {
  private static final String[] FENCED = {"acquire", "renew", "release", "raise", "read", "write"};

  private LeaseHistory() {}

  /** Returns the events that {@code fenced-mutex} knows. */
  public static List<Event> fenced(List<Event> events) {
    return only(events, FENCED);
  }

  /** Returns the events of those operations. */
  public static List<Event> only(List<Event> events, String... operations) {
    Set<String> kept = Set.of(operations);
    return events.stream().filter(event -> kept.contains(event.f())).toList();
  }

  /** Judges those operations as a fenced mutex. */
  public static Verdict judge(List<Event> events, String... operations) {
    return new Checker(Specification.of("fenced-mutex"))
        .check(History.of(only(events, operations)));
  }

  /** Judges what holders {@link #believed} as a mutex. */
  public static Verdict exclusive(List<Event> events) {
    return new Checker(Specification.of("owner-mutex")).check(History.of(believed(events)));
  }

  /**
   * Returns what holders believed, as the history of a mutex: a lease is held from its grant until
   * somebody last began to look and found it held. A lease that nobody looked at says nothing.
   */
  public static List<Event> believed(List<Event> events) {
    var grants = new LinkedHashMap<String, Operation>();
    var looks = new HashMap<String, Operation>();
    for (Operation operation : History.of(events).operations()) {
      if (operation.f().equals("acquire") && operation.output() != null) {
        grants.put(operation.key() + "/" + operation.output(), operation);
      } else if (operation.f().equals("look") && Boolean.TRUE.equals(operation.output())) {
        looks.put(operation.key() + "/" + operation.input(), operation);
      }
    }
    var ordered = new TreeMap<Integer, Event>();
    int lease = 0;
    for (Map.Entry<String, Operation> grant : grants.entrySet()) {
      Operation look = looks.get(grant.getKey());
      if (look != null) {
        put(ordered, lease, "acquire", grant.getValue());
        put(ordered, lease, "release", look);
      }
      lease++;
    }
    return List.copyOf(ordered.values());
  }

  private static void put(Map<Integer, Event> ordered, int process, String f, Operation from) {
    ordered.put(
        from.call(), new Event(process, Event.Type.INVOKE, f, from.key(), null, from.callTime()));
    ordered.put(from.ret(), new Event(process, Event.Type.OK, f, from.key(), null, from.retTime()));
  }
}
