// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a claim was seen to break, told so that a person can follow it.
 *
 * @param violated the property, outcome or rule that broke, in the tool's own name
 * @param steps the story as a table: a row a step, each a map from column to value in column order;
 *     empty where the tool gives only text
 * @param text what the tool printed, as far as it helps
 * @param picture an SVG document of shapes and text, or null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Counterexample(
    String violated, List<Map<String, String>> steps, String text, @Nullable String picture) {
  /** The column that says in plain words what happens; told one after the other, it is a story. */
  public static final String SENTENCE = "what happens";

  /** What the line of the text begins with that has the command which shows it again. */
  public static final String REPLAY = "replay: ";

  /** Copies the steps; their order and the order of their columns is kept. */
  public Counterexample {
    steps = List.copyOf(steps);
  }

  /** Creates one without a picture. */
  public Counterexample(String violated, List<Map<String, String>> steps, String text) {
    this(violated, steps, text, null);
  }
}
