// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * The real classes on real servers, under faults; what happened is recorded and judged.
 *
 * <p>An {@link dev.lockproof.cluster.Experiment} gets a server and returns evidence. Its clients
 * write histories, which the checker's monitors judge; the histories stay in the work folder, so
 * that anybody may judge them again.
 *
 * <p><b>Conventions.</b> Every call has three outcomes: ok, fail (it surely did nothing) and info
 * (nobody knows). A process that had an info goes on under a new number. Each experiment uses keys
 * of its own and deletes nothing else, so that a server of the user is safe.
 *
 * <p><b>Deliberately absent.</b> Time limits as verdicts: what took too long is inconclusive.
 */
@NullMarked
package dev.lockproof.cluster;

import org.jspecify.annotations.NullMarked;
