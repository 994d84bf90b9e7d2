// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Verdict;
import java.io.Console;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Says how far a run is: one line that is rewritten on a terminal, plain lines elsewhere.
 *
 * <p>The estimate is the sum of what the open tasks took in the last run, or usually take.
 */
final class Progress {
  private static final int WIDTH = 79;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final int tasks;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private double open;
  private int begun;

  /**
   * Creates it.
   *
   * @param estimate what all tasks together are thought to take, in seconds
   */
  Progress(PrintStream out, boolean terminal, LongSupplier nanoTime, int tasks, double estimate) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.tasks = tasks;
    open = estimate;
  }

  /** Returns whether standard output is a terminal. */
  @SuppressWarnings("SystemConsoleNull") // from JDK 22 on the console is never null, but says more
  static boolean onTerminal() {
    Console console = System.console();
    if (console == null || Runtime.version().feature() < 22) {
      return console != null;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("JDK 22 has Console.isTerminal", e);
    }
  }

  /** Says that {@code name} begins, which is thought to take {@code seconds}. */
  void begin(String name, double seconds) {
    begun++;
    running.put(name, new Running(nanoTime.getAsLong(), seconds));
    if (!terminal) {
      out.printf("[%d/%d] %s, %s%n", begun, tasks, name, left());
    }
  }

  /** Says that time passes. */
  void tick() {
    if (terminal) {
      String names = String.join(" + ", running.keySet());
      String line = String.format(Locale.ROOT, "[%d/%d] %s, %s", begun, tasks, left(), names);
      out.print("\r" + line.substring(0, Math.min(line.length(), WIDTH)) + "\u001b[K");
      out.flush();
    }
  }

  /** Shows a piece of evidence that has come in. */
  void show(Evidence evidence, boolean reused) {
    String text =
        String.format(
            Locale.ROOT,
            "  %-12s %s%s, %s",
            outcome(evidence),
            evidence.id(),
            evidence.mutant() == null ? "" : " on " + evidence.mutant(),
            reused ? "reused" : String.format(Locale.ROOT, "%.1f s", evidence.seconds()));
    line(text);
    String reason = evidence.reason();
    if (reason != null && evidence.mutant() == null && evidence.verdict() != Verdict.PASS) {
      line("               " + reason.replace("\n", "\n               "));
    }
  }

  /** A mutant that fails a check is killed by it, which is what it is for. */
  private static String outcome(Evidence evidence) {
    if (evidence.mutant() == null) {
      return evidence.verdict().name();
    }
    return switch (evidence.verdict()) {
      case FAIL -> evidence.counterexample() == null ? "FAIL" : "killed";
      case PASS -> "survived";
      case INCONCLUSIVE -> "undecided";
      case INFRA -> "INFRA";
    };
  }

  /** Tells a counterexample as a story, where its layer says what happens in plain words. */
  void tell(String title, Counterexample counterexample) {
    List<Map<String, String>> steps =
        counterexample.steps().stream()
            .filter(step -> step.containsKey(Counterexample.SENTENCE))
            .toList();
    if (!steps.isEmpty()) {
      line("\n" + title);
    }
    String margin = "       ";
    String fitting = "(.{1," + (WIDTH - margin.length()) + "})(?: |$)";
    for (Map<String, String> step : steps) {
      String sentence = step.getOrDefault(Counterexample.SENTENCE, "");
      String lines = sentence.replaceAll(fitting, "$1\n" + margin).strip();
      line(String.format(Locale.ROOT, "%5s  %s", step.getOrDefault("step", ""), lines));
    }
    counterexample
        .text()
        .lines()
        .filter(text -> text.startsWith(Counterexample.REPLAY))
        .forEach(this::line);
  }

  /** Says that {@code name} is over. */
  void end(String name) {
    Running over = running.remove(name);
    open = Math.max(0, open - (over == null ? 0 : over.estimate()));
  }

  /** Prints a whole line. */
  void line(String text) {
    out.print((terminal ? "\r\u001b[K" : "") + text + System.lineSeparator());
  }

  private String left() {
    long now = nanoTime.getAsLong();
    double spent =
        running.values().stream()
            .mapToDouble(
                one -> Math.min((now - one.start()) / 1e9 / running.size(), one.estimate()))
            .sum();
    double seconds = open - spent;
    return seconds < 60
        ? "about " + Math.round(seconds) + " s left"
        : "about " + Math.round(seconds / 60) + " min left";
  }

  private record Running(long start, double estimate) {}
}
