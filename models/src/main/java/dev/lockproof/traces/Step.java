// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import java.util.Comparator;
import java.util.List;

/**
 * One step that was seen.
 *
 * @param label the action of the specification whose label it carries
 * @param process who took it, as a value of TLA+
 * @param sees what could be observed after it, as values of TLA+, in the order that the manifest
 *     lists them
 */
public record Step(String label, String process, List<String> sees) implements Comparable<Step> {
  private static final Comparator<Step> ORDER =
      Comparator.comparing(Step::label)
          .thenComparing(Step::process)
          .thenComparing(step -> String.join(",", step.sees));

  /** Copies what is seen. */
  public Step {
    sees = List.copyOf(sees);
  }

  @Override
  public int compareTo(Step other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return label + "(" + process + ")" + (sees.isEmpty() ? "" : " " + sees);
  }
}
