// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.lincheck.LincheckTest;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;

/**
 * Claims signal.wakeup, signal.visibility: a waiter returns, and with what the raiser wrote.
 *
 * <p>In this package because Signal is private to it. The waiter that parks at once has a scenario
 * of its own: Lincheck leaves a spinning loop before its end.
 */
@Tag("signal.wakeup")
@Tag("signal.visibility")
@NullMarked
public class SignalLincheckTest extends LincheckTest {
  private final Signal signal = new Signal();
  private int message;

  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(race("raise", "await"), race("raise", "park"));
  }

  /** Writes, then raises. */
  @Operation
  public void raise() {
    message = 1;
    signal.raise();
  }

  /** Waits, then reads. */
  @Operation(blocking = true)
  public int await() {
    signal.await();
    return message;
  }

  /** Waits without spinning, then reads. */
  @Operation(blocking = true)
  public int park() {
    signal.park();
    return message;
  }

  /** A signal without threads; a wait that would not end has a result that cannot be. */
  public static class Sequential {
    private int message = -1;

    /** Writes. */
    public void raise() {
      message = 1;
    }

    /** Reads. */
    public int await() {
      return message;
    }

    /** Reads. */
    public int park() {
      return message;
    }
  }
}
