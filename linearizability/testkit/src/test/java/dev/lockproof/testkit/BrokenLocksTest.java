// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Each broken lock fails the tests that are about what it breaks; each test fails for one. */
class BrokenLocksTest {
  private static final List<Class<?>> CONTRACTS =
      List.of(
          MutexContract.class,
          OwnershipContract.class,
          NonReentrantContract.class,
          ReentrantContract.class,
          FairContract.class,
          InterruptibleContract.class,
          TimedContract.class,
          ConditionContract.class,
          ReentrantConditionContract.class,
          SemaphoreContract.class);

  /** Which tests each broken lock failed: all run at a time, as what is broken often hangs. */
  private static final Map<Class<?>, Set<String>> FAILED =
      EngineTestKit.engine("junit-jupiter")
          .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
          .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
          .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
          .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "32")
          .selectors(broken().map(DiscoverySelectors::selectClass).toList())
          .execute()
          .testEvents()
          .failed()
          .stream()
          .map(event -> (MethodSource) event.getTestDescriptor().getSource().orElseThrow())
          .collect(
              Collectors.groupingBy(
                  MethodSource::getJavaClass,
                  Collectors.mapping(MethodSource::getMethodName, Collectors.toSet())));

  /** A lock that is broken fails the tests that its annotation names, and no others. */
  @ParameterizedTest(name = "{0}")
  @org.junit.jupiter.params.provider.MethodSource("broken")
  void brokenLocksFail(Class<?> lock) {
    assertThat(FAILED.getOrDefault(lock, Set.of())).containsExactlyInAnyOrder(expected(lock));
  }

  /** Every test of every contract fails for some broken lock. */
  @Test
  void everyTestFailsForSome() {
    Set<String> failing =
        broken()
            .flatMap(lock -> Arrays.stream(expected(lock)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(failing).containsExactlyElementsOf(tests());
  }

  private static String[] expected(Class<?> lock) {
    return Objects.requireNonNull(lock.getAnnotation(Fails.class)).value();
  }

  static Stream<Class<?>> broken() {
    return Stream.of(BrokenLocks.class, BrokenConditions.class, BrokenSemaphores.class)
        .flatMap(all -> Arrays.stream(all.getDeclaredClasses()))
        .filter(type -> type.isAnnotationPresent(Fails.class));
  }

  private static Set<String> tests() {
    return CONTRACTS.stream()
        .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
        .filter(
            method ->
                method.isAnnotationPresent(Test.class)
                    || method.isAnnotationPresent(ParameterizedTest.class))
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
