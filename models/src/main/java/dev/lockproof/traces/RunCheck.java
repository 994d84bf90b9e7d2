// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import dev.lockproof.models.Spec;
import dev.lockproof.models.Tlc;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks TLC whether a specification allows runs, step by step, and variants of them. */
public final class RunCheck {
  private static final Pattern REACHED = Pattern.compile("<<\"reached\", (\\d+), (\\d+)>>");
  private static final Pattern INSTEAD = Pattern.compile("<<\"instead\", (<<[^>]*>>)>>");
  private static final Pattern VERSION = Pattern.compile("TLC2 Version (\\S+)");

  private final Spec spec;
  private final Tlc tlc;

  /** Prepares to ask about {@code spec}, whose manifest says how its runs are taken. */
  public RunCheck(Spec spec, Tlc tlc) {
    this.spec = spec;
    this.tlc = tlc;
  }

  /**
   * What TLC has said.
   *
   * @param accepted how many steps of each run the specification allows, from the first on
   * @param variants which variants it allows to their ends, by their places
   */
  public record Answer(
      String version, double seconds, List<Integer> accepted, SortedSet<Integer> variants) {}

  /**
   * Asks about runs and variants of them.
   *
   * @throws IllegalStateException if TLC does not come to its end
   */
  public Answer ask(List<List<RunStep>> runs, List<Variant> variants)
      throws IOException, InterruptedException {
    var module = new RunModule(spec, runs, variants);
    Tlc.Output output = run(module, 0);
    var reached = new TreeSet<Integer>();
    var whole = new TreeSet<Integer>();
    for (Matcher found = REACHED.matcher(output.text()); found.find(); ) {
      int variant = Integer.parseInt(found.group(2));
      if (variant == 0) {
        reached.add(Integer.parseInt(found.group(1)));
      } else {
        whole.add(variant - 1);
      }
    }
    var accepted = new ArrayList<Integer>();
    for (int run = 0; run < runs.size(); run++) {
      accepted.add(
          reached.subSet(module.start(run), module.end(run) + 1).size() - 1); // less the start
    }
    Matcher version = VERSION.matcher(output.text());
    return new Answer(
        version.find() ? version.group(1) : "unknown", output.seconds(), accepted, whole);
  }

  /** Returns what the specification would see after the first step of a run that it refuses. */
  public List<String> instead(List<RunStep> run, int accepted)
      throws IOException, InterruptedException {
    var module = new RunModule(spec, List.of(run.subList(0, accepted + 1)), List.of());
    Tlc.Output output = run(module, accepted + 1);
    var seen = new TreeSet<String>();
    for (Matcher found = INSTEAD.matcher(output.text()); found.find(); ) {
      seen.add(found.group(1));
    }
    return List.copyOf(seen);
  }

  private Tlc.Output run(RunModule module, int puzzle) throws IOException, InterruptedException {
    Tlc.Output output =
        tlc.run(
            module.name(),
            folder -> {
              spec.copyOriginal(folder);
              Files.writeString(folder.resolve(module.name() + ".tla"), module.text(puzzle));
              Files.writeString(folder.resolve(module.name() + ".cfg"), module.configuration());
            },
            false);
    if (!output.ended() || output.exitCode() != 0) {
      throw new IllegalStateException("TLC came to no end:\n" + output.text());
    }
    return output;
  }
}
