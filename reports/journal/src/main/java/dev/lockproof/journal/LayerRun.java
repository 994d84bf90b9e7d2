// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestrator asks of one layer process, and where its evidence goes.
 *
 * <p>A layer's {@code main} parses its arguments here, runs every check that is {@link #wants
 * wanted}, {@link #record records} each piece of evidence as soon as it is known, and returns. Exit
 * code 0 says that it came to its end, whatever the verdicts; {@link #AGAIN} that another process
 * has to do the rest; any other makes what is missing INFRA.
 */
public final class LayerRun {
  /** The exit code after a check that hung, and that nothing but the end of its process stops. */
  public static final int AGAIN = 3;

  private final Set<String> subjects = new HashSet<>();
  private final Set<String> claims = new HashSet<>();
  private final Set<String> skipped = new HashSet<>();
  private Budget budget = Budget.QUICK;
  private Path work = Path.of("target", "work");
  private Path journal = Path.of("target", "journal.ndjson");
  private @Nullable String mutant;
  private @Nullable String key;

  private LayerRun() {}

  /**
   * Parses {@code --budget B --journal FILE --work DIR [--key K] [--mutant ID] [--subject ID]...
   * [--claim ID]... [--skip EVIDENCE_ID]... [--parent PID]} and creates the folders.
   *
   * @throws IllegalArgumentException if an option is unknown or lacks its value
   */
  public static LayerRun parse(String... args) {
    LayerRun run = new LayerRun();
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("option " + args[i] + " lacks its value");
      }
      run.set(args[i], args[i + 1]);
    }
    try {
      Files.createDirectories(run.work);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + run.work, e);
    }
    return run;
  }

  private void set(String option, String value) {
    switch (option) {
      case "--budget" -> budget = Budget.of(value);
      case "--journal" -> journal = Path.of(value);
      case "--work" -> work = Path.of(value);
      case "--key" -> key = value;
      case "--mutant" -> mutant = value;
      case "--subject" -> subjects.add(value);
      case "--claim" -> claims.add(value);
      case "--skip" -> skipped.add(value);
      case "--parent" -> endWith(Long.parseLong(value));
      default -> throw new IllegalArgumentException("unknown option " + option);
    }
  }

  /** Ends this process when its orchestrator is gone, killed or not: nobody waits for it then. */
  private static void endWith(long parent) {
    Optional<ProcessHandle> orchestrator = ProcessHandle.of(parent);
    if (orchestrator.isEmpty()) {
      Runtime.getRuntime().halt(1);
    }
    var unused = orchestrator.get().onExit().thenRun(() -> Runtime.getRuntime().halt(1));
  }

  /** Returns how far to go. */
  public Budget budget() {
    return budget;
  }

  /** Returns the folder for native files: the tool's own reports, logs, histories. */
  public Path work() {
    return work;
  }

  /** Returns the mutant that is first on the class path, or null for the original. */
  public @Nullable String mutant() {
    return mutant;
  }

  /**
   * Returns whether evidence of {@code check} in {@code layer} about {@code claim} is asked for.
   */
  public boolean wants(Layer layer, String check, String claim) {
    return !skipped.contains(layer.id() + "/" + check + "/" + claim)
        && (claims.isEmpty() || claims.contains(claim))
        && (subjects.isEmpty() || subjects.contains(claim.substring(0, claim.indexOf('.'))));
  }

  /** Appends {@code evidence} to the journal. */
  public void record(Evidence evidence) {
    append(new Journal.Line(evidence.in(mutant, key), null, null));
  }

  /** Appends {@code benchmark} to the journal. */
  public void record(Benchmark benchmark) {
    append(new Journal.Line(null, benchmark.in(key), null));
  }

  private void append(Journal.Line line) {
    try {
      new Journal(journal).append(line);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot append to " + journal, e);
    }
  }
}
