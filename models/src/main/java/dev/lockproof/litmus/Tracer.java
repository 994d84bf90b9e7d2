// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks every way through the code of one thread, given which values each location may have.
 *
 * <p>The code is run from its start for every way; where it reads, the value comes from a list of
 * choices, which is counted up like an odometer.
 */
final class Tracer implements Memory {
  private final Program program;
  private final int thread;
  private final Map<String, ? extends Iterable<Object>> values;
  private final List<int[]> choices = new ArrayList<>(); // chosen, of how many
  private List<Event> events = new ArrayList<>();
  private int next;
  private int turns;
  private int allocated;

  private Tracer(Program program, int thread, Map<String, ? extends Iterable<Object>> values) {
    this.program = program;
    this.thread = thread;
    this.values = values;
  }

  /**
   * Returns the ways through thread {@code number} of {@code program}.
   *
   * @param limit how many ways are too many
   * @throws Enumeration.TooLargeException if there are more
   */
  static List<Trace> all(
      Program program, int number, Map<String, ? extends Iterable<Object>> values, int limit) {
    Tracer tracer = new Tracer(program, number, values);
    List<Trace> traces = new ArrayList<>();
    do {
      traces.add(tracer.once());
      if (traces.size() > limit) {
        throw new Enumeration.TooLargeException(
            "thread " + number + " has more than " + limit + " ways");
      }
    } while (tracer.advance());
    return traces;
  }

  private Trace once() {
    events = new ArrayList<>();
    next = 0;
    turns = 0;
    allocated = 0;
    Map<String, Object> registers = new TreeMap<>();
    try {
      program.threads().get(thread).run(this, registers);
      return new Trace(events, registers, null);
    } catch (Stop stop) {
      registers.put(stop.why().name().toLowerCase(java.util.Locale.ROOT), 1);
      return new Trace(events, registers, stop.why());
    }
  }

  private boolean advance() {
    while (!choices.isEmpty()) {
      int[] last = choices.get(choices.size() - 1);
      if (++last[0] < last[1]) {
        return true;
      }
      choices.remove(choices.size() - 1);
    }
    return false;
  }

  private int choose(int size) {
    if (next == choices.size()) {
      choices.add(new int[] {0, size});
    }
    return choices.get(next++)[0];
  }

  private Object value(String location) {
    List<Object> possible = new ArrayList<>();
    Iterable<Object> known = values.get(location);
    if (known == null) {
      possible.add(0);
    } else {
      known.forEach(possible::add);
    }
    return possible.get(choose(possible.size()));
  }

  @Override
  public Object perform(Access access, String location, String label, Object... operands) {
    if (access.kind() == Access.Kind.SET) {
      add(Event.Type.WRITE, access, location, 0, operands[0], label);
      return 0;
    }
    Object in = value(location);
    boolean writes = access.writes(in, operands);
    if (writes && access.kind() == Access.Kind.WEAK_COMPARE_AND_SET) {
      writes = !toss();
    }
    Object out = writes ? access.out(in, operands) : 0;
    add(writes ? Event.Type.UPDATE : Event.Type.READ, access, location, in, out, label);
    return access.result(in, writes);
  }

  private void add(
      Event.Type type, Access access, String location, Object in, Object out, String label) {
    events.add(new Event(thread, type, location, access.read(), access.write(), in, out, label));
  }

  @Override
  public void fence(Mode mode) {
    events.add(new Event(thread, Event.Type.FENCE, "", mode, mode, 0, 0, mode + " fence"));
  }

  @Override
  public boolean toss() {
    return choose(2) == 1;
  }

  @Override
  public Ref allocate(String type) {
    String simple = type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1);
    return new Ref(simple + thread + (allocated++ == 0 ? "" : "_" + allocated), type);
  }

  @Override
  public Ref currentThread() {
    return new Ref("Thread" + thread, "java/lang/Thread");
  }

  @Override
  public Permit permit() {
    return program.permit();
  }

  @Override
  public void loop() {
    if (++turns > program.loops()) {
      throw new Stop(Stop.Why.CUT, "more than " + program.loops() + " turns");
    }
  }
}
