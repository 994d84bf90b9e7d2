// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Decides small multi-threaded programs under a formal model of Java's access modes, by enumerating
 * every execution.
 *
 * <p>The model is JAM21 (Bender and Palsberg, OOPSLA 2019; Liu, Bender and Palsberg, ECOOP 2022).
 * It is <em>a</em> formal model, not the language specification: {@link dev.lockproof.litmus.Axiom}
 * states each rule, and where this package goes beyond the paper.
 *
 * <p>To choose: {@link dev.lockproof.litmus.LitmusTest} reads a test, in which threads may call
 * methods of real classes; {@link dev.lockproof.litmus.Enumeration} decides it; {@link
 * dev.lockproof.litmus.Witness} draws an execution.
 *
 * <p><b>Conventions.</b> A value is an {@code Integer} or a {@link dev.lockproof.litmus.Ref}; null,
 * false and 0 are one value, 0. A location is a name, {@code x} or {@code object.field}. Relations
 * are rows of bits, one row an event, which bounds an execution to 64 events.
 */
@NullMarked
package dev.lockproof.litmus;

import org.jspecify.annotations.NullMarked;
