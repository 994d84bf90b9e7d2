// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Fenced leases, a guard and rate limiters on Redis, through Jedis.
 *
 * <p>{@link dev.lockproof.redis.RedisFencedLeases} grants; {@link dev.lockproof.redis.RedisGuard}
 * keeps one value in Redis that checks the tokens. {@link dev.lockproof.redis.RedisRedlock} grants
 * by a majority of several servers, without tokens: for efficiency, not for safety. A resource that
 * is not in Redis needs a guard of its own. {@link dev.lockproof.redis.RedisTokenBucket} limits the
 * rate of what many processes do, and {@link dev.lockproof.redis.RedisSlidingWindow} the number in
 * any window of time. {@link dev.lockproof.redis.LeasedTokens} serves permits of a bucket that it
 * has drawn before. For tests, {@link dev.lockproof.redis.ScriptTwin} stands in for the server.
 *
 * <p><b>Memory consistency properties.</b> Those of {@link dev.lockproof.lease}.
 *
 * <p><b>Conventions.</b> Everything that happens in Redis is a {@link dev.lockproof.redis.Script},
 * one atomic step, run through the one-method seam {@link dev.lockproof.redis.Scripts}. Each
 * answers with a list of strings that starts with a word. A script that got no answer is never
 * taken for one that did nothing.
 *
 * <p>Deliberately absent: fencing tokens of several servers, as Redlock has no monotone token to
 * offer. Leases are renewed by a {@link dev.lockproof.lease.LeaseKeeper}.
 */
@NullMarked
package dev.lockproof.redis;

import org.jspecify.annotations.NullMarked;
