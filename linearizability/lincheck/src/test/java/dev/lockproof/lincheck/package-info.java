// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Lincheck tests, and the layer process that turns them into evidence.
 *
 * <p>{@link dev.lockproof.lincheck.LincheckTest} says how to write one and what it cannot see. All
 * of this module is test code: Surefire and {@link dev.lockproof.lincheck.LincheckLayer} run the
 * same tests.
 */
@NullMarked
package dev.lockproof.lincheck;

import org.jspecify.annotations.NullMarked;
