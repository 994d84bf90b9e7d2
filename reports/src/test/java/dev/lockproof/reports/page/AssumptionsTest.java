// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The lattice says of each broken assumption what happened, and what the model says. */
class AssumptionsTest {
  @Test
  void anAssumptionIsNeededIfTheClaimBreaksWithoutIt() throws Exception {
    String page = Page.render(Sample.report());

    assertThat(Dom.rows(page, "lattice"))
        .map(row -> row.replaceAll("\\s+", " "))
        .containsExactly(
            "claim | without | what then happens | in the model",
            "redis-lease.order | guard-present | a write landed after an access of a later grant"
                + " Counterexample to a write landed after an access of a later grant"
                + " step what happens 1 client 1 is paused at work <b>"
                + " | step | what happens | 1 | client 1 is paused at work <b>"
                + " | violated: redis-lease.order-unguarded",
            "step | what happens",
            "1 | client 1 is paused at work <b>",
            "redis-lease.order | durable-writes + guard-raised"
                + " | nothing was seen in 20,000 schedules | not modelled");
  }
}
