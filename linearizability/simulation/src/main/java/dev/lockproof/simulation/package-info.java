// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * The real protocol classes under virtual time, and everything that can go wrong there.
 *
 * <p>A {@link dev.lockproof.simulation.Run} is one run of a {@link
 * dev.lockproof.simulation.Scenario}: clients that are {@code RedisRedlock} or {@code
 * RedisFencedLeases} with their {@code LeaseHandle}, servers that are the twins of the scripts, a
 * resource behind {@code MemoryGuard} or {@code RedisGuard}. Or they are callers of {@code
 * RedisTokenBucket}, {@code RedisSlidingWindow} or {@code LeasedTokens}, which {@linkplain
 * dev.lockproof.simulation.Awaited wait}. These classes are the published ones, unmodified: the
 * leases ask without waiting, and the {@link dev.lockproof.simulation.World} hands the replies over
 * when their time has come. A {@link dev.lockproof.simulation.Schedule} answers every question that
 * is left open, so that scenario and schedule are the whole run: the same seed gives the same
 * {@link dev.lockproof.simulation.Log#hash}.
 *
 * <p>To see one: {@code Run.of(Scenario.keeping(Protocol.REDLOCK, assumptions), new
 * RandomSchedule(seed), new Tally(), true)}, then {@link dev.lockproof.simulation.Run#violated} and
 * the rows of its {@link dev.lockproof.simulation.Log}. A row has the {@linkplain
 * dev.lockproof.simulation.Step#label action} of the specification that the step is. What may go
 * wrong is a set of {@link dev.lockproof.simulation.Fault}s; each names the assumption that it
 * breaks, in the words of the claims.
 *
 * <p><b>Conventions.</b> True time is that of the world, in nanoseconds from 0; every process has a
 * clock of its own. Zero is the dull answer to every question.
 *
 * <p><b>Deliberately absent.</b> Threads: races within one process are for Lincheck and jcstress.
 * {@code acquire} and its waits between requests: clients here ask again after times that the
 * schedule chooses. The client library: a request is carried out by the twin or it is not.
 */
@NullMarked
package dev.lockproof.simulation;

import org.jspecify.annotations.NullMarked;
