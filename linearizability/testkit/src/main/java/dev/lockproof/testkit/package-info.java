// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0

/**
 * Contracts of locks and semaphores: JUnit tests that a test class of one's own lock inherits.
 *
 * <p>Each contract is an interface of a few operations and the tests of what they promise. A test
 * class implements the contracts that its lock claims to keep, forwards the operations to a lock
 * that is created with it, and inherits the tests:
 *
 * <pre>{@code
 * class MyLockTest implements FairContract, OwnershipContract, NonReentrantContract {
 *   private final MyLock lock = new MyLock();
 *
 *   public void lock() { lock.lock(); }
 *   public boolean tryLock() { return lock.tryLock(); }
 *   public void unlock() { lock.unlock(); }
 * }
 * }</pre>
 *
 * <table>
 * <caption>Which contract?</caption>
 * <tr><th>contract<th>what the lock claims
 * <tr><td>{@link MutexContract}<td>one holder at a time; every waiter enters; all others extend it
 * <tr><td>{@link OwnershipContract}<td>unlock by anybody but the holder is refused
 * <tr><td>{@link NonReentrantContract}<td>the holder does not get it again
 * <tr><td>{@link ReentrantContract}<td>the holder gets it again, and unlocks as often
 * <tr><td>{@link FairContract}<td>first come, first served
 * <tr><td>{@link InterruptibleContract}<td>waiters give up when interrupted
 * <tr><td>{@link TimedContract}<td>waiters give up after a time
 * <tr><td>{@link LockContract}<td>the whole of {@link java.util.concurrent.locks.Lock} but
 *     conditions
 * <tr><td>{@link ConditionContract}<td>the conditions of such a lock
 * <tr><td>{@link ReentrantConditionContract}<td>those of one that is reentrant
 * <tr><td>{@link SemaphoreContract}<td>as many holders as there are permits
 * </table>
 *
 * <p><b>Conventions.</b> Each test has a lock of its own, as JUnit creates the test class anew. No
 * test sleeps: what must have begun to wait is watched until its thread waits, in the sense of
 * {@link MutexContract#isWaiting}. A test that hangs fails after twenty seconds; an own {@link
 * org.junit.jupiter.api.Timeout} on the test class changes that. The JDK's locks keep the
 * contracts; for each test there is a broken lock that fails it, in the tests of this package.
 *
 * <p><b>Not checked.</b> A contract samples schedules, of which there are many. What weak memory
 * allows, and rare interleavings, are the business of jcstress and Lincheck.
 */
@NullMarked
package dev.lockproof.testkit;

import org.jspecify.annotations.NullMarked;
