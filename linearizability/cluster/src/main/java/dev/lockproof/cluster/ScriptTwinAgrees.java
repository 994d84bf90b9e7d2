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
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Random sequences of commands get the same answers, and leave the same times to live, on the
 * server and on the Java twin of its scripts.
 *
 * <p>Time passes on the server by a script that shortens each time-to-live, and on the twin by its
 * clock. A script that asks for the time is told what is in a key instead. A sequence that differs
 * is shortened until every command in it is needed.
 */
final class ScriptTwinAgrees implements Experiment {
  private static final Question LEASES = new Question("ScriptTwinAgrees", "redis-lease.script");
  private static final Question BUCKETS = new Question("ScriptTwinAgrees", "redis-bucket.script");
  private static final Question WINDOWS =
      new Question("ScriptTwinAgrees", "redis-sliding-window.script");
  private static final long SEED = Long.getLong("lockproof.seed", 1);
  private static final int LONGEST = 8;
  private static final int BATCH = 500;

  private final Function<LongSupplier, ScriptTwin> twins;

  ScriptTwinAgrees() {
    this(ScriptTwin::onMicros);
  }

  /**
   * Creates the experiment with other twins than the real one, each with its clock in microseconds.
   */
  ScriptTwinAgrees(Function<LongSupplier, ScriptTwin> twins) {
    this.twins = twins;
  }

  @Override
  public List<Question> questions() {
    return List.of(LEASES, BUCKETS, WINDOWS);
  }

  @Override
  public List<Evidence> run(Setting setting) {
    return List.of(
        compared(setting, LEASES, Sequence::ofLeases),
        compared(setting, BUCKETS, Sequence::ofBuckets),
        compared(setting, WINDOWS, Sequence::ofWindows));
  }

  private Evidence compared(
      Setting setting,
      Question question,
      BiFunction<SplittableRandom, Command.Keys, Sequence> sequences) {
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
          batch.add(sequences.apply(random, keys));
        }
        commands += batch.stream().mapToLong(sequence -> sequence.commands().size()).sum();
        different = pair.firstDifferent(batch);
      }
      var evidence =
          setting
              .evidence(this, question)
              .strength("sampled(" + count + ")")
              .seed(SEED)
              .explored("sequences", count)
              .explored("commands", commands)
              .bound("longest sequence", LONGEST);
      return different == null ? evidence.pass() : fail(evidence, pair, shortest(pair, different));
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
    static Sequence ofLeases(SplittableRandom random, Command.Keys keys) {
      return random(random, keys, Command::random, keys.leases(), Command.Look::new);
    }

    static Sequence ofBuckets(SplittableRandom random, Command.Keys keys) {
      return random(random, keys, BucketCommand::random, keys.buckets(), Command.LookUp::new);
    }

    static Sequence ofWindows(SplittableRandom random, Command.Keys keys) {
      return random(random, keys, WindowCommand::random, keys.windows(), Command.LookUp::new);
    }

    /** Returns random commands, and a look at each of some keys at the end. */
    private static Sequence random(
        SplittableRandom random,
        Command.Keys keys,
        BiFunction<SplittableRandom, Command.Keys, Command> commands,
        List<String> atEnd,
        Function<String, Command> look) {
      int length = random.nextInt(1, LONGEST + 1);
      return new Sequence(
          Stream.concat(
                  Stream.generate(() -> commands.apply(random, keys)).limit(length),
                  atEnd.stream().map(look))
              .toList());
    }

    Sequence without(int index) {
      var rest = new ArrayList<>(commands);
      rest.remove(index);
      return new Sequence(rest);
    }
  }
}
