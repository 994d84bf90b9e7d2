// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict.Result;
import dev.lockproof.checker.monitor.StackMonitor;
import dev.lockproof.journal.Budget;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The comparison of monitors with search is worth something: it tells each changed monitor from the
 * right one, unless the change is known to make no difference.
 */
class MutatedMonitorsTest {
  private static final String MONITORS = StackMonitor.class.getPackageName() + '.';

  /** A history with its verdict by search, and whether the monitor decides it. */
  private record Known(List<Operation> operations, Result expected, boolean decided) {}

  /** Defines the monitors anew, with one of them changed. */
  private static final class Monitors extends ClassLoader {
    private final Map<String, byte[]> classes;
    private final Set<String> used = new HashSet<>();

    Monitors(Map<String, byte[]> classes) {
      super(MutatedMonitorsTest.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        byte[] bytes = classes.get(name);
        Class<?> known = findLoadedClass(name);
        if (bytes == null || known != null) {
          return known == null ? super.loadClass(name, resolve) : known;
        }
        used.add(name);
        return defineClass(name, bytes, 0, bytes.length);
      }
    }

    @SuppressWarnings("unchecked")
    Supplier<Judge> monitor(String id) throws ReflectiveOperationException {
      Class<?> type = loadClass(Specification.class.getName());
      Object specification = type.getMethod("of", String.class).invoke(null, id);
      return (Supplier<Judge>)
          Objects.requireNonNull(type.getMethod("monitor").invoke(specification));
    }
  }

  @Test
  void eachIsCaught() throws Exception {
    Map<String, byte[]> originals = classes();
    var classes = new TreeMap<>(originals);
    classes.replaceAll((name, bytes) -> Mutation.fuelled(bytes));
    var cases = new LinkedHashMap<MonitorTest.Case, List<Known>>();
    var users = new TreeMap<String, List<MonitorTest.Case>>();
    for (MonitorTest.Case it : MonitorTest.cases().toList()) {
      var loader = new Monitors(classes);
      cases.put(it, histories(it, loader.monitor(it.id())));
      loader.used.stream()
          .filter(name -> name.startsWith(MONITORS))
          .forEach(name -> users.computeIfAbsent(name, n -> new ArrayList<>()).add(it));
    }
    var survivors = new TreeSet<String>();
    int count = 0;
    for (var entry : users.entrySet()) {
      String name = entry.getKey();
      byte[] original = Objects.requireNonNull(originals.get(name));
      for (Mutation mutation : Mutation.of(name.substring(MONITORS.length()), original)) {
        count++;
        var mutated = new TreeMap<>(classes);
        mutated.put(name, Mutation.fuelled(mutation.bytes()));
        var loader = new Monitors(mutated);
        if (entry.getValue().stream()
            .noneMatch(it -> isCaught(loader, it, cases.getOrDefault(it, List.of())))) {
          survivors.add(mutation.id());
        }
      }
    }
    System.out.printf("%d mutated monitors, %d not caught%n", count, survivors.size());
    assertThat(String.join("\n", survivors)).isEqualTo(String.join("\n", equivalent()));
  }

  private static boolean isCaught(Monitors loader, MonitorTest.Case it, List<Known> histories) {
    try {
      Supplier<Judge> monitor = loader.monitor(it.id());
      for (Known known : histories) {
        Mutation.Fuel.fill();
        Result result = monitor.get().judge(known.operations).result();
        boolean open = result == Result.INCONCLUSIVE;
        if (open ? known.decided : result != known.expected) {
          return true;
        }
      }
      return false;
    } catch (ReflectiveOperationException
        | RuntimeException
        | LinkageError
        | StackOverflowError e) {
      return true;
    }
  }

  private static List<Known> histories(MonitorTest.Case it, Supplier<Judge> monitor) {
    Specification specification = Specification.of(it.id());
    var random =
        new RandomHistories<>(
            specification.model(), it.shapes(), Differential.OPERATIONS, Differential.SEED);
    var histories = new ArrayList<Known>();
    var all = new ArrayList<>(BorderHistories.of(it));
    IntStream.range(0, Math.max(5_000, Budget.current().histories() / 20))
        .forEach(i -> all.add(random.next()));
    for (History history : all) {
      Mutation.Fuel.fill();
      boolean decided = monitor.get().judge(history.operations()).result() != Result.INCONCLUSIVE;
      histories.add(
          new Known(history.operations(), Differential.expected(specification, history), decided));
    }
    return histories;
  }

  /** Returns the classes of all monitors, and the one that makes them. */
  private static Map<String, byte[]> classes() throws IOException, URISyntaxException {
    var classes = new TreeMap<String, byte[]>();
    for (Class<?> type : List.of(StackMonitor.class, Specification.class)) {
      var url = Objects.requireNonNull(type.getResource(type.getSimpleName() + ".class"));
      try (var files = Files.list(Path.of(url.toURI()).getParent())) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
          String name = String.valueOf(file.getFileName()).replace(".class", "");
          if (type.equals(StackMonitor.class) || name.equals("Specification")) {
            classes.put(type.getPackageName() + '.' + name, Files.readAllBytes(file));
          }
        }
      }
    }
    return classes;
  }

  private static Set<String> equivalent() throws IOException {
    var lines = new TreeSet<String>();
    try (var in =
        Objects.requireNonNull(
            MutatedMonitorsTest.class.getResourceAsStream("/equivalent-mutants.txt"))) {
      new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> lines.add(line.replaceFirst("  .*", "")));
    }
    return lines;
  }
}
