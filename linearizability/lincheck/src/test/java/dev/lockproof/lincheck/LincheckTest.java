// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.journal.Budget;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ManagedOptions;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

/**
 * A Lincheck test: the operations of a subclass, run concurrently, give results that its sequential
 * specification gives in some order.
 *
 * <p>A subclass is public, is named {@code <Algorithm>LincheckTest}, cites its claims by {@code
 * Tag}, and holds the fields, the {@code @Operation} methods and a public nested class {@code
 * Sequential} with the same methods. An operation that waits is {@code blocking}; its counterpart
 * in {@code Sequential} must not wait, as nothing could interrupt it there. One that is not must be
 * obstruction-free: to wait for a thread that is not scheduled is a failure. An operation lets the
 * claim itself be seen to break: a result that no order explains is a counterexample, an exception
 * from elsewhere is not.
 *
 * <p>What passes is sampled, never proved: scenarios and switches are chosen at random, though
 * always the same ones. Model checking here is sequentially consistent and cannot see a missing
 * release, which is the work of stress and litmus; its park may wake up for no reason, so it cannot
 * see a lost wake-up either, which is the work of model. Lincheck's stress strategy is left out: it
 * differs from run to run, and jcstress samples real threads better.
 *
 * <p>Three threads, as two are too few for a waiter behind a waiter; two operations in each, as one
 * never meets what its own thread has left behind.
 */
public abstract class LincheckTest {
  /** How far the tests go, so that all quick checks of a subject stay short; the layer goes on. */
  private static final Budget TESTS = Budget.SMOKE;

  private static final int THREADS = 3;
  private static final int OPERATIONS = 2;

  /** Every explored interleaving has results that the sequential specification explains. */
  @Test
  public final void modelChecking() {
    within(TESTS, new ModelCheckingOptions()).check(getClass());
  }

  /** Returns the scenarios to check, where random ones make no sense. */
  protected List<ExecutionScenario> scenarios() {
    return List.of();
  }

  /** Returns the methods whose steps are one step to the others; none, as a rule. */
  protected List<ManagedStrategyGuarantee> guarantees() {
    return List.of();
  }

  /** Returns whether a loop that only reads waits for another thread; so it is, as a rule. */
  protected boolean readingIsWaiting() {
    return true;
  }

  /**
   * Returns the scenario in which each of {@code sequences} runs in a thread of its own: the names
   * of operations, with spaces between them.
   */
  protected final ExecutionScenario race(String... sequences) {
    List<List<Actor>> threads =
        Arrays.stream(sequences)
            .map(sequence -> Arrays.stream(sequence.split(" ", -1)).map(this::call).toList())
            .toList();
    return new ExecutionScenario(List.of(), threads, List.of(), null);
  }

  private Actor call(String operation) {
    try {
      Method method = getClass().getMethod(operation);
      return new Actor(method, List.of(), false, method.getAnnotation(Operation.class).blocking());
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(getClass() + " has no operation " + operation, e);
    }
  }

  final <O extends ManagedOptions<O, ?>> O within(Budget budget, O options) {
    List<ExecutionScenario> fixed = scenarios();
    fixed.forEach(options::addCustomScenario);
    guarantees().forEach(options::addGuarantee);
    return options
        .iterations(fixed.isEmpty() ? budget.lincheckIterations() : 0)
        .invocationsPerIteration(budget.lincheckInvocations())
        .threads(THREADS)
        .actorsPerThread(OPERATIONS)
        .actorsBefore(0)
        .actorsAfter(0)
        .checkObstructionFreedom(true)
        .enableAwaitLoopsAnalysis(readingIsWaiting())
        .verifier(CountingVerifier.class)
        .sequentialSpecification(sequential());
  }

  final Map<String, Object> bounds(Budget budget) {
    List<ExecutionScenario> fixed = scenarios();
    Map<String, Object> bounds = new TreeMap<>();
    bounds.put("memory model", "sequentially consistent");
    bounds.put("interleavings per scenario", budget.lincheckInvocations());
    if (fixed.isEmpty()) {
      bounds.put("random scenarios", budget.lincheckIterations());
      bounds.put("threads", THREADS);
      bounds.put("operations per thread", OPERATIONS);
    } else {
      bounds.put("fixed scenarios", fixed.size());
    }
    return bounds;
  }

  private Class<?> sequential() {
    return Arrays.stream(getClass().getClasses()) // with those of its superclasses
        .filter(nested -> nested.getSimpleName().equals("Sequential"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(getClass() + " lacks a class Sequential"));
  }
}
