// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file format of histories: one event a line, each a JSON object.
 *
 * <pre>{@code
 * {"process":0,"type":"invoke","f":"acquire","key":"r","time":1000}
 * {"process":0,"type":"ok","f":"acquire","key":"r","value":33,"time":2500}
 * }</pre>
 *
 * <p>{@code process} is a non-negative integer; {@code type} is {@code invoke}, {@code ok}, {@code
 * fail} or {@code info}; {@code f} names the operation; {@code key} and {@code value} may be absent
 * or null; {@code time} is in nanoseconds and never goes back. The members {@code index} and {@code
 * error} are ignored; any other member is an error. Empty lines are skipped.
 */
public final class Ndjson {
  private static final Set<String> MEMBERS =
      Set.of("process", "type", "f", "key", "value", "time", "index", "error");

  private Ndjson() {}

  /**
   * Reads a history; throws {@link MalformedHistoryException} with the line and the rule it breaks.
   */
  public static History read(InputStream in) throws IOException {
    var lines = new Lines(in);
    var history = new History.Builder();
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (!line.isBlank()) {
        history.add(lines.number(), event(lines, line));
      }
    }
    return history.build();
  }

  /** Writes the events, one a line. */
  public static void write(List<Event> events, Appendable out) throws IOException {
    for (Event event : events) {
      out.append(line(event)).append('\n');
    }
  }

  /** Returns the line of an event, without its end. */
  public static String line(Event event) {
    var line = new StringBuilder("{\"process\":").append(event.process());
    line.append(",\"type\":\"").append(event.type().id());
    JsonText.append(line.append("\",\"f\":"), event.f());
    if (event.key() != null) {
      JsonText.append(line.append(",\"key\":"), event.key());
    }
    if (event.value() != null) {
      JsonText.append(line.append(",\"value\":"), event.value());
    }
    return line.append(",\"time\":").append(event.time()).append('}').toString();
  }

  private static Event event(Lines lines, String line) {
    try {
      if (Json.parse(line) instanceof Map<?, ?> members) {
        return event(lines, members);
      }
    } catch (TextScanner.SyntaxException e) {
      throw lines.error("not JSON: " + e.getMessage());
    }
    throw lines.error("an event is a JSON object");
  }

  private static Event event(Lines lines, Map<?, ?> members) {
    for (Object name : members.keySet()) {
      if (!MEMBERS.contains(name)) {
        throw lines.error("unknown member \"" + name + "\"");
      }
    }
    if (!(members.get("process") instanceof Long process
        && process >= 0
        && process <= Integer.MAX_VALUE)) {
      throw lines.error("\"process\" must be an integer from 0 to " + Integer.MAX_VALUE);
    }
    if (!(members.get("f") instanceof String f)) {
      throw lines.error("\"f\" must be the name of an operation");
    }
    if (!(members.get("time") instanceof Long time)) {
      throw lines.error("\"time\" must be an integer, in nanoseconds");
    }
    Object key = members.get("key");
    if (key != null && !(key instanceof String)) {
      throw lines.error("\"key\" must be a string or null");
    }
    var type = Event.Type.of(members.get("type"));
    if (type == null) {
      throw lines.error(
          "unknown type " + members.get("type") + "; it is one of invoke, ok, fail, info");
    }
    return new Event(process.intValue(), type, f, (String) key, members.get("value"), time);
  }
}
