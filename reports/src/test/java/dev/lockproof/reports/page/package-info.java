// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * The page is well-formed, complete, self-contained and safe, and the schema means what it says.
 */
@NullMarked
package dev.lockproof.reports.page;

import org.jspecify.annotations.NullMarked;
