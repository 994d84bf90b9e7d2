// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Claim;
import dev.lockproof.journal.Evidence;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jetbrains.kotlinx.lincheck.LinCheckerKt;
import org.jetbrains.kotlinx.lincheck.strategy.IncorrectResultsFailure;
import org.jetbrains.kotlinx.lincheck.strategy.LincheckFailure;
import org.jetbrains.kotlinx.lincheck.strategy.ManagedDeadlockFailure;
import org.jetbrains.kotlinx.lincheck.strategy.ManagedLivelockFailure;
import org.jetbrains.kotlinx.lincheck.strategy.ObstructionFreedomViolationFailure;
import org.jetbrains.kotlinx.lincheck.strategy.TimeoutFailure;
import org.jetbrains.kotlinx.lincheck.strategy.ValidationFailure;
import org.jetbrains.kotlinx.lincheck.util.ExceptionResult;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jspecify.annotations.Nullable;

/**
 * One model checking search and what it says about a claim.
 *
 * @param failure what Lincheck found, or null
 * @param trouble why the search did not end as it should, or null
 * @param hung whether it is still running
 * @param interleavings how many interleavings ran to their end
 */
record Search(
    @Nullable LincheckFailure failure,
    @Nullable String trouble,
    boolean hung,
    long interleavings,
    double seconds) {

  /** Searches within {@code budget}, and gives up at its limit. */
  static Search of(LincheckTest test, Budget budget) {
    var task =
        new FutureTask<@Nullable LincheckFailure>(
            () ->
                LinCheckerKt.checkImpl(
                    test.within(budget, new ModelCheckingOptions()), test.getClass()));
    var searcher = new Thread(task, test.getClass().getSimpleName());
    searcher.setDaemon(true);
    long before = CountingVerifier.count();
    long start = System.nanoTime();
    LincheckFailure failure = null;
    String trouble = null;
    boolean hung = false;
    searcher.start();
    try {
      failure = task.get(budget.checkLimit().toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      hung = true;
      trouble = "no end after " + budget.checkLimit().toSeconds() + " s";
    } catch (ExecutionException | InterruptedException e) {
      trouble = "Lincheck itself failed: " + e;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Search(failure, trouble, hung, CountingVerifier.count() - before, seconds);
  }

  /**
   * Finishes {@code evidence}. A result that no order explains breaks a safety claim, a detected
   * deadlock or livelock a liveness claim; a time-out breaks nothing, and an exception from
   * elsewhere says only that something is wrong.
   */
  Evidence judge(Claim claim, Evidence.Builder evidence) {
    if (trouble != null) {
      return hung ? evidence.inconclusive(trouble) : evidence.infra(trouble);
    }
    if (failure == null) {
      return evidence.pass();
    }
    if (failure instanceof TimeoutFailure) {
      return evidence.inconclusive("an interleaving did not end in time");
    }
    String exception = foreignException(failure);
    if (exception != null) {
      return evidence.infra("an operation threw " + exception);
    }
    String broken = broken(failure);
    if (broken == null) {
      return evidence.infra("unexpected " + failure.getClass().getSimpleName());
    }
    boolean liveness = claim.kind().equals("liveness");
    if (liveness == isHang(failure)) {
      return evidence.fail("Lincheck found " + broken, Interleaving.of(broken, failure.toString()));
    }
    return evidence.inconclusive("the search ended at another violation: " + broken);
  }

  private static @Nullable String broken(LincheckFailure failure) {
    if (failure instanceof IncorrectResultsFailure) {
      return "results that no sequential order explains";
    }
    if (failure instanceof ManagedDeadlockFailure) {
      return "a deadlock";
    }
    if (failure instanceof ManagedLivelockFailure) {
      return "a livelock";
    }
    if (failure instanceof ObstructionFreedomViolationFailure) {
      return "an operation that waits where none may";
    }
    return failure instanceof ValidationFailure ? "an invalid state" : null;
  }

  private static boolean isHang(LincheckFailure failure) {
    return !(failure instanceof IncorrectResultsFailure || failure instanceof ValidationFailure);
  }

  /** Returns the first result that is an exception not declared in this project, or null. */
  private static @Nullable String foreignException(LincheckFailure failure) {
    return failure.getResults().getThreadsResultsWithClock().stream()
        .flatMap(List::stream)
        .map(result -> result.getResult())
        .filter(ExceptionResult.class::isInstance)
        .map(result -> ((ExceptionResult) result).getThrowable().getClass().getName())
        .filter(name -> !name.startsWith("dev.lockproof."))
        .findFirst()
        .orElse(null);
  }
}
