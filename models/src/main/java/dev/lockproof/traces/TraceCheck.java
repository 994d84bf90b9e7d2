// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import dev.lockproof.litmus.Classes;
import dev.lockproof.litmus.Machine;
import dev.lockproof.models.Exploration;
import dev.lockproof.models.Manifest.Traces;
import dev.lockproof.models.Spec;
import dev.lockproof.models.Tlc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks TLC whether traces are behaviours of a specification. */
public final class TraceCheck {
  private static final Pattern VIOLATION =
      Pattern.compile(
          "@!@!@STARTMSG (2110|2107|2217):\\d @!@!@\\R(.*?)@!@!@ENDMSG", Pattern.DOTALL);
  private static final Pattern TROUBLE =
      Pattern.compile("@!@!@STARTMSG (?!2110|2107|2121|2264)\\d+:1 ");
  private static final Pattern AT = Pattern.compile("(?m)^/\\\\ at = (-?\\d+)$");

  private final Spec spec;
  private final Traces traces;
  private final Tlc tlc;

  /** Prepares to ask about {@code spec}, whose manifest says how its traces are taken. */
  public TraceCheck(Spec spec, Tlc tlc) {
    this.spec = spec;
    this.traces = Objects.requireNonNull(spec.manifest().traces(), spec.folder());
    this.tlc = tlc;
  }

  /** Returns all traces of the code. */
  public StepGraph code(Classes classes) throws IOException {
    Labels labels = new Labels(spec.manifest().labels().keySet());
    return Reduction.of(Interleavings.of(traces, new Machine(classes), labels));
  }

  /**
   * Explores {@code graph} and the specification side by side: {@code Accepted} is violated where
   * the graph has a step that the specification does not allow, {@code Covered} where it lacks one
   * that it does.
   */
  public Exploration compare(StepGraph graph, boolean covered)
      throws IOException, InterruptedException {
    TraceModule module = new TraceModule(spec, traces, graph);
    return tlc.read(run(module, List.of(), module.comparison(covered), false));
  }

  /**
   * Returns those of {@code ends} that are reached in {@code graph} along a trace that the
   * specification accepts: each violates {@code TraceNotDone}.
   */
  public SortedSet<Integer> accepted(StepGraph graph, Collection<Integer> ends)
      throws IOException, InterruptedException {
    TraceModule module = new TraceModule(spec, traces, graph);
    Tlc.Output output = run(module, ends, module.following(), true);
    if (!output.ended() || TROUBLE.matcher(output.text()).find()) {
      throw new IllegalStateException("TLC came to no verdict:\n" + output.text());
    }
    SortedSet<Integer> reached = new TreeSet<>();
    int last = 0;
    for (Matcher message = VIOLATION.matcher(output.text()); message.find(); ) {
      if (message.group(1).equals("2217") || message.group(1).equals("2107")) {
        Matcher at = AT.matcher(message.group(2));
        last = at.find() ? Integer.parseInt(at.group(1)) - 1 : last;
      }
      if (ends.contains(last)) {
        reached.add(last);
      }
    }
    return reached;
  }

  private Tlc.Output run(
      TraceModule module, Collection<Integer> ends, String configuration, boolean all)
      throws IOException, InterruptedException {
    return tlc.run(
        module.name(),
        folder -> {
          spec.copyOriginal(folder);
          write(folder, module.name() + ".tla", module.text(ends));
          write(folder, module.name() + ".cfg", configuration);
        },
        all);
  }

  private static void write(Path folder, String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
