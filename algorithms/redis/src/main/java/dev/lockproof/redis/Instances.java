// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.RedlockRound;
import dev.lockproof.lease.RedlockRound.Answer;
import dev.lockproof.lease.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/** The instances of a {@link RedisRedlock}: independent servers that are asked all at once. */
public interface Instances extends AutoCloseable {

  /** Returns how many there are. */
  int count();

  /**
   * Sends a script to every instance that the round asks, and waits for answers while it is open.
   * Nobody waits for an answer that is overdue; the instance may still run the script.
   *
   * @return the round with all answers that are known
   */
  RedlockRound ask(RedlockRound round, Script script, List<String> keys, List<String> arguments);

  /**
   * Asks as {@link #ask(RedlockRound, Script, List, List)} does and hands over the round, which is
   * taken once. Where nothing else is said, answers are waited for when it is taken. Whoever can do
   * without overrides this and hands over what came, later.
   */
  default void ask(
      RedlockRound round,
      Script script,
      List<String> keys,
      List<String> arguments,
      Consumer<Supplier<RedlockRound>> then) {
    then.accept(() -> ask(round, script, keys, arguments));
  }

  /** Closes all connections; throws nothing. */
  @Override
  void close();

  /** Returns servers that are given 50 milliseconds to answer, without credentials. */
  static Instances servers(List<HostAndPort> addresses) {
    return servers(addresses, DefaultJedisClientConfig.builder().build(), Duration.ofMillis(50));
  }

  /**
   * Returns servers; it connects to them when they are first asked, with one connection to each for
   * all callers.
   *
   * <p>A server that two addresses lead to has one vote: of the second address it is said that it
   * cannot be asked. This is noticed when connecting, by the server's {@code run_id}, so the user
   * should be allowed to ask for {@code INFO}.
   *
   * @param addresses the servers, each once and independent of the others; an odd number is best
   * @param config credentials, TLS and time-outs to connect
   * @param patience how long to wait for the answers to one question, and once to connect: well
   *     above a round trip, and well below a time-to-live
   * @throws IllegalArgumentException if no server is named, or one twice, or if the patience is not
   *     positive or above a minute
   */
  static Instances servers(
      List<HostAndPort> addresses, JedisClientConfig config, Duration patience) {
    return new JedisInstances(addresses, config, patience);
  }

  /**
   * Returns instances that answer one after the other: twins in memory, or either behind a fault.
   */
  static Instances inTurn(List<? extends Scripts> instances) {
    List<Scripts> all = List.copyOf(instances);
    return new Instances() {
      @Override
      public int count() {
        return all.size();
      }

      @Override
      public RedlockRound ask(
          RedlockRound round, Script script, List<String> keys, List<String> arguments) {
        RedlockRound current = round;
        for (int i : round.asks()) {
          current = current.answered(i, answer(all.get(i), script, keys, arguments));
        }
        return current;
      }

      @Override
      public void close() {}
    };
  }

  private static Answer answer(
      Scripts instance, Script script, List<String> keys, List<String> arguments) {
    try {
      String word = instance.run(script, keys, arguments).get(0);
      return script.saysYes(word) ? Answer.YES : Answer.NO;
    } catch (StoreException e) {
      return Answer.FAILED;
    } catch (NoReplyException e) {
      return Answer.AWAITED;
    }
  }
}
