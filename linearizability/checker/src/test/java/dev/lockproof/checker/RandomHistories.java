// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Small random histories over a few operations, of any completions, legal or not. */
final class RandomHistories {
  private static final int MAX_OPERATIONS = 7;
  private static final int PROCESSES = 3;

  /** An operation with the inputs and outputs to draw from. */
  record Shape(String f, List<@Nullable Object> inputs, List<@Nullable Object> outputs) {}

  private final List<Shape> shapes;
  private final RandomGenerator random;

  RandomHistories(List<Shape> shapes, RandomGenerator random) {
    this.shapes = shapes;
    this.random = random;
  }

  History next() {
    var events = new ArrayList<Event>();
    var open = new ArrayList<Map.Entry<Integer, Shape>>();
    var idle = new ArrayList<Integer>();
    int processes = PROCESSES;
    for (int p = 0; p < processes; p++) {
      idle.add(p);
    }
    int left = 1 + random.nextInt(MAX_OPERATIONS);
    boolean quiet = random.nextBoolean();
    while (left > 0 || !open.isEmpty()) {
      boolean begins = left > 0 && !idle.isEmpty() && (open.isEmpty() || random.nextInt(5) < 2);
      if (begins) {
        left--;
        int process = idle.remove(random.nextInt(idle.size()));
        Shape shape = shapes.get(random.nextInt(shapes.size()));
        open.add(Map.entry(process, shape));
        events.add(event(process, Event.Type.INVOKE, shape.f, any(shape.inputs), events.size()));
        continue;
      }
      var ending = open.remove(random.nextInt(open.size()));
      Shape shape = ending.getValue();
      boolean unknown = random.nextInt(quiet ? 20 : 4) == 0;
      if (unknown) {
        events.add(event(ending.getKey(), Event.Type.INFO, shape.f, null, events.size()));
        idle.add(processes++);
      } else {
        events.add(
            event(ending.getKey(), Event.Type.OK, shape.f, any(shape.outputs), events.size()));
        idle.add(ending.getKey());
      }
    }
    return History.of(events);
  }

  private @Nullable Object any(List<@Nullable Object> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static Event event(
      int process, Event.Type type, String f, @Nullable Object value, long time) {
    return new Event(process, type, f, null, value, time);
  }
}
