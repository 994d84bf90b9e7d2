// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.FencingToken;
import dev.lockproof.lease.Guard;
import dev.lockproof.lease.StaleTokenException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;

/**
 * A value in Redis that checks the fencing token of each access: the hash of a given key, with the
 * fields {@code value}, {@code incarnation} and {@code token}.
 *
 * <p><b>Assumptions.</b> As for every {@link Guard}: each write goes through the guard with the
 * token of its lease, and all tokens come from leases of one resource. The server keeps what it
 * acknowledged.
 *
 * <p><b>Guarantee.</b> Check and access are one atomic step, and the tokens of admitted steps never
 * decrease. Reading raises the guard, so that a holder that reads here cannot forget to.
 *
 * <p><b>Progress.</b> Wait-free in the server: one script per step.
 *
 * <p><b>Memory consistency effects.</b> None: threads meet in the server.
 *
 * <p><b>Cost.</b> One round trip per step.
 *
 * <p><b>Limits.</b> One value per key, a string. Every method may throw {@link
 * dev.lockproof.lease.StoreException} (nothing was done) or {@link NoReplyException} (it may have
 * been); doing the same again is then harmless. After the lease server has lost its counter, tokens
 * of the new incarnation are refused until somebody deletes the key.
 *
 * <p><b>Failure.</b> A holder that lost its lease gets {@link StaleTokenException} from the moment
 * its successor raised the guard, and passes until then.
 *
 * <p><b>Evidence.</b> Claims {@code redis-lease.order*} in the report; mutants {@code RedisGuard*}.
 */
public final class RedisGuard implements Guard {
  private final Scripts scripts;
  private final List<String> key;

  /** Creates a guard of the value under that key. */
  public RedisGuard(UnifiedJedis client, String key) {
    this(new JedisScripts(client), key);
  }

  /** Creates a guard of the value under that key on whatever runs the scripts. */
  public RedisGuard(Scripts scripts, String key) {
    this.scripts = scripts;
    this.key = List.of(key);
  }

  @Override
  public void raise(FencingToken token) {
    admit(token, List.of());
  }

  /**
   * Raises the guard and returns the value, or empty if none was set.
   *
   * @throws StaleTokenException if a larger token was admitted before, or one that does not compare
   */
  public Optional<String> get(FencingToken token) {
    List<String> answer = admit(token, List.of());
    return answer.size() > 1 ? Optional.of(answer.get(1)) : Optional.empty();
  }

  /**
   * Raises the guard and sets the value.
   *
   * @throws StaleTokenException if a larger token was admitted before, or one that does not compare
   */
  public void set(FencingToken token, String value) {
    admit(token, List.of(value));
  }

  private List<String> admit(FencingToken token, List<String> value) {
    var arguments = new ArrayList<>(List.of(token.incarnation(), Long.toString(token.value())));
    arguments.addAll(value);
    List<String> answer = scripts.run(Script.GUARD, key, arguments); // Raise, Read, Write
    if (answer.get(0).equals("REFUSED")) {
      throw new StaleTokenException(
          token, new FencingToken(answer.get(1), Long.parseLong(answer.get(2))));
    }
    return answer;
  }
}
