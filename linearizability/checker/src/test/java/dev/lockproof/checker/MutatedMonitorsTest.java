// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static org.assertj.core.api.Assertions.assertThat;

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
    var usedBy = new TreeMap<String, Map<String, List<Known>>>();
    for (MonitorTest.Case it : MonitorTest.cases().toList()) {
      var loader = new Monitors(classes);
      List<Known> histories = histories(it, loader.monitor(it.id()));
      loader.used.forEach(
          name ->
              usedBy
                  .computeIfAbsent(name, n -> new LinkedHashMap<>())
                  .put(it.id() + it.about(), histories));
    }
    var survivors = new TreeSet<String>();
    int count = 0;
    for (String name : usedBy.keySet()) {
      if (name.startsWith(MONITORS)) {
        String shortName = name.substring(MONITORS.length());
        for (Mutation mutation :
            Mutation.of(shortName, Objects.requireNonNull(originals.get(name)))) {
          count++;
          var mutated = new TreeMap<>(classes);
          mutated.put(name, Mutation.fuelled(mutation.bytes()));
          if (!isCaught(new Monitors(mutated), Objects.requireNonNull(usedBy.get(name)))) {
            survivors.add(mutation.id());
          }
        }
      }
    }
    System.out.printf("%d mutated monitors, %d not caught%n", count, survivors.size());
    assertThat(String.join("\n", survivors)).isEqualTo(String.join("\n", equivalent()));
  }

  private static boolean isCaught(Monitors loader, Map<String, List<Known>> cases) {
    for (var entry : cases.entrySet()) {
      try {
        String id =
            MonitorTest.cases()
                .filter(c -> (c.id() + c.about()).equals(entry.getKey()))
                .findFirst()
                .orElseThrow()
                .id();
        Supplier<Judge> monitor = loader.monitor(id);
        for (Known known : entry.getValue()) {
          Mutation.Fuel.fill();
          Result result = monitor.get().judge(known.operations).result();
          boolean open = result == Result.INCONCLUSIVE;
          if (open ? known.decided : result != known.expected) {
            return true;
          }
        }
      } catch (ReflectiveOperationException
          | RuntimeException
          | LinkageError
          | StackOverflowError e) {
        return true;
      }
    }
    return false;
  }

  private static List<Known> histories(MonitorTest.Case it, Supplier<Judge> monitor) {
    Specification specification = Specification.of(it.id());
    var random = new RandomHistories<>(specification.model(), it.shapes(), Differential.SEED);
    var histories = new ArrayList<Known>();
    for (int i = 0; i < Budget.current().histories() / 20; i++) {
      var history = random.next();
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
