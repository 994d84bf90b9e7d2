// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Judges what was recorded, the part of it that a claim is about. */
final class Judgement {
  private Judgement() {}

  /** Counts what tells how much a history says. */
  static Map<String, Long> counts(List<Event> events) {
    var counts = new TreeMap<String, Long>();
    for (Operation operation : History.of(events).operations()) {
      if (operation.isInfo()) {
        counts.merge("unknown outcomes", 1L, Long::sum);
      } else if (operation.f().equals("acquire") && operation.isOk()) {
        counts.merge(operation.output() == null ? "misses" : "grants", 1L, Long::sum);
      } else if (operation.f().equals("write")) {
        boolean accepted = Boolean.TRUE.equals(operation.output());
        counts.merge(accepted ? "writes" : "writes refused", 1L, Long::sum);
      }
    }
    return counts;
  }

  /** Turns a verdict into evidence for a claim that is expected to hold. */
  static Evidence evidence(Evidence.Builder evidence, Verdict verdict) {
    return switch (verdict.result()) {
      case PASS -> evidence.pass();
      case FAIL -> evidence.fail(verdict.explanation(), counterexample(verdict));
      case INCONCLUSIVE -> evidence.inconclusive(verdict.explanation());
    };
  }

  /** Returns what a judge said of an illegal history. */
  static Counterexample counterexample(Verdict verdict) {
    return new Counterexample(verdict.explanation(), verdict.steps(), verdict.toString());
  }

  /** Returns a whole history as a counterexample to a rule. */
  static Counterexample story(String violated, List<Event> events) {
    var steps = new ArrayList<Map<String, String>>();
    for (Event event : events) {
      var row = new LinkedHashMap<String, String>();
      double millis = (event.time() - events.get(0).time()) / 1e6;
      row.put("time", String.format(Locale.ROOT, "%.3f ms", millis));
      row.put("process", String.valueOf(event.process()));
      row.put("event", event.type().name().toLowerCase(Locale.ROOT) + " " + event.f());
      row.put("value", event.value() == null ? "" : event.value().toString());
      steps.add(row);
    }
    return new Counterexample(violated, steps, violated);
  }
}
