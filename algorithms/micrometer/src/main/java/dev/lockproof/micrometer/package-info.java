// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/** What leases do, as meters of Micrometer: {@link dev.lockproof.micrometer.LeaseMeters}. */
@NullMarked
package dev.lockproof.micrometer;

import org.jspecify.annotations.NullMarked;
