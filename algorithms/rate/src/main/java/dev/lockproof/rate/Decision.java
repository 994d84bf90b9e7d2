// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import java.time.Duration;

/**
 * What a limiter says to a request. The times count from the moment at which the request read the
 * clock, are exact to the nanosecond, and take into account whoever was admitted before the answer.
 *
 * @param allowed whether the request was admitted and has its permits
 * @param remaining the permits that a request at that moment could still have got
 * @param retryAfter when the same request would be admitted, if nobody else is until then; zero for
 *     one that was
 * @param resetAfter when the limiter will be as good as new, if nobody is admitted until then
 */
public record Decision(boolean allowed, long remaining, Duration retryAfter, Duration resetAfter) {}
