// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import java.util.List;

/**
 * One step of a run, as the specification names it.
 *
 * @param label the action
 * @param actor who took it: one process's steps have one actor
 * @param request the request that it sends, serves or hears of, or 0
 * @param arguments which step of that action it is, as numbers of TLA+; of more than one, the
 *     others say what nobody sees, such as how a clock runs
 * @param sees what could be observed after it, likewise
 */
public record RunStep(
    String label, String actor, int request, List<Integer> arguments, List<Integer> sees) {
  /** The actor of the passing of time. */
  public static final String TIME = "time";

  /** The actor of what the one server does. */
  public static final String SERVER = "server";

  /** The actor of what befalls messages. */
  public static final String NETWORK = "network";

  /** Copies the numbers. */
  public RunStep {
    arguments = List.copyOf(arguments);
    sees = List.copyOf(sees);
  }

  RunStep labelled(String other) {
    return new RunStep(other, actor, request, arguments, sees);
  }

  RunStep of(List<Integer> others) {
    return new RunStep(label, actor, request, others, sees);
  }

  RunStep seeing(List<Integer> others) {
    return new RunStep(label, actor, request, arguments, others);
  }

  @Override
  public String toString() {
    return label + arguments + " sees " + sees;
  }
}
