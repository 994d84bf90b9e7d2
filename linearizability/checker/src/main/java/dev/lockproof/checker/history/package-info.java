// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Histories: operations of processes with completions ok, fail and info, their file format, and a
 * recorder.
 *
 * <p><b>Conventions.</b> {@code ok}: the operation took effect, and its output is known. A refusal
 * is an output too: a tryLock that gives false is {@code ok}. {@code fail}: it surely had no
 * effect, and nothing else is known. {@code info}: nobody knows; it may take effect at any later
 * time. A process whose operation ended so is never used again, and the client goes on as a new
 * process. An operation without a completion is {@code info}.
 */
@NullMarked
package dev.lockproof.checker.history;

import org.jspecify.annotations.NullMarked;
