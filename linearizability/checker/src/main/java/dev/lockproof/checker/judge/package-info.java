// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/** Verdicts, and the generic search that comes to one for any model. */
@NullMarked
package dev.lockproof.checker.judge;

import org.jspecify.annotations.NullMarked;
