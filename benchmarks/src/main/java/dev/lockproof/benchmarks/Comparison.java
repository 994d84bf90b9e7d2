// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import static java.util.Comparator.comparing;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A declared benchmark method and what it asks about one subject.
 *
 * @param method the method
 * @param cost its question
 * @param claim the id of the claim about cost
 * @param implementation the subject among the {@link #implementations}
 */
record Comparison(Method method, Cost cost, String claim, String implementation) {

  /** Returns the benchmarks on the class path, in the order of their names. */
  static List<Comparison> declared() {
    var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    return BenchmarkList.defaultList().getAll(silent, List.of()).stream()
        .map(entry -> method(entry.getUserClassQName(), entry.getUsername()))
        .flatMap(Comparison::of)
        .sorted(comparing(Comparison::check).thenComparing(Comparison::claim))
        .toList();
  }

  private static Stream<Comparison> of(Method method) {
    Cost cost = method.getAnnotation(Cost.class);
    List<Object> constants = constants(method).toList();
    if (!cost.claim().isEmpty()) {
      return Stream.of(new Comparison(method, cost, cost.claim(), "" + constants.get(0)));
    }
    return constants.stream()
        .filter(constant -> !claimOf(constant).isEmpty())
        .map(constant -> new Comparison(method, cost, claimOf(constant), "" + constant));
  }

  private static String claimOf(Object constant) {
    return constant instanceof Claimant claimant ? claimant.claim() : "";
  }

  private static Method method(String type, String name) {
    try {
      String simple = name.substring(name.lastIndexOf('.') + 1);
      return Arrays.stream(Class.forName(type).getMethods())
          .filter(method -> method.getName().equals(simple))
          .findFirst()
          .orElseThrow();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the list of benchmarks is stale", e);
    }
  }

  /** Returns the name in evidence: {@code LocalLockBenchmark.contended}. */
  String check() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /** Returns the pattern by which JMH finds this benchmark and no other. */
  String include() {
    return "^" + Pattern.quote(method.getDeclaringClass().getName() + "." + method.getName()) + "$";
  }

  /** Returns the id of the subject that makes the claim. */
  String subject() {
    return claim.substring(0, claim.indexOf('.'));
  }

  /** Returns whether the benchmark has a client, which has to be placed, and needs a server. */
  boolean needsServer() {
    return Arrays.stream(method.getDeclaringClass().getFields())
        .anyMatch(field -> isParam(field) && field.getType() == Placement.class);
  }

  /** Returns the subjects of {@code comparisons}, which ask the same, and what has no claim. */
  static List<String> implementations(List<Comparison> comparisons) {
    Set<String> subjects =
        comparisons.stream().map(Comparison::implementation).collect(Collectors.toSet());
    return constants(comparisons.get(0).method)
        .filter(constant -> claimOf(constant).isEmpty() || subjects.contains("" + constant))
        .map(Object::toString)
        .toList();
  }

  private static Stream<Object> constants(Method method) {
    return Arrays.stream(method.getDeclaringClass().getFields())
        .filter(field -> isParam(field) && field.getName().equals("implementation"))
        .flatMap(field -> Arrays.stream(field.getType().getEnumConstants()));
  }

  private static boolean isParam(Field field) {
    return field.isAnnotationPresent(Param.class);
  }
}
