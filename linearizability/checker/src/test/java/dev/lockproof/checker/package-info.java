// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/** Tests of the checker. */
@NullMarked
package dev.lockproof.checker;

import org.jspecify.annotations.NullMarked;
