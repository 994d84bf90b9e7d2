// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import dev.lockproof.journal.Benchmark;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Journal;
import dev.lockproof.journal.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What earlier lines of the journal still say.
 *
 * <p>Evidence is reused when its key is the same and each of its inputs, looked up again on today's
 * class path, has the same hash. So a run that was interrupted goes on where it stopped, and a
 * changed class repeats what depends on it and nothing else. What was INFRA, or INCONCLUSIVE for an
 * original, is always tried again.
 */
final class Reuse implements AutoCloseable {
  private final URLClassLoader loader;
  private final Map<String, String> hashes = new HashMap<>();
  private final boolean isOriginal;
  private final Map<String, Evidence> evidence = new LinkedHashMap<>();
  private final Map<String, Evidence> undecided = new LinkedHashMap<>();
  private final Set<String> open = new HashSet<>();
  private final Map<String, Benchmark> benchmarks = new LinkedHashMap<>();
  private boolean complete;

  /** Looks through {@code lines} for what still holds of {@code task}. */
  Reuse(Task task, List<Journal.Line> lines, List<Path> classPath, String key, String contents) {
    isOriginal = task.mutant() == null;
    loader = new URLClassLoader(classPath.stream().map(Reuse::url).toArray(URL[]::new), null);
    for (Journal.Line line : lines) {
      Evidence found = line.evidence();
      Benchmark measured = line.benchmark();
      Journal.Done done = line.done();
      if (found != null && belongs(found, task) && key.equals(found.key())) {
        sort(found);
      } else if (measured != null && key.equals(measured.key())) {
        benchmarks.remove(measured.id());
        if (isUnchanged(measured.inputs())) {
          benchmarks.put(measured.id(), measured);
        }
      } else if (done != null && done.task().equals(task.name())) {
        complete = done.contents().equals(contents);
      }
    }
  }

  private void sort(Evidence found) {
    String id = found.id();
    evidence.remove(id);
    undecided.remove(id);
    open.remove(id);
    if (found.verdict() == Verdict.INFRA || !isUnchanged(found.inputs())) {
      open.add(id);
    } else if (found.verdict() == Verdict.INCONCLUSIVE) {
      undecided.put(id, found);
    } else {
      evidence.put(id, found);
    }
  }

  /** Returns the evidence that still holds, by id. */
  Map<String, Evidence> evidence() {
    return evidence;
  }

  /** Returns the benchmarks that still hold, by id. */
  Map<String, Benchmark> benchmarks() {
    return benchmarks;
  }

  /** Returns what was inconclusive, and would be again. */
  Collection<Evidence> undecided() {
    return undecided.values();
  }

  /** Returns whether the whole task came to its end on exactly what there is now. */
  boolean isComplete() {
    return complete && open.isEmpty() && (undecided.isEmpty() || !isOriginal);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static boolean belongs(Evidence evidence, Task task) {
    Mutant mutant = task.mutant();
    return evidence.layer() == task.module().layer()
        && Objects.equals(evidence.mutant(), mutant == null ? null : mutant.id())
        && (task.subjects().isEmpty() || task.subjects().contains(evidence.subject()))
        && (task.claims().isEmpty() || task.claims().contains(evidence.claim()));
  }

  private boolean isUnchanged(Map<String, String> inputs) {
    return !inputs.isEmpty()
        && new ArrayList<>(inputs.entrySet())
            .stream().allMatch(input -> input.getValue().equals(hash(input.getKey())));
  }

  private String hash(String resource) {
    return hashes.computeIfAbsent(
        resource,
        name -> {
          try (InputStream in = loader.getResourceAsStream(name)) {
            return in == null ? "absent" : Inputs.sha256(in.readAllBytes());
          } catch (IOException e) {
            throw new UncheckedIOException(name, e);
          }
        });
  }

  private static URL url(Path entry) {
    try {
      return entry.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
