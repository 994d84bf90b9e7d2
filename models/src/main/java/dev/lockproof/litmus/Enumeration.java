// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Every execution of a program under the model.
 *
 * <p>Each thread is walked for every value that its reads may get, where the values of a location
 * are those that some thread may write there. The ways through the threads are joined step by step:
 * at each branch of one thread, what has been done so far is searched, and left where it
 * contradicts itself whatever follows. Values come from somewhere: what only a circle of reads and
 * writes could have produced is not considered.
 */
final class Enumeration {
  private static final long MAX_BRANCHES = 2_000_000;

  private final Program program;
  private final Set<Axiom> axioms;
  private final Predicate<Execution> found;
  private long branches;
  private long joins;
  private long executions;
  private boolean stopped;

  private Enumeration(Program program, Set<Axiom> axioms, Predicate<Execution> found) {
    this.program = program;
    this.axioms = axioms;
    this.found = found;
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

  /**
   * Hands the consistent executions of {@code program} to {@code found}, until that returns false.
   *
   * @param walk the ways through its threads
   */
  static Counts run(Program program, Walk walk, Set<Axiom> axioms, Predicate<Execution> found) {
    Enumeration all = new Enumeration(program, axioms, found);
    Ways[] trees = walk.ways().stream().map(Ways::of).toArray(Ways[]::new);
    List<List<Event>> done = new ArrayList<>();
    for (Ways tree : trees) {
      done.add(new ArrayList<>(tree.events()));
    }
    all.join(trees, done);
    return new Counts(all.joins, all.executions, walk.cut());
  }

  /**
   * Goes on from where the threads are.
   *
   * @param at where each thread is: its last branch
   * @param done what each thread has done, up to the next branch
   */
  private void join(Ways[] at, List<List<Event>> done) {
    int thread = next(at, done);
    if (thread < 0) {
      complete(at, done);
      return;
    }
    Ways from = at[thread];
    List<Event> own = done.get(thread);
    int before = own.size();
    for (Ways branch : from.next()) {
      if (++branches > MAX_BRANCHES) {
        throw new TooLargeException("more than " + MAX_BRANCHES + " branches");
      }
      at[thread] = branch;
      own.addAll(branch.events());
      if (!stopped && isPossible(at, events(done))) {
        join(at, done);
      }
      own.subList(before, own.size()).clear();
    }
    at[thread] = from;
  }

  /**
   * Returns whether {@code events} may be the beginning of an execution. Where a read may get its
   * value from a write that is still to come, that write is added at the end of its thread.
   */
  private boolean isPossible(Ways[] at, List<Event> events) {
    Map<Ways.Written, Boolean> open = new HashMap<>();
    for (Event read : List.copyOf(events)) {
      if (read.reads()) {
        Ways.Written wanted = new Ways.Written(read.location(), read.in());
        open.computeIfAbsent(wanted, any -> !foresee(at, wanted, events));
      }
    }
    return new Search(
            events, axioms, read -> open.get(new Ways.Written(read.location(), read.in())))
        .isPossible();
  }

  /** Adds the writes of {@code wanted} to come; returns false if they are too many to tell. */
  private static boolean foresee(Ways[] at, Ways.Written wanted, List<Event> events) {
    for (int thread = 0; thread < at.length; thread++) {
      Ways.Future future = at[thread].later().get(wanted);
      if (future != null) {
        if (!future.once() || events.size() == Long.SIZE) {
          return false;
        }
        events.add(
            new Event(
                thread,
                Event.Type.FORESEEN,
                wanted.location(),
                Mode.PLAIN,
                future.mode(),
                0,
                wanted.value(),
                "foreseen"));
      }
    }
    return true;
  }

  /** Returns the thread that goes on, the one that has done least; or -1 at the end of all. */
  private static int next(Ways[] at, List<List<Event>> done) {
    int least = -1;
    for (int thread = 0; thread < at.length; thread++) {
      boolean open = !at[thread].next().isEmpty();
      if (open && (least < 0 || done.get(thread).size() < done.get(least).size())) {
        least = thread;
      }
    }
    return least;
  }

  private void complete(Ways[] at, List<List<Event>> done) {
    List<Trace> ends = new ArrayList<>();
    for (Ways ways : at) {
      if (ways.end() == null) {
        return; // every way of some thread is cut
      }
      ends.add(ways.end());
    }
    joins++;
    List<Event> events = events(done);
    new Search(events, axioms, read -> false)
        .all((rf, co, finals) -> take(ends, events, rf, co, finals));
  }

  /** Returns the writes before the start to what is accessed, then all that is done. */
  private List<Event> events(List<List<Event>> done) {
    Set<String> accessed = new TreeSet<>();
    done.forEach(own -> own.forEach(event -> accessed.add(event.location())));
    accessed.remove(""); // of fences
    List<Event> events = new ArrayList<>();
    for (String location : accessed) {
      Object value = program.initial().getOrDefault(location, 0);
      events.add(
          new Event(Event.INIT, Event.Type.WRITE, location, Mode.PLAIN, Mode.PLAIN, 0, value, ""));
    }
    done.forEach(events::addAll);
    return events;
  }

  private void take(
      List<Trace> chosen, List<Event> events, int[] rf, long[] co, Map<String, Integer> finals) {
    if (stopped) {
      return;
    }
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
    stopped = !found.test(new Execution(events, rf, co, finals, registers));
  }
}
