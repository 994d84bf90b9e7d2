// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, and what the jars that people import must not touch. */
class ArrowsTest {
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<dependency>\\s*<groupId>dev.lockproof</groupId>\\s*<artifactId>(.*?)</artifactId>");

  /** What each module may depend on; a module that is not here has to be thought about first. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("algorithms/local", Set.of("lockproof-testkit")), // tests: contracts
          Map.entry("algorithms/rate", Set.of()),
          Map.entry("algorithms/lease", Set.of()),
          Map.entry("algorithms/redis", Set.of("lockproof-lease", "lockproof-rate")),
          Map.entry("algorithms/micrometer", Set.of("lockproof-lease", "lockproof-redis")), // tests
          Map.entry("reports/journal", Set.of()),
          Map.entry("linearizability/checker", Set.of("lockproof-journal")), // tests: budgets
          Map.entry("linearizability/testkit", Set.of("lockproof-checker")),
          Map.entry("linearizability/servers", Set.of()),
          Map.entry("models", Set.of("lockproof-local", "lockproof-rate", "lockproof-journal")),
          Map.entry(
              "stress",
              Set.of("lockproof-local", "lockproof-rate", "lockproof-redis", "lockproof-journal")),
          Map.entry(
              "linearizability/lincheck",
              Set.of(
                  "lockproof-local",
                  "lockproof-rate",
                  "lockproof-redis",
                  "lockproof-checker",
                  "lockproof-journal")),
          Map.entry(
              "linearizability/simulation",
              Set.of(
                  "lockproof-redis",
                  "lockproof-checker",
                  "lockproof-models", // what is traced is asked of TLC
                  "lockproof-journal")),
          Map.entry(
              "linearizability/cluster",
              Set.of(
                  "lockproof-redis",
                  "lockproof-checker",
                  "lockproof-servers",
                  "lockproof-journal")),
          Map.entry(
              "benchmarks",
              Set.of(
                  "lockproof-local",
                  "lockproof-rate",
                  "lockproof-redis",
                  "lockproof-servers",
                  "lockproof-journal")),
          Map.entry("reports", Set.of("lockproof-journal")));

  /** No dependency between modules is there that the table above does not allow. */
  @Test
  void noArrowTurnsRound() {
    Map<String, List<String>> wrong = new TreeMap<>();
    for (String module : Checkout.modules()) {
      String pom = Workspace.read(Checkout.ROOT.resolve(module).resolve("pom.xml"));
      List<String> found = new ArrayList<>(matches(DEPENDENCY, pom));
      found.removeAll(ARROWS.getOrDefault(module, Set.of()));
      if (!found.isEmpty()) {
        wrong.put(module, found);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(ARROWS.keySet()).containsExactlyInAnyOrderElementsOf(Checkout.modules());
  }

  /**
   * Local locks, limiters and leases need nothing but the JDK, and leases do no I/O and read no
   * clock.
   */
  @Test
  void publishedJarsStandAlone() {
    JavaClasses local = classes("algorithms/local");
    JavaClasses rate = classes("algorithms/rate");
    JavaClasses lease = classes("algorithms/lease");
    for (JavaClasses jar : List.of(local, rate, lease)) {
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "dev.lockproof..", "org.jspecify..")
          .check(jar);
    }
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..", "java.net..", "java.nio.channels..", "java.nio.file..", "java.sql..")
        .check(withoutExceptions(lease));
  }

  /** Algorithms take time and waiting from outside: none sleeps, none reads a clock of its own. */
  @Test
  void timeComesInThroughConstructors() {
    for (String module : List.of("algorithms/local", "algorithms/rate", "algorithms/lease")) {
      noClasses()
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .check(classes(module));
    }
  }

  private static JavaClasses classes(String module) {
    JavaClasses classes =
        new ClassFileImporter().importPath(Checkout.ROOT.resolve(module).resolve("target/classes"));
    assertThat(classes).as("build " + module + " first").isNotEmpty();
    return classes;
  }

  /** Every exception is {@code java.io.Serializable}, which is no I/O. */
  private static JavaClasses withoutExceptions(JavaClasses classes) {
    return classes.that(
        com.tngtech.archunit.base.DescribedPredicate.not(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                java.io.Serializable.class)));
  }

  private static List<String> matches(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
