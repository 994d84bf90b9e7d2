// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Locks and lock-free structures for the threads of one process, each tied to claims and their
 * evidence.
 *
 * <p>{@link dev.lockproof.local.ClhLock} is the lock to take when waiters must enter in the order
 * in which they came, however many there are. {@link dev.lockproof.local.TicketLock} keeps that
 * order too, in two words and with nothing allocated, for a few waiters; {@link
 * dev.lockproof.local.AndersonLock} keeps them out of each other's way with an array. Where order
 * does not matter and critical sections are short, {@link dev.lockproof.local.TtasLock} has more
 * throughput, as it lets a running thread overtake a waiting one; {@link
 * dev.lockproof.local.TasLock} is there to be compared with. {@link
 * dev.lockproof.local.ThreeStateLock} lets newcomers overtake as well, but parks its waiters and
 * wakes them: it is the one for longer critical sections.
 *
 * <p>{@link dev.lockproof.local.AbortableClhLock} keeps the order and lets waiters give up, by
 * interrupt or after a time; {@link dev.lockproof.local.HandOffLock} is the same as a {@link
 * java.util.concurrent.locks.Lock}, reentrant and with conditions. {@link
 * dev.lockproof.local.McsLock} keeps it with each thread waiting on memory of its own. {@link
 * dev.lockproof.local.ReciprocatingLock} gives it up in part, and bounds by how much: a waiter is
 * overtaken once at most by each later one.
 *
 * <p>{@link dev.lockproof.local.FairSemaphore} lets several in at once, in the order in which they
 * came, and each for several permits if it wants.
 *
 * <p>{@link dev.lockproof.local.TreiberStack} is a stack without a lock, for where a thread that is
 * descheduled must not hold up the others; under constant contention a lock around an array may
 * serve as well.
 *
 * <p>{@link dev.lockproof.local.MichaelScottQueue} is a queue of that kind, without a bound. {@link
 * java.util.concurrent.ConcurrentLinkedQueue} does the same with more tricks, and can be iterated.
 *
 * <p><b>Memory consistency properties.</b> Actions in a thread before it unlocks happen-before
 * actions in any thread after its next successful lock or tryLock of the same lock. A failed
 * attempt has no memory effect. Actions before an element is put into a structure happen-before
 * actions after it is taken out.
 *
 * <p><b>Conventions.</b> A field that is accessed through a VarHandle is declared plain, accessed
 * in no other way, and each access names its mode. A thread is the holder of a lock, whether it is
 * a platform or a virtual thread. Every wait spins, may yield, then parks; unless its method says
 * otherwise it is uninterruptible and preserves the thread's interrupt status. There are two such
 * policies: where it is known whom to wake, it is woken; where many watch one word, they park for a
 * bounded time and look again. Each atomic step carries a label, the name of the action in the TLA+
 * specification.
 *
 * <p>Deliberately absent: {@link java.util.concurrent.locks.Lock} everywhere but in HandOffLock, as
 * its conditions and timed waits are a second algorithm; reentrancy elsewhere, as it hides which
 * code runs inside the lock; queries of the queue, as their answers are outdated when they arrive.
 */
@NullMarked
package dev.lockproof.local;

import org.jspecify.annotations.NullMarked;
