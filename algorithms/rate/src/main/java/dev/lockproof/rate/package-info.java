// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Rate limiters for the threads of one process, each tied to claims and their evidence.
 *
 * <p>All keep one specification: the permits admitted in <em>any</em> window of time are at most
 * burst + rate × length of the window, and no request is refused that this would let through.
 * {@link dev.lockproof.rate.TokenBucket} is the limiter to take; {@link
 * dev.lockproof.rate.LockedBucket} if burst and rate are to be changed while it is in use. {@link
 * dev.lockproof.rate.StripedBucket} is for many processors, keeps the bound and refuses a little
 * more. Where a full bucket's burst on top of the rate is too much, {@link
 * dev.lockproof.rate.SlidingWindowLog} admits no more than the burst within the time in which a
 * bucket fills, at the price of remembering each permit; {@link
 * dev.lockproof.rate.SlidingWindowCounter}, which only estimates that, does not. {@link
 * dev.lockproof.rate.FairBucket} lets requests wait, first come, first served; {@link
 * dev.lockproof.rate.LeakyBucket} does so too and lets them leave evenly spaced, with no burst at
 * all, for what cannot stand one. {@link dev.lockproof.rate.KeyedLimiter} has a bucket for each of
 * many keys, and forgets those that are full.
 *
 * <p><b>Memory consistency properties.</b> None: a limiter counts, and hands nothing from one
 * thread to another.
 *
 * <p><b>Conventions.</b> {@code tryAcquire} answers as {@link
 * java.util.concurrent.Semaphore#tryAcquire()} does; {@code decide} does the same and says more. A
 * clock is a {@link java.util.function.LongSupplier} of nanoseconds from any origin, as {@link
 * java.lang.System#nanoTime} is. Arithmetic is on integers, so nothing drifts; what would not fit
 * is refused by the constructor. Each atomic step carries a label, the name of the action in the
 * TLA+ specification.
 *
 * <p>Deliberately absent: warm-up, as it is another specification.
 */
@NullMarked
package dev.lockproof.rate;

import org.jspecify.annotations.NullMarked;
