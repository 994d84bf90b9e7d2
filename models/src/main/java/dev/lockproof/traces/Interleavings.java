// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import dev.lockproof.litmus.Access;
import dev.lockproof.litmus.Machine;
import dev.lockproof.litmus.Ref;
import dev.lockproof.litmus.Setup;
import dev.lockproof.models.Manifest.Traces;
import dev.lockproof.traces.Reduction.Move;
import dev.lockproof.traces.Replay.Pending;
import dev.lockproof.traces.Replay.Vain;
import dev.lockproof.traces.Situation.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All sequentially consistent interleavings of the accesses of two threads that pass through a
 * lock, in the bytecode of the real class.
 *
 * <p>For each passage a thread calls lock or tryLock, as it likes, and then unlock, if it holds the
 * lock. A line with a label takes its step with its last access to a word, where another turn of a
 * waiting loop is the same line again. An unpark is a step if it stands on such a line itself; as a
 * rule it is a part of the step before it, as plain fields are.
 *
 * <p>A waiter that has looked in vain does not look again before something has changed, or else
 * looks as often as it takes to lose patience, all at once: what lies between changes nothing for
 * anybody.
 */
final class Interleavings {
  /** How many threads there are. */
  static final int THREADS = 2;

  /** How often each of them passes. */
  static final int PASSAGES = 2;

  private static final Ref LOCK = new Ref("lock", "");

  /** The label of a step that throws an exception, which no specification allows. */
  private static final String THROW = "Throw";

  private static final int MOST = 1_000_000;

  private final Traces traces;
  private final Machine machine;
  private final Labels labels;
  private final Ref lock;
  private final List<Map<Progress, Replay>> replays = List.of(new HashMap<>(), new HashMap<>());
  private final Map<Situation, Integer> known = new HashMap<>();
  private final Deque<Situation> open = new ArrayDeque<>();
  private final List<List<Move>> moves = new ArrayList<>();

  private Interleavings(Traces traces, Machine machine, Labels labels) {
    this.traces = traces;
    this.machine = machine;
    this.labels = labels;
    lock = new Ref(LOCK.name(), Objects.requireNonNull(traces.code()));
  }

  /** Returns the steps that {@code machine} takes. */
  static List<List<Move>> of(Traces traces, Machine machine, Labels labels) {
    Interleavings all = new Interleavings(traces, machine, labels);
    Setup setup = new Setup(Map.of());
    setup.create(Map.of(LOCK.name(), all.lock.type()), machine);
    Progress start = new Progress(0, List.of(), 0);
    all.number(new Situation(setup.values(), Collections.nCopies(THREADS, start)));
    while (!all.open.isEmpty()) {
      Situation state = all.open.remove();
      for (int thread = 0; thread < THREADS; thread++) {
        all.expand(state, thread);
      }
    }
    return all.moves;
  }

  private int number(Situation state) {
    Integer number = known.get(state);
    if (number == null) {
      number = known.size();
      known.put(state, number);
      open.add(state);
      moves.add(new ArrayList<>());
      if (number > MOST) {
        throw new IllegalStateException("more than " + MOST + " states");
      }
    }
    return number;
  }

  private void expand(Situation state, int thread) {
    Progress progress = state.threads().get(thread);
    if (progress.ended()) {
      return;
    }
    if (progress.results().isEmpty()) {
      for (int tries = 0; tries <= 1; tries++) {
        arrive(state, null, thread, progress.with(tries), state.memory());
      }
      return;
    }
    Pending pending = Objects.requireNonNull(replay(thread, progress).pending());
    Map<String, Object> turn = pending.turn();
    if (turn != null && turn.entrySet().stream().allMatch(read -> isStill(state, read))) {
      impatient(state, thread, progress, pending);
    } else if (!pending.parks() || state.read(pending.location()).equals(1)) {
      Setup memory = new Setup(state.memory());
      Progress after = progress.with(perform(pending, memory));
      String label = label(pending, thread, after, memory.values());
      arrive(state, label, thread, after, memory.values());
    }
  }

  private static boolean isStill(Situation state, Map.Entry<String, Object> read) {
    return state.read(read.getKey()).equals(read.getValue());
  }

  /** Adds the move of a thread to where its results lead it. */
  private void arrive(
      Situation from,
      @Nullable String label,
      int thread,
      Progress progress,
      Map<String, Object> memory) {
    Step step = step(label, thread, memory);
    Replay replay = replay(thread, progress);
    Pending pending = replay.pending();
    if (pending != null && pending.isPlain()) {
      Setup after = new Setup(memory);
      arrive(from, label, thread, progress.with(perform(pending, after)), after.values());
      return;
    }
    switch (replay.end()) {
      case PENDING -> move(from, step, from.with(thread, progress, memory));
      case RETURNED -> {
        Progress next = new Progress(progress.passages() + 1, List.of(), replay.allocated());
        move(from, step, from.with(thread, next, memory).collected(thread));
      }
      case THROWN -> {
        Progress gone = new Progress(PASSAGES, progress.results(), 0);
        Situation dead = from.with(thread, gone, memory);
        if (step != null) {
          Situation last = from.with(thread, new Progress(PASSAGES, List.of(), 0), memory);
          move(from, step, last);
          move(last, step(THROW, thread, memory), dead);
        } else {
          move(from, step(THROW, thread, memory), dead);
        }
      }
    }
  }

  /** Returns how far the results of a thread lead it, whatever the others do. */
  private Replay replay(int thread, Progress progress) {
    return replays.get(thread).computeIfAbsent(progress, any -> run(thread, progress));
  }

  private Replay run(int thread, Progress progress) {
    List<Object> results = progress.results();
    boolean tries = results.get(0).equals(1);
    Replay replay =
        new Replay(machine, thread, results.subList(1, results.size()), progress.allocated());
    replay.run(
        memory -> {
          Object got = machine.call(memory, lock, tries ? "tryLock" : "lock", List.of());
          if (!tries || got.equals(1)) {
            machine.call(memory, lock, "unlock", List.of());
          }
        });
    return replay;
  }

  private static Object perform(Pending pending, Setup memory) {
    return memory.perform(
        pending.access(), pending.location(), pending.site(), pending.operands().toArray());
  }

  private void move(Situation from, @Nullable Step step, Situation to) {
    int target = number(to);
    moves.get(number(from)).add(new Move(step, target));
  }

  private @Nullable Step step(@Nullable String label, int thread, Map<String, Object> memory) {
    if (label == null) {
      return null;
    }
    List<String> sees =
        traces.observes().values().stream().map(word -> Observation.of(word, memory)).toList();
    return new Step(label, "" + (thread + 1), sees);
  }

  /** Lets a waiter look in vain as often as it takes, while nobody else does anything. */
  private void impatient(Situation state, int thread, Progress progress, Pending waiting) {
    Map<String, Object> turn = Objects.requireNonNull(waiting.turn());
    Progress after = progress.with(new Vain(turn, traces.patience() * turn.size()));
    if (replay(thread, after).pending() != null) {
      move(state, null, state.with(thread, after, state.memory()));
    }
  }

  /** Returns the label of the step that a thread has just taken, or null if it took none. */
  private @Nullable String label(
      Pending pending, int thread, Progress after, Map<String, Object> memory) {
    Key key = key(pending);
    Object result = after.results().get(after.results().size() - 1);
    boolean failed = pending.access().kind() == Access.Kind.COMPARE_AND_SET && result.equals(0);
    if (key == null || (failed && traces.silent().contains(key.label()))) {
      return null;
    }
    Progress next = after;
    Setup alone = new Setup(memory);
    while (true) {
      Pending then = replay(thread, next).pending();
      if (then == null) {
        return key.label();
      }
      @Nullable Key following = key(then);
      if (then.counts() || then.parks() || following != null) {
        return key.equals(following) ? null : key.label();
      }
      next = next.with(perform(then, alone));
    }
  }

  /** A line with a label, in one call of its method. */
  private record Key(String label, int call) {}

  private @Nullable Key key(Pending pending) {
    if (pending.isPlain()) {
      return null;
    }
    int calls = pending.unparks() ? 1 : pending.places().size();
    for (Machine.Place place : pending.places().subList(0, calls)) {
      String label = labels.at(place.source(), place.line());
      if (label != null) {
        return new Key(label, place.number());
      }
    }
    return null;
  }
}
