// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Samples of what this JVM on this processor does with the real classes, by jcstress.
 *
 * <p>A class {@code <Algorithm>Stress} holds one nested test a claim, named by the operations that
 * race. {@link dev.lockproof.stress.StressLayer} finds the tests in the list that jcstress's
 * annotation processor writes, runs those that are asked for and grades what was seen.
 *
 * <p><b>Conventions of a test.</b>
 *
 * <ul>
 *   <li>Two actors, because more than there are processors are silently not run.
 *   <li>{@code @Ref} names the one claim that it samples; so does its comment.
 *   <li>Outcomes stand in a class named by the property, or on the test where no sibling shares
 *       them. Each has a {@code desc}. The last has no id and is FORBIDDEN.
 *   <li>Each ACCEPTABLE outcome is a witness: a run that never shows it is inconclusive. What may
 *       really be too rare to be seen is ACCEPTABLE_INTERESTING.
 *   <li>A broken claim shows as a FORBIDDEN outcome. An exception that leaves an actor only tells
 *       that something is wrong, and is no evidence about the claim.
 * </ul>
 */
@NullMarked
package dev.lockproof.stress;

import org.jspecify.annotations.NullMarked;
