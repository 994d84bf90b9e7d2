// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Leases: exclusive use of a resource for a limited time, granted by a store, and the guards that
 * refuse what a former holder still does.
 *
 * <p>A store implements {@link dev.lockproof.lease.Leases}. One that issues monotone tokens grants
 * {@link dev.lockproof.lease.FencedLease}; one that cannot grants a plain {@link
 * dev.lockproof.lease.Lease}, which is good for efficiency and not for safety. Whatever a lease
 * protects should stand behind a {@link dev.lockproof.lease.Guard}: the holder raises it before its
 * first read, and nothing that carries a smaller token passes afterwards.
 *
 * <p><b>Memory consistency properties.</b> A lease orders processes, not threads: what one holder
 * wrote to the resource is seen by the next through the resource, never through the lease. Within
 * one process, every method of a lease object may be called by every thread; the changes of one
 * object are totally ordered, and what precedes one happens-before what follows a look that finds
 * it.
 *
 * <p><b>Conventions.</b> The holder is the lease object, not the thread: a lease may be handed from
 * thread to thread and is safe on virtual threads. Time is a {@code LongSupplier} of monotonic
 * nanoseconds, compared by difference. The protocol is the pure {@code LeaseState}; {@link
 * dev.lockproof.lease.LeaseHandle} is the shell that asks the store.
 *
 * <p>A {@link dev.lockproof.lease.LeaseKeeper} renews leases until they are released, lost, or kept
 * for as long as was said. {@link dev.lockproof.lease.ObservedLeases} tell a listener what becomes
 * of leases.
 *
 * <p>Deliberately absent: renewal without a bound (a lease that renews itself for ever outlives the
 * work that hangs), reentrancy (a lease has no thread to re-enter by), and {@code
 * java.util.concurrent.locks.Lock} (a lease can end while it is held, which that contract cannot
 * say).
 */
@NullMarked
package dev.lockproof.lease;

import org.jspecify.annotations.NullMarked;
