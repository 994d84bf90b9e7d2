// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Lincheck tests, and the layer process that turns them into evidence.
 *
 * <p>{@link dev.lockproof.lincheck.LincheckTest} says how to write one and what it cannot see. The
 * tests are main classes of this module, because they are what it is for: Surefire and {@link
 * dev.lockproof.lincheck.LincheckLayer} run the same ones.
 */
@NullMarked
package dev.lockproof.lincheck;

import org.jspecify.annotations.NullMarked;
