// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the subject that a check weakened, to see whether the claim needs it as strong as it
 * is; or an assumption that a check broke, to see whether the claim needs it at all.
 *
 * @param name what it is, such as {@code Signal.raise getAndSet} or {@code durable-writes}
 * @param strength how strong it is, such as {@code volatile} or {@code assumed}
 * @param weaker what was put in its place, strongest first; empty if there is nothing weaker
 */
public record Part(String name, String strength, List<Weaker> weaker) {
  /** Copies the list. */
  public Part {
    weaker = List.copyOf(weaker);
  }

  /**
   * What was put in the place of a part.
   *
   * @param counterexample how the claim breaks then, or null if it still holds
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Weaker(String name, @Nullable Counterexample counterexample) {}
}
