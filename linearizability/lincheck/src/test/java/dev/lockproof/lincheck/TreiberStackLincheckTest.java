// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.local.TreiberStack;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;

/** Claims treiber.linearizable, treiber.progress: a stack, in which no operation waits. */
@Tag("treiber.linearizable")
@Tag("treiber.progress")
public class TreiberStackLincheckTest extends LincheckTest {
  private final TreiberStack<Integer> stack = new TreiberStack<>();

  /** Creates a stack of two elements. */
  public TreiberStackLincheckTest() {
    stack.push(1);
    stack.push(2);
  }

  /** The races that matter; of random scenarios most have none of them. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(
        race("pop pop", "pop pop", "pushThree"), // the top leaves, and would come back if recycled
        race("pushThree pop", "pushFour pop", "peek isEmpty"),
        race("pop isEmpty", "pop peek", "pop pushThree"));
  }

  /** Pushes 3. */
  @Operation
  public void pushThree() {
    stack.push(3);
  }

  /** Pushes 4. */
  @Operation
  public void pushFour() {
    stack.push(4);
  }

  /** Pops. */
  @Operation
  public @Nullable Integer pop() {
    return stack.pop();
  }

  /** Peeks. */
  @Operation
  public @Nullable Integer peek() {
    return stack.peek();
  }

  /** Looks. */
  @Operation
  public boolean isEmpty() {
    return stack.isEmpty();
  }

  /** A stack without threads. */
  public static class Sequential {
    private final Deque<Integer> stack = new ArrayDeque<>(List.of(2, 1));

    /** Pushes 3. */
    public void pushThree() {
      stack.push(3);
    }

    /** Pushes 4. */
    public void pushFour() {
      stack.push(4);
    }

    /** Pops. */
    public @Nullable Integer pop() {
      return stack.poll();
    }

    /** Peeks. */
    public @Nullable Integer peek() {
      return stack.peek();
    }

    /** Looks. */
    public boolean isEmpty() {
      return stack.isEmpty();
    }
  }
}
