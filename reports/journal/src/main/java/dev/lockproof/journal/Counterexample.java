// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import java.util.List;
import java.util.Map;

/**
 * How a claim was seen to break, told so that a person can follow it.
 *
 * @param violated the property, outcome or rule that broke, in the tool's own name
 * @param steps the story as a table: a row a step, each a map from column to value in column order;
 *     empty where the tool gives only text
 * @param text what the tool printed, as far as it helps
 */
public record Counterexample(String violated, List<Map<String, String>> steps, String text) {
  /** Copies the steps; their order and the order of their columns is kept. */
  public Counterexample {
    steps = List.copyOf(steps);
  }
}
