// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lockproof.journal.Benchmark;
import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.journal.Subject;
import dev.lockproof.servers.ServerException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Version;

/**
 * The layer process of JMH: runs the declared benchmarks that are asked for, and records the
 * figures and what they say about the claim.
 *
 * <p>A bound on cost is met or not seen to be met; it is never seen to break, because the machine
 * may have been busy with something else.
 */
public final class BenchmarkLayer {
  private BenchmarkLayer() {}

  /** Runs as {@link LayerRun} says. */
  public static void main(String[] args) throws IOException {
    LayerRun run = LayerRun.parse(args);
    Map<String, List<Comparison>> wanted =
        Comparison.declared().stream()
            .filter(one -> run.wants(Layer.BENCHMARK, one.check(), one.claim()))
            .collect(groupingBy(Comparison::check, TreeMap::new, toList()));
    for (List<Comparison> question : wanted.values()) {
      compare(question, run);
    }
  }

  /** Measures all subjects of one question in one run. */
  private static void compare(List<Comparison> question, LayerRun run) throws IOException {
    Comparison comparison = question.get(0);
    List<String> implementations = Comparison.implementations(question);
    Path log = run.work().resolve("redis.log");
    try (Setting setting = comparison.needsServer() ? Setting.withServer(log) : Setting.alone()) {
      long start = System.nanoTime();
      List<Answer> answers =
          Answer.of(measure(comparison, implementations, setting, run), implementations);
      double seconds = (System.nanoTime() - start) / 1e9;
      for (Answer answer : answers) {
        run.record(benchmark(comparison, setting, answer, seconds / answers.size()));
      }
      if (Double.isFinite(comparison.cost().atMost())) {
        for (Comparison one : question) {
          run.record(judge(one, answers, evidence(one, run).seconds(seconds / question.size())));
        }
      }
    } catch (ServerException | RunnerException e) {
      for (Comparison one : question) {
        run.record(evidence(one, run).infra(String.valueOf(e.getMessage())));
      }
    }
  }

  private static Collection<RunResult> measure(
      Comparison comparison, List<String> implementations, Setting setting, LayerRun run)
      throws RunnerException {
    Budget budget = run.budget();
    TimeValue time = TimeValue.milliseconds(budget.benchmarkIteration().toMillis());
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(comparison.include())
            .param("implementation", implementations.toArray(String[]::new))
            .warmupIterations((budget.benchmarkIterations() + 1) / 2)
            .warmupTime(time)
            .measurementIterations(budget.benchmarkIterations())
            .measurementTime(time)
            .shouldFailOnError(true);
    setting.configure(options);
    Collection<RunResult> results = Rounds.run(options, budget.benchmarkForks());
    String file = run.work().resolve(comparison.check() + ".json").toString();
    ResultFormatFactory.getInstance(ResultFormatType.JSON, file).writeOut(results);
    return results;
  }

  private static Benchmark benchmark(
      Comparison comparison, Setting setting, Answer answer, double seconds) {
    String params =
        answer.params().entrySet().stream()
            .map(Map.Entry::toString)
            .collect(Collectors.joining("&"));
    return new Benchmark(
        "benchmark/" + comparison.check() + "?" + params,
        comparison.subject(),
        comparison.cost().question(),
        answer.params(),
        answer.unit(),
        setting.describe(answer.placement()),
        setting.server(),
        answer.scores(),
        seconds,
        inputs(comparison),
        null);
  }

  private static Evidence.Builder evidence(Comparison comparison, LayerRun run) {
    Budget budget = run.budget();
    return Evidence.of(Layer.BENCHMARK, comparison.check(), comparison.claim())
        .tool("JMH", Version.getPlainVersion())
        .strength("sampled(" + budget.benchmarkForks() + ")")
        .explored("forks", budget.benchmarkForks())
        .explored("iterations", (long) budget.benchmarkForks() * budget.benchmarkIterations())
        .bound("iteration", budget.benchmarkIteration())
        .bound("times " + best(comparison.cost()), comparison.cost().atMost())
        .inputs(inputs(comparison));
  }

  /** Finishes {@code evidence}: the worst of the ratios counts. */
  static Evidence judge(Comparison comparison, List<Answer> answers, Evidence.Builder evidence) {
    Cost cost = comparison.cost();
    double worst =
        answers.stream()
            .mapToDouble(answer -> answer.ratio(comparison.implementation(), cost.against()))
            .max()
            .orElseThrow();
    evidence.explored("percent of " + best(cost), Math.round(100 * worst));
    if (!cost.apartFrom().isEmpty()) {
      double apart =
          answers.stream()
              .mapToDouble(
                  answer ->
                      answer.ratioApart(
                          cost.apartFrom(), comparison.implementation(), cost.against()))
              .max()
              .orElseThrow();
      evidence.bound("times apart from " + cost.apartFrom(), cost.atMostApart());
      evidence.explored("percent apart from " + cost.apartFrom(), Math.round(100 * apart));
      if (apart > cost.atMostApart()) {
        return evidence.inconclusive(
            "took %.2f times as long as %s apart from %s, and at most %s were claimed"
                .formatted(apart, best(cost), cost.apartFrom(), cost.atMostApart()));
      }
    }
    return worst <= cost.atMost()
        ? evidence.pass()
        : evidence.inconclusive(
            "took %.2f times as long as %s, and at most %s were claimed"
                .formatted(worst, best(cost), cost.atMost()));
  }

  private static String best(Cost cost) {
    return cost.against().length == 1
        ? cost.against()[0]
        : "the best of " + String.join(", ", cost.against());
  }

  private static Map<String, String> inputs(Comparison comparison) {
    return Inputs.of(Subject.load(comparison.subject()), comparison.method().getDeclaringClass());
  }
}
