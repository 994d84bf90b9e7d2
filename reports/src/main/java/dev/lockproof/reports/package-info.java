// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * The {@code lockproof} command: it plans, starts one process per layer, journals, judges last, and
 * alone sets the exit code.
 *
 * <p>Nothing here knows how a layer checks. A layer is a main class behind a class path; a mutant
 * is a folder in front of it; evidence is a line in a journal.
 */
@NullMarked
package dev.lockproof.reports;

import org.jspecify.annotations.NullMarked;
