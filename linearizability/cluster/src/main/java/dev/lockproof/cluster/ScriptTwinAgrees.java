// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.redis.ScriptTwin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Random sequences of commands get the same answers, and leave the same times to live, on the
 * server and on the Java twin of its scripts.
 *
 * <p>Time passes on the server by a script that shortens each time-to-live, and on the twin by its
 * clock. A sequence that differs is shortened until every command in it is needed.
 */
final class ScriptTwinAgrees implements Experiment {
  private static final Question SCRIPT = new Question("ScriptTwinAgrees", "redis-lease.script");
  private static final long SEED = Long.getLong("lockproof.seed", 1);
  private static final int LONGEST = 8;
  private static final int BATCH = 500;

  private final Function<LongSupplier, ScriptTwin> twins;

  ScriptTwinAgrees() {
    this(ScriptTwin::new);
  }

  /** Creates the experiment with other twins than the real one, each with its clock. */
  ScriptTwinAgrees(Function<LongSupplier, ScriptTwin> twins) {
    this.twins = twins;
  }

  @Override
  public List<Question> questions() {
    return List.of(SCRIPT);
  }

  @Override
  public List<Evidence> run(Setting setting) {
    int count = setting.budget().scriptSequences();
    var random = new SplittableRandom(SEED);
    var keys = Command.Keys.of(setting.prefix());
    long commands = 0;
    Sequence different = null;
    try (var client = setting.connect()) {
      var pair = new TwinAndServer(client, keys, twins);
      for (int done = 0; done < count && different == null; done += BATCH) {
        var batch = new ArrayList<Sequence>(BATCH);
        for (int i = 0; i < Math.min(BATCH, count - done); i++) {
          batch.add(Sequence.random(random, keys, LONGEST));
        }
        commands += batch.stream().mapToLong(sequence -> sequence.commands().size()).sum();
        different = pair.firstDifferent(batch);
      }
      var evidence =
          setting
              .evidence(this, SCRIPT)
              .strength("sampled(" + count + ")")
              .seed(SEED)
              .explored("sequences", count)
              .explored("commands", commands)
              .bound("longest sequence", LONGEST);
      return List.of(
          different == null ? evidence.pass() : fail(evidence, pair, shortest(pair, different)));
    }
  }

  /** Leaves out commands one by one, as long as the rest still differs. */
  private static Sequence shortest(TwinAndServer pair, Sequence different) {
    Sequence shortest = different;
    for (int i = 0; i < shortest.commands().size(); ) {
      Sequence candidate = shortest.without(i);
      if (pair.firstDifferent(List.of(candidate)) == null) {
        i++;
      } else {
        shortest = candidate;
      }
    }
    return shortest;
  }

  private static Evidence fail(Evidence.Builder evidence, TwinAndServer pair, Sequence different) {
    List<TwinAndServer.Row> rows = pair.compare(List.of(different)).get(0);
    var steps = new ArrayList<Map<String, String>>();
    for (TwinAndServer.Row row : rows) {
      var step = new LinkedHashMap<String, String>();
      step.put("command", row.command());
      step.put("server", row.server());
      step.put("twin", row.twin());
      steps.add(step);
    }
    String what = "server and twin differ, seed " + SEED;
    return evidence.fail(what, new Counterexample(what, steps, rows.toString()));
  }

  /** Some commands in order. */
  record Sequence(List<Command> commands) {
    static Sequence random(SplittableRandom random, Command.Keys keys, int longest) {
      int length = random.nextInt(1, longest + 1);
      var commands = new ArrayList<Command>(length + 2);
      for (int i = 0; i < length; i++) {
        commands.add(Command.random(random, keys));
      }
      keys.leases().forEach(key -> commands.add(new Command.Look(key)));
      return new Sequence(commands);
    }

    Sequence without(int index) {
      var rest = new ArrayList<>(commands);
      rest.remove(index);
      return new Sequence(rest);
    }
  }
}
