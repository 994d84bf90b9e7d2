// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;

/**
 * A linearizability verifier that counts its questions, as Lincheck itself does not say how many
 * interleavings it ran.
 */
public final class CountingVerifier implements Verifier {
  private static final AtomicLong COUNT = new AtomicLong();

  private final Verifier linearizability;

  /** Creates the verifier; called by Lincheck. */
  public CountingVerifier(Class<?> sequentialSpecification) {
    linearizability = new LinearizabilityVerifier(sequentialSpecification);
  }

  @Override
  public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
    COUNT.incrementAndGet();
    return linearizability.verifyResults(scenario, results);
  }

  /** Returns how many results were verified so far. */
  static long count() {
    return COUNT.get();
  }
}
