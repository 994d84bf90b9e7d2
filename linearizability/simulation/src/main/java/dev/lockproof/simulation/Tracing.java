// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.models.Manifest;
import dev.lockproof.models.Spec;
import dev.lockproof.models.Tlc;
import dev.lockproof.simulation.Scenario.Protocol;
import dev.lockproof.traces.Excuse;
import dev.lockproof.traces.RunCheck;
import dev.lockproof.traces.RunStep;
import dev.lockproof.traces.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Trace validation: runs of the real class, in which all goes wrong that its assumptions allow for,
 * are asked of TLC as behaviours of the specification; some of them again with one thing wrong.
 *
 * <p>Of many seeds those runs are taken that show something new: a step after a step, and what it
 * changes, that none before has shown; and then those that take a step that none has taken.
 */
final class Tracing {
  /** For each run that is wanted so many seeds are tried. */
  private static final int SEEDS_PER_RUN = 100;

  private final Spec spec;
  private final Manifest.Runs how;
  private final Tally tally = new Tally();
  private final List<Long> seeds = new ArrayList<>();
  private final List<List<RunStep>> runs = new ArrayList<>();
  private final List<Variant> variants = new ArrayList<>();
  private final RunCheck check;
  private final RunCheck.Answer answer;

  /**
   * Runs seeds from 0 on, and asks about them.
   *
   * @param count how many runs to ask about
   * @param mutated of how many of them all variants are asked about, too
   */
  Tracing(Spec spec, Tlc tlc, int count, int mutated) throws IOException, InterruptedException {
    this.spec = spec;
    this.how = Objects.requireNonNull(spec.manifest().runs(), spec.folder());
    this.check = new RunCheck(spec, tlc);
    Set<String> labels = new HashSet<>();
    Set<String> shown = new HashSet<>();
    for (long seed = 0; seed < (long) count * SEEDS_PER_RUN; seed++) {
      List<RunStep> run = Run.traced(scenario(seed), new RandomSchedule(seed), tally);
      boolean isNew = labels.addAll(run.stream().map(RunStep::label).toList());
      if (isNew || (runs.size() < count && shown.addAll(shows(run)))) {
        add(seed, run, runs.size() < mutated);
      }
      if (runs.size() >= count && labels.containsAll(how.takes().keySet())) {
        break;
      }
    }
    this.answer = check.ask(runs, variants);
  }

  private static Scenario scenario(long seed) {
    Scenario scenario = Scenario.keepingAll(Protocol.FENCED);
    return seed % 4 == 3 ? scenario.of(3, 1, 2) : scenario;
  }

  private void add(long seed, List<RunStep> run, boolean isMutated) {
    if (isMutated) {
      variants.addAll(Variant.of(runs.size(), run, how.answers()));
    }
    seeds.add(seed);
    runs.add(run);
  }

  /** Returns what a run shows: which step comes after which, and what it changes. */
  private static Set<String> shows(List<RunStep> run) {
    var shows = new HashSet<String>();
    for (int i = 1; i < run.size(); i++) {
      RunStep before = run.get(i - 1);
      RunStep step = run.get(i);
      var changes = new StringBuilder();
      for (int place = 0; place < step.sees().size(); place++) {
        changes.append(Integer.signum(step.sees().get(place) - before.sees().get(place)));
      }
      shows.add(before.label() + " " + step.label() + " " + changes);
    }
    return shows;
  }

  RunCheck.Answer answer() {
    return answer;
  }

  Tally tally() {
    return tally;
  }

  List<List<RunStep>> runs() {
    return runs;
  }

  long seed(int run) {
    return seeds.get(run);
  }

  /** Returns the first run that the specification refuses. */
  OptionalInt refused() {
    for (int run = 0; run < runs.size(); run++) {
      if (answer.accepted().get(run) < runs.get(run).size()) {
        return OptionalInt.of(run);
      }
    }
    return OptionalInt.empty();
  }

  /** Returns what the specification would see after the first step that it refuses of a run. */
  List<String> instead(int run) throws IOException, InterruptedException {
    return check.instead(runs.get(run), answer.accepted().get(run));
  }

  /** Returns the actions that runs might take, and how often each is taken. */
  SortedMap<String, Integer> taken() {
    var taken = new TreeMap<String, Integer>();
    how.takes().keySet().forEach(action -> taken.put(action, 0));
    runs.forEach(run -> run.forEach(step -> taken.merge(step.label(), 1, Integer::sum)));
    return taken;
  }

  /** Returns what else the specification has: actions, or parts of such, that are not traced. */
  SortedSet<String> untraced() {
    var untraced = new TreeSet<>(spec.manifest().unlabelled());
    spec.manifest().labels().values().forEach(untraced::addAll);
    untraced.removeAll(how.takes().keySet());
    return untraced;
  }

  /** Returns how many variants of each kind there are. */
  SortedMap<String, Integer> tried() {
    return count(variants, variant -> Optional.of(variant.kind()));
  }

  /** Returns how many of these the specification refuses. */
  SortedMap<String, Integer> rejected() {
    var rejected = new ArrayList<>(variants);
    rejected.removeAll(allowed());
    return count(rejected, variant -> Optional.of(variant.kind()));
  }

  /** Returns how many variants the specification allows for each reason. */
  SortedMap<String, Integer> excused() {
    return count(allowed(), this::excuse);
  }

  /** Returns what the specification allows and should not. */
  List<Variant> unexcused() {
    return allowed().stream().filter(variant -> excuse(variant).isEmpty()).toList();
  }

  private List<Variant> allowed() {
    return answer.variants().stream().map(variants::get).toList();
  }

  private Optional<Excuse> excuse(Variant variant) {
    return Excuse.of(runs.get(variant.run()), variant, how);
  }

  private static SortedMap<String, Integer> count(
      List<Variant> some, Function<Variant, Optional<? extends Enum<?>>> by) {
    var counts = new TreeMap<String, Integer>();
    some.forEach(
        variant ->
            by.apply(variant).ifPresent(key -> counts.merge(key.toString(), 1, Integer::sum)));
    return counts;
  }
}
