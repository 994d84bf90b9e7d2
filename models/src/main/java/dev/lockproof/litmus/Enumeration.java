// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Every execution of a program under the model.
 *
 * <p>Each thread is walked for every value that its reads may get, where the values of a location
 * are those that some thread may write there; the ways through the threads are joined, and every
 * join is searched. Values come from somewhere: what only a circle of reads and writes could have
 * produced is not considered.
 */
final class Enumeration {
  private static final int MAX_TRACES = 1_000_000;
  private static final long MAX_JOINS = 2_000_000;

  private final Program program;
  private final Set<Axiom> axioms;
  private final List<List<Trace>> traces = new ArrayList<>();
  private final List<Set<List<Object>>> later = new ArrayList<>(); // written by later threads
  private long joins;
  private long executions;
  private long cut;

  private Enumeration(Program program, Set<Axiom> axioms) {
    this.program = program;
    this.axioms = axioms;
  }

  /** A program with more executions than can be enumerated. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
      super(message);
    }
  }

  /**
   * What was enumerated.
   *
   * @param joins the combinations of ways through the threads
   * @param executions the consistent executions
   * @param cut the ways through single threads that were left at the bound of their loops
   */
  record Counts(long joins, long executions, long cut) {
    @Override
    public String toString() {
      return executions + " executions of " + joins + " joins, " + cut + " ways cut";
    }
  }

  /** Hands every consistent execution of {@code program} to {@code found}. */
  static Counts run(Program program, Set<Axiom> axioms, Consumer<Execution> found) {
    Enumeration all = new Enumeration(program, axioms);
    all.walk();
    all.join(new ArrayList<>(), found);
    return new Counts(all.joins, all.executions, all.cut);
  }

  /** Walks the threads until no walk writes a value that an earlier one did not. */
  private void walk() {
    Map<String, Set<Object>> values = new TreeMap<>();
    program.initial().forEach((location, value) -> note(values, location, value));
    int round = 0;
    int longestChain = 0; // of writes, each of a value computed from the one before
    boolean more = true;
    while (more && round++ <= longestChain) {
      more = false;
      longestChain = 0;
      traces.clear();
      for (int thread = 0; thread < program.threads().size(); thread++) {
        List<Trace> ways = Tracer.all(program, thread, values, MAX_TRACES);
        traces.add(ways);
        longestChain += ways.stream().mapToInt(Enumeration::writes).max().orElse(0);
      }
      for (List<Trace> ways : traces) {
        for (Trace way : ways) {
          for (Event event : way.events()) {
            more |= event.writes() && note(values, event.location(), event.out());
          }
        }
      }
    }
    for (List<Trace> ways : traces) {
      long before = ways.size();
      ways.removeIf(way -> way.stop() == Stop.Why.CUT);
      cut += before - ways.size();
    }
    for (int thread = 0; thread < traces.size(); thread++) {
      later.add(writtenAfter(thread));
    }
  }

  private static int writes(Trace way) {
    return (int) way.events().stream().filter(Event::writes).count();
  }

  private boolean note(Map<String, Set<Object>> values, String location, Object value) {
    Object first = program.initial().getOrDefault(location, 0);
    return values.computeIfAbsent(location, l -> new LinkedHashSet<>(List.of(first))).add(value);
  }

  private Set<List<Object>> writtenAfter(int thread) {
    Set<List<Object>> written = new HashSet<>();
    for (List<Trace> ways : traces.subList(thread + 1, traces.size())) {
      for (Trace way : ways) {
        for (Event event : way.events()) {
          if (event.writes()) {
            written.add(List.of(event.location(), event.out()));
          }
        }
      }
    }
    return written;
  }

  private void join(List<Trace> chosen, Consumer<Execution> found) {
    boolean complete = chosen.size() == traces.size();
    if (!chosen.isEmpty()) {
      List<Event> events = events(chosen);
      Set<List<Object>> open = later.get(chosen.size() - 1);
      Search search =
          new Search(events, axioms, read -> open.contains(List.of(read.location(), read.in())));
      if (complete) {
        if (++joins > MAX_JOINS) {
          throw new TooLargeException("more than " + MAX_JOINS + " joins");
        }
        search.all((rf, co, finals) -> take(chosen, events, rf, co, finals, found));
      } else if (!search.isPossible()) {
        return;
      }
    }
    if (!complete) {
      for (Trace way : traces.get(chosen.size())) {
        chosen.add(way);
        join(chosen, found);
        chosen.remove(chosen.size() - 1);
      }
    }
  }

  private List<Event> events(List<Trace> chosen) {
    Map<String, Object> initial = new TreeMap<>(program.initial());
    List<Event> events = new ArrayList<>();
    for (Trace way : chosen) {
      for (Event event : way.events()) {
        if (event.type() != Event.Type.FENCE) {
          initial.putIfAbsent(event.location(), 0);
        }
      }
    }
    Set<String> accessed = new HashSet<>();
    chosen.forEach(way -> way.events().forEach(event -> accessed.add(event.location())));
    initial.forEach(
        (location, value) -> {
          if (accessed.contains(location)) {
            events.add(
                new Event(
                    Event.INIT, Event.Type.WRITE, location, Mode.PLAIN, Mode.PLAIN, 0, value, ""));
          }
        });
    chosen.forEach(way -> events.addAll(way.events()));
    return events;
  }

  private void take(
      List<Trace> chosen,
      List<Event> events,
      int[] rf,
      long[] co,
      Map<String, Integer> finals,
      Consumer<Execution> found) {
    for (Trace way : chosen) {
      if (way.stop() == Stop.Why.PARKED) {
        String permit = way.events().get(way.events().size() - 1).location();
        if (!events.get(finals.getOrDefault(permit, 0)).out().equals(0)) {
          return; // it has been unparked since: the execution goes on, and is another one
        }
      }
    }
    executions++;
    List<Map<String, Object>> registers = chosen.stream().map(Trace::registers).toList();
    found.accept(new Execution(events, rf, co, finals, registers));
  }
}
