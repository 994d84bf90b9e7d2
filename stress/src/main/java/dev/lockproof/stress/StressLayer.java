// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.journal.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/**
 * The layer process of jcstress: runs the declared tests that are asked for, in one run of the
 * tool, and records what each says about its claim.
 *
 * <p>The tool's own report is left in the work folder. Its forked JVMs get this one's class path,
 * so that a mutant's classes that are first on it are first there too.
 */
public final class StressLayer {
  private StressLayer() {}

  /** Runs as {@link LayerRun} says. */
  public static void main(String[] args) throws Exception {
    LayerRun run = LayerRun.parse(args);
    List<StressTest> wanted =
        StressTest.declared().stream()
            .filter(test -> run.wants(Layer.STRESS, test.check(), test.claim()))
            .toList();
    if (wanted.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    Map<String, List<TestResult>> results;
    boolean hung;
    try (ForkLimit limit = new ForkLimit(run.budget().checkLimit())) {
      results = jcstress(wanted, run.budget().stressOptions(), run.work());
      hung = limit.wasReached();
    }
    double seconds = (System.nanoTime() - start) / 1e9 / wanted.size();
    for (StressTest test : wanted) {
      List<TestResult> configurations = results.getOrDefault(test.info().name(), List.of());
      Evidence.Builder evidence =
          Evidence.of(Layer.STRESS, test.check(), test.claim())
              .tool("jcstress", JCStress.class.getPackage().getImplementationVersion())
              .explored("configurations", configurations.size())
              .bound("options", String.join(" ", run.budget().stressOptions()))
              .bound("fork", run.budget().checkLimit())
              .bound("jvm", Runtime.version())
              .inputs(Inputs.of(Subject.load(test.subject()), test.type()))
              .seconds(seconds);
      run.record(grades(configurations, hung).judge(evidence));
    }
  }

  /** Returns what was seen of each test, by name, one result a configuration. */
  private static Map<String, List<TestResult>> jcstress(
      List<StressTest> tests, List<String> budget, Path work) throws Exception {
    Path file = work.resolve("results.bin.gz");
    Files.deleteIfExists(file);
    List<String> arguments = new ArrayList<>(budget);
    arguments.addAll(List.of("-t", exactly(tests)));
    arguments.addAll(List.of("-r", work.resolve("report").toString()));
    arguments.addAll(List.of("-p", file.toString())); // the only way to say where results go
    Options options = new Options(arguments.toArray(String[]::new));
    if (!options.parse()) {
      throw new IllegalArgumentException("jcstress does not take " + arguments);
    }
    try {
      if (options.isSplitCompilation()) {
        new JCStress(options).run();
      } else {
        new KnownJvm(options).run(tests.stream().map(StressTest::info).toList());
      }
    } catch (AssertionError failed) {
      // Its way to say that a test did not pass. The results tell which, and why.
    }
    if (!Files.exists(file)) {
      return Map.of();
    }
    InProcessCollector results = new InProcessCollector();
    DiskReadCollector reader = new DiskReadCollector(file.toString(), results);
    reader.dump();
    reader.close();
    return results.getTestResults().stream().collect(groupingBy(TestResult::getName));
  }

  private static String exactly(List<StressTest> tests) {
    return tests.stream()
        .map(test -> Pattern.quote(test.info().name()))
        .collect(joining("|", "^(", ")$"));
  }

  private static Grades grades(List<TestResult> configurations, boolean hung) {
    if (configurations.isEmpty()) {
      return new Grades(List.of(), Status.NORMAL, List.of());
    }
    TestResult merged = ReportUtils.mergedByName(configurations).get(0);
    Status status =
        hung && merged.status() == Status.VM_ERROR ? Status.TIMEOUT_ERROR : merged.status();
    return new Grades(merged.grading().gradingResults.values(), status, merged.getMessages());
  }
}
