// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The script {@link Script#WINDOW} in Java, for {@link ScriptTwin}. */
final class WindowTwin {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long GRACE_MILLIS = 1_000;

  /** So many permits, admitted at that microsecond. */
  private record Entry(long at, long permits) {}

  /** What was admitted, the oldest first, and the last millisecond at which the key is there. */
  private record Window(List<Entry> entries, long last) {
    long newest() {
      return entries.get(entries.size() - 1).at;
    }
  }

  private final Map<String, Window> windows = new HashMap<>();

  /** Takes what is asked for, or nothing, at that microsecond. */
  List<String> take(long reading, String key, List<String> arguments) {
    long wanted = Long.parseLong(arguments.get(0));
    long limit = Long.parseLong(arguments.get(1));
    long length = Long.parseLong(arguments.get(2));
    Window window = present(reading, key);
    long now = window == null ? reading : Math.max(reading, window.newest());
    var counting = new ArrayList<Entry>();
    if (window != null) {
      window.entries.stream().filter(entry -> now - entry.at < length).forEach(counting::add);
    }
    long count = counting.stream().mapToLong(Entry::permits).sum();
    long tooMany = count + wanted - limit;
    if (tooMany <= 0) {
      counting.add(new Entry(now, wanted));
      long last = -Math.floorDiv(-(now + length), MICROS_PER_MILLI) + GRACE_MILLIS;
      windows.put(key, new Window(counting, last)); // Take
      return answer("TAKEN", limit - count - wanted, 0, now + length - reading);
    }
    long end = counting.get(counting.size() - 1).at + length;
    return answer(
        "REFUSED",
        Math.max(0, limit - count),
        nth(counting, tooMany) + length - reading,
        end - reading);
  }

  /** Returns when the permit was admitted that is so many from the oldest. */
  private static long nth(List<Entry> counting, long number) {
    long permits = 0;
    for (Entry entry : counting) {
      permits += entry.permits;
      if (permits >= number) {
        return entry.at;
      }
    }
    throw new IllegalArgumentException("there are only " + permits);
  }

  private static List<String> answer(String word, long remaining, long retry, long reset) {
    return List.of(word, Long.toString(remaining), Long.toString(retry), Long.toString(reset));
  }

  /** Returns the millisecond at which a key expires, as {@code PEXPIRETIME} does; -2 without. */
  long expiry(long now, String key) {
    Window window = present(now, key);
    return window == null ? -2 : window.last;
  }

  private @Nullable Window present(long now, String key) {
    Window window = windows.get(key);
    if (window != null && Math.floorDiv(now, MICROS_PER_MILLI) > window.last) {
      windows.remove(key); // Expire
      return null;
    }
    return window;
  }
}
