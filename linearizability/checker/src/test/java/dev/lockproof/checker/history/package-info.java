// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/** Tests of histories and their formats. */
@NullMarked
package dev.lockproof.checker.history;

import org.jspecify.annotations.NullMarked;
