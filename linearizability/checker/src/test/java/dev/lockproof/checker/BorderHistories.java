// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Histories at the border of legality that random ones seldom are, by the name of a case.
 *
 * <p>Events are written as process and operation with its input for an invocation, {@code =} with
 * the output for a completion, {@code ?} for one of unknown outcome.
 */
final class BorderHistories {
  /** Events that let half a nanosecond pass. */
  private static final String IDLE = "9 tryAcquire 3; 9 = false; ";

  private static final Map<String, List<String>> HISTORIES =
      Map.of(
          "grants of token-bucket:2:3",
          List.of(
              // Refused when the bucket was full, though something was admitted just after.
              "1 tryAcquire; 1 = true; "
                  + IDLE.repeat(5)
                  + "0 tryAcquire 2; 0 = false; 1 tryAcquire; 1 = true",
              // Refused when one permit was left, though it took long.
              "1 tryAcquire; 1 = true; "
                  + IDLE.repeat(5)
                  + "0 tryAcquire; "
                  + IDLE.repeat(2)
                  + "1 tryAcquire; 1 = true; "
                  + IDLE
                  + "0 = false",
              // Refused when it began; later the bucket was full, and something was admitted.
              "1 tryAcquire 2; 1 = true; 0 tryAcquire; "
                  + IDLE.repeat(13)
                  + "1 tryAcquire; 1 = true; "
                  + IDLE
                  + "0 = false"),
          "misses of fenced-mutex",
          List.of(
              // Two gaps with misses, and two unknown acquires, one of them too late.
              "0 acquire; 0 ?; 1 acquire; 1 =; 1 acquire; 1 = 1; 1 release 1; 1 = true;"
                  + " 1 acquire; 1 =; 2 acquire; 2 ?",
              // Of two misses in one gap, the one called last returns before the unknown acquire.
              "0 acquire; 1 acquire; 1 =; 2 acquire; 2 ?; 0 =",
              // The lease is over when the release that failed returns, before that of the other.
              "1 acquire; 1 = 1; 0 release 1; 1 release 1; 1 = false; 1 acquire; 1 =; 0 = true"),
          "lease of fenced-mutex",
          List.of(
              // A renew that was called early does not hide that the grant came late.
              "0 renew 1; 2 release 1; 2 = true; 1 acquire; 1 = 1; 0 = true"),
          "values of queue",
          List.of(
              // The first dequeue to be called gets the value that was enqueued last.
              "0 dequeue; 1 enqueue 2; 1 =; 1 enqueue 3; 1 =; 1 enqueue 1; 1 =;"
                  + " 1 dequeue; 1 = 2; 1 dequeue; 1 = 3; 0 = 1"),
          "values of stack",
          List.of(
              // The push that was called first returns last.
              "0 push 3; 1 push 1; 1 =; 1 push 2; 1 =; 0 =; 0 pop; 1 pop; 1 = 1; 0 = 3;"
                  + " 1 pop; 1 = 2",
              // A push was called before a stretch that its value has no part in.
              "0 push 1; 1 push 2; 1 =; 1 pop; 1 = 2; 0 =; 1 push 3; 1 =; 0 pop; 0 = 1;"
                  + " 1 pop; 1 = 3"));

  private BorderHistories() {}

  static List<History> of(MonitorTest.Case it) {
    return HISTORIES.getOrDefault(it.toString(), List.of()).stream()
        .map(BorderHistories::history)
        .toList();
  }

  private static History history(String text) {
    var events = new ArrayList<Event>();
    var begun = new HashMap<Integer, String>();
    for (String part : text.split("; *", -1)) {
      String[] words = part.split(" ", -1);
      int process = Integer.parseInt(words[0]);
      Event.Type type =
          switch (words[1]) {
            case "=" -> Event.Type.OK;
            case "?" -> Event.Type.INFO;
            default -> Event.Type.INVOKE;
          };
      String f = type == Event.Type.INVOKE ? words[1] : begun.getOrDefault(process, "");
      begun.put(process, f);
      Object value = words.length == 2 ? null : value(words[2]);
      events.add(new Event(process, type, f, null, value, events.size() / 4));
    }
    return History.of(events);
  }

  private static @Nullable Object value(String word) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      default -> Long.valueOf(word);
    };
  }
}
