// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads histories of Jepsen, in two formats.
 *
 * <p><i>EDN</i>: a map a line, such as {@code {:process 0, :type :invoke, :f :read, :value nil}},
 * in a vector or not. Without {@code :time} the events are a nanosecond apart. Other members than
 * {@code :process :type :f :key :value :time} are ignored.
 *
 * <p><i>Logs</i>, as the examples of Porcupine have them: {@code INFO jepsen.util - 0 :invoke :read
 * nil}. Other lines are ignored. There, a {@code cas} that failed did so because the value was
 * another one, so it is an answer: {@code ok} with false.
 *
 * <p>In both, processes without a number, such as the nemesis, are ignored; and a completion that
 * repeats the arguments, as that of a write does, has no output.
 */
public final class Jepsen {
  private static final Pattern LOG =
      Pattern.compile("INFO\\s+jepsen\\.util\\s+-\\s+(\\S+)\\s+:(\\w+)\\s+:(\\S+)\\s*(.*)");

  private final Lines lines;
  private final History.Builder history = new History.Builder();

  /** By process: the value of its last invocation. */
  private final Map<Long, @Nullable Object> inputs = new HashMap<>();

  private long events;

  private Jepsen(InputStream in) {
    lines = new Lines(in);
  }

  /** Reads EDN; throws {@link MalformedHistoryException}. */
  public static History readEdn(InputStream in) throws IOException {
    var jepsen = new Jepsen(in);
    for (String line = jepsen.lines.next(); line != null; line = jepsen.lines.next()) {
      String map = line.strip().replaceFirst("^\\[\\s*", "").replaceFirst("\\s*]$", "");
      if (!map.isEmpty() && !map.startsWith(";")) {
        jepsen.addMap(map);
      }
    }
    return jepsen.history.build();
  }

  /** Reads a log; throws {@link MalformedHistoryException}. */
  public static History readLog(InputStream in) throws IOException {
    var jepsen = new Jepsen(in);
    for (String line = jepsen.lines.next(); line != null; line = jepsen.lines.next()) {
      var log = LOG.matcher(line.strip());
      if (log.matches()) {
        String type = log.group(2);
        Object value = jepsen.parse(log.group(4).isEmpty() ? "nil" : log.group(4));
        boolean refused = type.equals("fail") && log.group(3).equals("cas");
        jepsen.add(
            jepsen.parse(log.group(1)),
            refused ? "ok" : type,
            log.group(3),
            null,
            refused ? Boolean.valueOf(false) : value,
            null);
      }
    }
    return jepsen.history.build();
  }

  private void addMap(String text) {
    if (!(parse(text) instanceof Map<?, ?> map)) {
      throw lines.error("an event is a map");
    }
    add(
        map.get("process"),
        map.get("type"),
        map.get("f"),
        map.get("key"),
        map.get("value"),
        map.get("time"));
  }

  private @Nullable Object parse(String text) {
    try {
      return Edn.parse(text);
    } catch (TextScanner.SyntaxException e) {
      throw lines.error("not EDN: " + e.getMessage());
    }
  }

  private void add(
      @Nullable Object process,
      @Nullable Object type,
      @Nullable Object f,
      @Nullable Object key,
      @Nullable Object value,
      @Nullable Object time) {
    if (process instanceof String) {
      return;
    }
    if (!(process instanceof Long number) || number < 0 || number > Integer.MAX_VALUE) {
      throw lines.error(":process must be an integer from 0 to " + Integer.MAX_VALUE);
    }
    if (!(f instanceof String name)) {
      throw lines.error(":f must be the name of an operation");
    }
    if (time != null && !(time instanceof Long)) {
      throw lines.error(":time must be an integer");
    }
    var kind = Event.Type.of(type);
    if (kind == null) {
      throw lines.error("unknown type " + type + "; it is one of :invoke, :ok, :fail, :info");
    }
    Object output = value;
    if (kind == Event.Type.INVOKE) {
      inputs.put(number, value);
    } else if (Objects.equals(inputs.get(number), value)) {
      output = null;
    }
    String object = key == null ? null : key.toString();
    long nanos = time instanceof Long t ? t : events;
    events++;
    history.add(lines.number(), new Event(number.intValue(), kind, name, object, output, nanos));
  }
}
