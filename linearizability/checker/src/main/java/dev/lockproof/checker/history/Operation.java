// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import org.jspecify.annotations.Nullable;

/**
 * An operation of a history, from its invocation to its completion.
 *
 * <p>Operations are ordered by {@link #call} and {@link #ret} alone, which are positions in the
 * history; the times are for people. Operation A precedes operation B if and only if {@code A.ret()
 * < B.call()}.
 *
 * @param line the line of the file, or the position of the event, counted from one, of the
 *     invocation
 * @param process who invoked it
 * @param f the name of the operation
 * @param key the object it acts upon, or null
 * @param input the value of its invocation
 * @param output the value of its completion; null when that is not {@link Completion#OK}
 * @param completion how it ended
 * @param call the position of its invocation in the history
 * @param ret the position of its completion, or {@link #NEVER} when the outcome is unknown
 * @param callTime when it was invoked
 * @param retTime when it was completed, or {@link Long#MAX_VALUE} when it never was
 */
public record Operation(
    int line,
    int process,
    String f,
    @Nullable String key,
    @Nullable Object input,
    @Nullable Object output,
    Completion completion,
    int call,
    int ret,
    long callTime,
    long retTime) {

  /** The position of a completion that never comes: the operation may take effect at any time. */
  public static final int NEVER = Integer.MAX_VALUE;

  /** Returns whether the operation took effect and its output is known. */
  public boolean isOk() {
    return completion == Completion.OK;
  }

  /** Returns whether nobody knows if the operation took effect. */
  public boolean isInfo() {
    return completion == Completion.INFO;
  }

  /** Returns whether this operation had been completed before the other was invoked. */
  public boolean precedes(Operation other) {
    return ret < other.call;
  }

  /** Returns this operation as it looks to someone who does not know its outcome. */
  public Operation withoutOutcome() {
    return new Operation(
        line, process, f, key, input, null, Completion.INFO, call, NEVER, callTime, Long.MAX_VALUE);
  }

  /** Returns the operation as a person writes it, such as {@code acquire(r) -> 7}. */
  public String describe() {
    var text = new StringBuilder(f).append('(');
    if (key != null) {
      text.append(key).append(input == null ? "" : ", ");
    }
    text.append(input == null ? "" : input).append(')');
    return switch (completion) {
      case OK -> text.append(output == null ? "" : " -> " + output).toString();
      case FAIL -> text.append(" failed").toString();
      case INFO -> text.append(" -> ?").toString();
    };
  }
}
