// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.Completion;
import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.model.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Small random histories over a few operations, of any completions.
 *
 * <p>Half of them give any output to any operation. The other half come from runs of the model, in
 * which each operation takes effect at some time or, when its outcome is unknown, perhaps never; of
 * these, in every second some output is then another. So they are legal, or nearly.
 */
final class RandomHistories<S> {
  private static final int MAX_OPERATIONS = 7;
  private static final int PROCESSES = 3;
  private static final int MANY = 8;

  /** The time of the first event. */
  static final long FIRST = -3;

  /** An operation with the inputs and outputs to draw from. */
  record Shape(String f, List<@Nullable Object> inputs, List<@Nullable Object> outputs) {}

  private final Model<S> model;
  private final List<Shape> shapes;
  private final int operationsOfRun;
  private final Random random;

  RandomHistories(Model<S> model, List<Shape> shapes, int operationsOfRun, long seed) {
    this.operationsOfRun = operationsOfRun;
    this.model = model;
    this.shapes = shapes;
    random = new Random(seed);
  }

  History next() {
    return new Run(random.nextBoolean()).history();
  }

  private <T extends @Nullable Object> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** An operation under way. */
  private static final class Pending {
    final int process;
    final Shape shape;
    final @Nullable Object input;
    final int call;
    final long time;
    @Nullable Object output;
    boolean tookEffect;

    Pending(int process, Shape shape, @Nullable Object input, int call, long time) {
      this.process = process;
      this.shape = shape;
      this.input = input;
      this.call = call;
      this.time = time;
    }
  }

  /** The making of one history. */
  private final class Run {
    private final List<Event> events = new ArrayList<>();
    private final List<Pending> open = new ArrayList<>();
    private final List<Integer> idle = new ArrayList<>(List.of(0, 1, 2));
    private final boolean ofModel;

    /** One in so many operations is of unknown outcome. */
    private final int known = random.nextBoolean() ? 20 : 4;

    private S state = model.init();
    private int processes = PROCESSES;
    private long time = FIRST;

    Run(boolean ofModel) {
      this.ofModel = ofModel;
    }

    History history() {
      int left = 1 + random.nextInt(ofModel ? operationsOfRun : MAX_OPERATIONS);
      while (left > 0 || !open.isEmpty()) {
        if (left > 0 && !idle.isEmpty() && (open.isEmpty() || random.nextInt(5) < 2)) {
          left--;
          Shape shape = any(shapes);
          int process = idle.remove(random.nextInt(idle.size()));
          var pending = new Pending(process, shape, input(shape), events.size(), time);
          open.add(pending);
          add(pending, Event.Type.INVOKE, pending.input);
        } else {
          progress(any(open));
        }
      }
      if (ofModel && random.nextBoolean()) {
        changeOutputs();
      }
      return History.of(events);
    }

    /** Returns an input; of many possible ones, each once. */
    private @Nullable Object input(Shape shape) {
      var unused = new ArrayList<>(shape.inputs);
      if (unused.size() >= MANY) {
        events.forEach(event -> unused.remove(event.value()));
      }
      return any(unused.isEmpty() ? shape.inputs : unused);
    }

    private void progress(Pending pending) {
      boolean unknown = random.nextInt(known) == 0;
      if (ofModel && !pending.tookEffect && !(unknown && random.nextBoolean())) {
        takeEffect(pending);
        if (random.nextBoolean()) {
          return;
        }
      }
      open.remove(pending);
      if (unknown || (ofModel && !pending.tookEffect)) {
        add(pending, Event.Type.INFO, null);
        idle.add(processes++);
      } else {
        add(pending, Event.Type.OK, ofModel ? pending.output : any(pending.shape.outputs));
        idle.add(pending.process);
      }
    }

    private void takeEffect(Pending pending) {
      var outputs = new ArrayList<>(pending.shape.outputs);
      Collections.shuffle(outputs, random);
      for (Object output : outputs) {
        S next = model.step(state, operation(pending, output));
        if (next != null) {
          pending.output = output;
          pending.tookEffect = true;
          state = next;
          return;
        }
      }
    }

    private Operation operation(Pending pending, @Nullable Object output) {
      return new Operation(
          1,
          pending.process,
          pending.shape.f,
          null,
          pending.input,
          output,
          Completion.OK,
          pending.call,
          events.size(),
          pending.time,
          time);
    }

    /** Replaces the output of one operation, or exchanges those of two. */
    private void changeOutputs() {
      int at = random.nextInt(events.size());
      int other = random.nextInt(events.size());
      Event one = events.get(at);
      Event two = events.get(other);
      if (one.type() != Event.Type.OK) {
        return;
      }
      if (two.type() == Event.Type.OK && two.f().equals(one.f())) {
        events.set(at, with(one, two.value()));
        events.set(other, with(two, one.value()));
      } else {
        var shape = shapes.stream().filter(s -> s.f.equals(one.f())).findFirst().orElseThrow();
        events.set(at, with(one, any(shape.outputs)));
      }
    }

    private static Event with(Event event, @Nullable Object value) {
      return new Event(event.process(), event.type(), event.f(), null, value, event.time());
    }

    private void add(Pending pending, Event.Type type, @Nullable Object value) {
      events.add(new Event(pending.process, type, pending.shape.f, null, value, time));
      time += random.nextInt(2);
    }
  }
}
