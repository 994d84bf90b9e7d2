// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * The evidence format, the budgets and the contract of a layer process.
 *
 * <p>A layer is a program that runs checks and appends one line per piece of evidence to a journal;
 * {@link dev.lockproof.journal.LayerRun} is its whole contract with the orchestrator. The
 * orchestrator reads journals and nothing else.
 *
 * <p><b>Conventions.</b> The journal is NDJSON: one JSON object per line, appended and flushed as
 * soon as it is known, so that a killed run loses at most the check under way. Counts are never
 * written beside a check; they come from {@link dev.lockproof.journal.Budget}.
 */
@NullMarked
package dev.lockproof.journal;

import org.jspecify.annotations.NullMarked;
