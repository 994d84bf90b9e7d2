// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Layer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a person sees of a run. */
class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong now = new AtomicLong();

  /** Without a terminal there are plain lines, with an estimate that shrinks. */
  @Test
  void plainLinesWithoutATerminal() {
    Progress progress = new Progress(out, false, now::get, 2, 180);
    progress.begin("model/original", 120);
    progress.tick();
    progress.show(Evidence.of(Layer.MODEL, "MCClh", "clh.order").seconds(1.25).pass(), false);
    progress.end("model/original");
    progress.begin("lincheck/original", 60);
    assertThat(text())
        .isEqualToNormalizingNewlines(
            """
            [1/2] model/original, about 3 min left
              PASS         model/MCClh/clh.order, 1.3 s
            [2/2] lincheck/original, about 1 min left
            """);
  }

  /** A failure says why on the next line. */
  @Test
  void aFailureSaysWhy() {
    Progress progress = new Progress(out, false, now::get, 1, 1);
    progress.show(Evidence.of(Layer.MODEL, "MCClh", "clh.order").inconclusive("no time"), false);
    assertThat(text().lines().toList().get(1).strip()).isEqualTo("no time");
  }

  /** That a mutant fails a check is good news, and does not look like trouble. */
  @Test
  void aMutantIsKilled() {
    Progress progress = new Progress(out, false, now::get, 1, 1);
    Counterexample both = new Counterexample("Exclusion", List.of(Map.of("step", "1")), "");
    Evidence evidence = Evidence.of(Layer.MODEL, "MCClh", "clh.order").fail("two holders", both);
    progress.show(evidence.in("ClhEarlyEntry", null), false);
    assertThat(text().strip())
        .isEqualTo("killed       model/MCClh/clh.order on ClhEarlyEntry, 0.0 s");
  }

  /** On a terminal one line is rewritten, never wider than 80 columns, and counts down. */
  @Test
  void oneLineOnATerminal() {
    Progress progress = new Progress(out, true, now::get, 1, 50);
    progress.begin("stress/" + "x".repeat(100), 50);
    progress.tick();
    now.addAndGet(20_000_000_000L);
    progress.tick();
    assertThat(text().split("\r", -1)).allSatisfy(line -> assertThat(line.length()).isLessThan(85));
    assertThat(text()).doesNotContain("\n");
  }

  /** A counterexample is told in sentences that fit a terminal; what has none is left out. */
  @Test
  void aStory() {
    Progress progress = new Progress(out, false, now::get, 1, 1);
    String sentence = Counterexample.SENTENCE;
    List<Map<String, String>> steps =
        List.of(
            Map.of("step", "1", sentence, "Client A " + "asks and ".repeat(10) + "waits."),
            Map.of("step", "end", sentence, "It is wrong."));
    progress.tell("How it breaks:", new Counterexample("Safe", steps, ""));
    progress.tell("How?", new Counterexample("Safe", List.of(Map.of("thread", "1")), ""));
    assertThat(text())
        .isEqualToNormalizingNewlines(
            """

            How it breaks:
                1  Client A asks and asks and asks and asks and asks and asks and asks and
                   asks and asks and asks and waits.
              end  It is wrong.
            """);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
