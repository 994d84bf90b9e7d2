// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.util.Optional;

/**
 * What came of one request for a lease.
 *
 * @param lease the lease, if it was granted
 * @param takenMillis how long the resource stays taken at most, if the lease on it is left alone;
 *     negative if for ever
 */
record Attempt<L>(Optional<L> lease, long takenMillis) {}
