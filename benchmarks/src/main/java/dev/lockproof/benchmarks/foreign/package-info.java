// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * What the limiters that people pick admit, beside the specification of ours.
 *
 * <p>{@link dev.lockproof.benchmarks.foreign.ForeignLimiters} puts the same schedules to all of
 * them, in virtual time where they take a clock. It is no judgement: each of them says what it
 * does, and it is another thing than burst + rate × length in all windows.
 */
@NullMarked
package dev.lockproof.benchmarks.foreign;

import org.jspecify.annotations.NullMarked;
