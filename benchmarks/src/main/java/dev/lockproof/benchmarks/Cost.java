// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a benchmark method asks, and the claim that the answer bears on. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Cost {

  /** Returns the id of the claim about cost; empty where each {@link Claimant} has its own. */
  String claim() default "";

  /** Returns the question in a sentence. */
  String question();

  /** Returns the implementations that each subject is compared with: with the best of them. */
  String[] against();

  /** Returns how many times as much the subject may cost, as the claim says; none by default. */
  double atMost() default Double.POSITIVE_INFINITY;

  /**
   * Returns the implementation that does only what none can do without, such as to read the clock;
   * empty if there is none.
   */
  String apartFrom() default "";

  /** Returns how many times as much the subject may cost, apart from that, as the claim says. */
  double atMostApart() default Double.POSITIVE_INFINITY;
}
