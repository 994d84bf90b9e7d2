// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One sentence that a subject answers for.
 *
 * @param kind {@code safety}, {@code liveness}, {@code order} or {@code bound}
 * @param expect {@code holds}, or {@code violated} where a named assumption is broken on purpose
 * @param breaks the assumption that is broken, for an expected violation
 * @param assumptions what has to be true of the world for the sentence to hold
 * @param notApplicable layer ids that cannot say anything about it, each with the reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Claim(
    String id,
    String text,
    String kind,
    String expect,
    @Nullable String breaks,
    List<String> assumptions,
    Map<String, String> notApplicable) {

  /** Fills in what a claims file may leave out. */
  public Claim {
    assumptions = assumptions == null ? List.of() : List.copyOf(assumptions);
    notApplicable = notApplicable == null ? Map.of() : notApplicable;
  }

  /** Returns whether a violation is what the claim expects. */
  public boolean expectsViolation() {
    return expect.equals("violated");
  }
}
