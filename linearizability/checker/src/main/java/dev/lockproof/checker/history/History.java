// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What processes did to shared objects: operations in the order of their invocations.
 *
 * <p>A history is made of events by {@link #of} or {@link Builder}, read by {@link Ndjson}, or
 * recorded by a {@link Recorder}. The order of the events is the order that is judged; whoever
 * merges logs of equal times puts the invocations first, so that such operations are concurrent.
 */
public final class History {

  /** The operations by rising {@code call}. */
  private final List<Operation> operations;

  /** The number of events: positions run from 0 to this, exclusive. */
  private final int events;

  private History(List<Operation> operations, int events) {
    this.operations = List.copyOf(operations);
    this.events = events;
  }

  /** Returns the history of some events; throws {@link MalformedHistoryException}. */
  public static History of(List<Event> events) {
    var builder = new Builder();
    for (int i = 0; i < events.size(); i++) {
      builder.add(i + 1, events.get(i));
    }
    return builder.build();
  }

  /** Returns the operations in the order of their invocations. */
  public List<Operation> operations() {
    return operations;
  }

  /** Returns the number of events, invocations and completions together. */
  public int events() {
    return events;
  }

  /**
   * Returns the history as it was after its first events. An operation that had not been completed
   * by then is of unknown outcome.
   */
  public History prefix(int length) {
    var prefix = new ArrayList<Operation>();
    for (Operation operation : operations) {
      if (operation.call() < length) {
        boolean cut = operation.ret() >= length && !operation.isInfo();
        prefix.add(cut ? operation.withoutOutcome() : operation);
      }
    }
    return new History(prefix, Math.min(length, events));
  }

  /**
   * Returns the operations of each key; those without a key are under the empty string. By the
   * locality of linearizability a history is linearizable if and only if each of these is.
   */
  public Map<String, List<Operation>> byKey() {
    var partitions = new TreeMap<String, List<Operation>>();
    for (Operation operation : operations) {
      String key = operation.key() == null ? "" : operation.key();
      partitions.computeIfAbsent(key, k -> new ArrayList<>()).add(operation);
    }
    return partitions;
  }

  /** Collects events into a history and checks the rules of a history on the way. */
  public static final class Builder {
    private final List<Operation> operations = new ArrayList<>();
    private final ProcessTable open = new ProcessTable();
    private int position;
    private long time = Long.MIN_VALUE;

    /** Creates a builder without events. */
    public Builder() {}

    /** Adds an event that stands on a line; throws {@link MalformedHistoryException}. */
    public void add(int line, Event event) {
      if (event.time() < time) {
        throw new MalformedHistoryException(
            line, "time goes back from " + time + " to " + event.time());
      }
      time = event.time();
      if (event.type() == Event.Type.INVOKE) {
        invoke(line, event);
      } else {
        complete(line, event);
      }
      position++;
    }

    /** Returns the history; operations that are still open are of unknown outcome. */
    public History build() {
      return new History(operations, position);
    }

    private void invoke(int line, Event event) {
      open.begin(line, event.process(), operations.size());
      operations.add(
          new Operation(
              line,
              event.process(),
              event.f(),
              event.key(),
              event.value(),
              null,
              Completion.INFO,
              position,
              Operation.NEVER,
              event.time(),
              Long.MAX_VALUE));
    }

    private void complete(int line, Event event) {
      int index = open.end(line, event.process(), event.type() == Event.Type.INFO);
      Operation begun = operations.get(index);
      if (!begun.f().equals(event.f())) {
        throw new MalformedHistoryException(
            line,
            "%s completes, but process %d has %s under way since line %d"
                .formatted(event.f(), event.process(), begun.f(), begun.line()));
      }
      if (event.key() != null && !event.key().equals(begun.key())) {
        throw new MalformedHistoryException(
            line, "completion of key " + event.key() + ", invoked for key " + begun.key());
      }
      if (event.type() == Event.Type.INFO) {
        return;
      }
      boolean ok = event.type() == Event.Type.OK;
      operations.set(
          index,
          new Operation(
              begun.line(),
              begun.process(),
              begun.f(),
              begun.key(),
              begun.input(),
              ok ? event.value() : null,
              ok ? Completion.OK : Completion.FAIL,
              begun.call(),
              position,
              begun.callTime(),
              event.time()));
    }
  }
}
