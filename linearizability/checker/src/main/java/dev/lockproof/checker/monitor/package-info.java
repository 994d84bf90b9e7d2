// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Monitors: judges for one model each, in O(n log n) where search is exponential.
 *
 * <p>Each class comment states a theorem and proves it. Positions of a history are distinct, and an
 * operation may take effect at any position {@code p} with {@code call <= p < ret}, just after the
 * event there; several operations may do so one after the other.
 */
@NullMarked
package dev.lockproof.checker.monitor;

import org.jspecify.annotations.NullMarked;
