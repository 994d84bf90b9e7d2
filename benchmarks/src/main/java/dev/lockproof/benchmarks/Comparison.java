// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A declared benchmark method and what it asks.
 *
 * @param method the method
 * @param cost its question
 */
record Comparison(Method method, Cost cost) {

  /** Returns the benchmarks on the class path, in the order of their names. */
  static List<Comparison> declared() {
    var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    return BenchmarkList.defaultList().getAll(silent, List.of()).stream()
        .map(entry -> method(entry.getUserClassQName(), entry.getUsername()))
        .map(method -> new Comparison(method, method.getAnnotation(Cost.class)))
        .sorted((a, b) -> a.check().compareTo(b.check()))
        .toList();
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

  /** Returns the name in evidence: {@code ClhLockBenchmark.contended}. */
  String check() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /** Returns the pattern by which JMH finds this benchmark and no other. */
  String include() {
    return "^" + Pattern.quote(method.getDeclaringClass().getName() + "." + method.getName()) + "$";
  }

  /** Returns the id of the subject that makes the claim. */
  String subject() {
    return cost.claim().substring(0, cost.claim().indexOf('.'));
  }

  /** Returns whether the benchmark has a client, which has to be placed, and needs a server. */
  boolean needsServer() {
    return Arrays.stream(method.getDeclaringClass().getFields())
        .anyMatch(field -> isParam(field) && field.getType() == Placement.class);
  }

  /** Returns the implementations, the subject first. */
  List<String> implementations() {
    return Arrays.stream(method.getDeclaringClass().getFields())
        .filter(field -> isParam(field) && field.getName().equals("implementation"))
        .flatMap(field -> Arrays.stream(field.getType().getEnumConstants()))
        .map(Object::toString)
        .toList();
  }

  private static boolean isParam(Field field) {
    return field.isAnnotationPresent(Param.class);
  }
}
