// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.TestExecutor;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.DiskWriteCollector;
import org.openjdk.jcstress.infra.collectors.SerializedBufferCollector;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.os.OSSupport;
import org.openjdk.jcstress.os.Scheduler;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.os.topology.Topology;
import org.openjdk.jcstress.vm.CompileMode;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * Runs jcstress on a JVM that it need not probe: HotSpot of JDK 17 or later.
 *
 * <p>The tool itself first starts that JVM some thirty times to see which options it takes, and
 * then runs every test with and without biased locking. That is little for thousands of tests in
 * one process. Here each mutant has a process of its own, and no subject uses a monitor.
 */
final class KnownJvm {
  /** What the tool sets where it finds that it can; a JVM ignores what it does not know. */
  private static final List<String> COMMON =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-UsePerfData",
          "-XX:ParallelGCThreads=2",
          "-XX:ConcGCThreads=2",
          "-XX:G1ConcRefinementThreads=2",
          "-XX:CICompilerCount=2",
          "-XX:-RestrictContended",
          "-XX:+DebugNonSafepoints");

  /** How the tool compiles a test: not, quickly, well, and well in a random order. */
  private static final List<List<String>> COMPILED =
      List.of(
          List.of("-Xint"),
          List.of("-XX:TieredStopAtLevel=1"),
          List.of("-XX:-TieredCompilation"),
          List.of(
              "-XX:-TieredCompilation",
              "-XX:+StressLCM",
              "-XX:+StressGCM",
              "-XX:+StressIGVN",
              "-XX:+StressCCP"));

  /** What probing would have found out. */
  private static final List<String> KNOWN =
      List.of(
          "C1_AVAILABLE",
          "C2_AVAILABLE",
          "THREAD_SPIN_WAIT_AVAILABLE",
          "COMPILER_DIRECTIVES_AVAILABLE");

  private final Options options;

  KnownJvm(Options options) {
    this.options = options;
  }

  /** Runs the tests, and leaves the files that the tool leaves. */
  void run(List<TestInfo> tests) throws Exception {
    KNOWN.forEach(KnownJvm::say);
    OSSupport.init();
    var scheduler = new Scheduler(Topology.get(), options.getCPUCount());
    var disk = new DiskWriteCollector(options.getResultFile());
    var sink = new SerializedBufferCollector(disk);
    new TestExecutor(options.verbosity(), sink, scheduler).runAll(configurations(tests, scheduler));
    sink.close();
    disk.close();
    new JCStress(options).parseResults();
  }

  private List<TestConfig> configurations(List<TestInfo> tests, Scheduler scheduler) {
    List<TestConfig> all = new ArrayList<>();
    int processors = options.getCPUCount();
    for (TestInfo test : tests) {
      for (SchedulingClass placement :
          scheduler.scheduleClasses(test.threads(), processors, options.affinityMode())) {
        for (List<String> compiled : compiled()) {
          for (int fork = 0; fork < options.getForks(); fork++) {
            all.add(
                new TestConfig(options, test, fork, jvm(compiled), CompileMode.UNIFIED, placement));
          }
        }
      }
    }
    Collections.shuffle(all);
    return all;
  }

  private List<List<String>> compiled() {
    return options.getJvmArgs().isEmpty() ? COMPILED : List.of(options.getJvmArgs());
  }

  private List<String> jvm(List<String> compiled) {
    String heap = options.getHeapPerForkMb() + "M";
    Stream<String> sizes =
        Stream.concat(
            Stream.of("-Xms" + heap, "-Xmx" + heap),
            options.isPretouchHeap() ? Stream.of("-XX:+AlwaysPreTouch") : Stream.of());
    return Stream.of(COMMON.stream(), sizes, compiled.stream()).flatMap(part -> part).toList();
  }

  /** Tells the tool what it has no other way to be told. */
  private static void say(String field) {
    try {
      var known = VMSupport.class.getDeclaredField(field);
      known.setAccessible(true);
      known.setBoolean(null, true);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this version of jcstress has no " + field, e);
    }
  }
}
