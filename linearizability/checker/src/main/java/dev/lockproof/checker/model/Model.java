// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import dev.lockproof.checker.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A sequential specification: a first state, and what an operation does to a state.
 *
 * <p>States are immutable values with {@code equals} and {@code hashCode}. The history of one key
 * is linearizable with respect to a model if its operations can be put into an order that keeps
 * their precedence and that {@link #step} accepts from {@link #init} on. Every operation of outcome
 * {@code ok} is in that order, every one of outcome {@code info} may be, and none of outcome {@code
 * fail} is.
 *
 * @param <S> the state
 */
public interface Model<S> {

  /** Returns the state before the first operation. */
  S init();

  /**
   * Returns the state after an operation, or null when the operation cannot happen, or not with
   * this output, in this state.
   *
   * <p>An operation of outcome {@code info} has no output. The step is then its effect, supposing
   * that it has one; it must make possible at least what any output would have made possible.
   */
  @Nullable S step(S state, Operation operation);

  /**
   * Returns what makes an operation meaningless to this model, such as an unknown name or a value
   * of the wrong type, or null if nothing does. Only meaningful operations are given to {@link
   * #step}.
   */
  @Nullable String defect(Operation operation);

  /**
   * Returns whether an operation of outcome {@code ok} leaves every state as it is in which it is
   * legal, like a read or a refusal. The search then need not ask when to linearize it. It is
   * always right to say no.
   */
  default boolean isReadOnly(Operation operation) {
    return false;
  }

  /** Returns a state in words, to complete the sentence "the object is ...". */
  default String describe(S state) {
    return String.valueOf(state);
  }
}
