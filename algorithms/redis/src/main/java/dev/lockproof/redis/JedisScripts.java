// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.StoreException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Scripts on a Redis server, called by digest, and by text where the server does not know them.
 *
 * <p>Many keys go in one pipeline: in scripts of so many keys at most that none keeps the server
 * from others for long, or in one for each hash slot of a cluster. What one of these is refused is
 * no answer for its own keys.
 */
final class JedisScripts implements Scripts {
  private final UnifiedJedis client;

  JedisScripts(UnifiedJedis client) {
    this.client = client;
  }

  @Override
  public List<String> run(Script script, List<String> keys, List<String> arguments) {
    try {
      return keys.size() > 1 && script.takesMany()
          ? new KeysInPieces(client, script, keys, arguments).answers()
          : strings(script, evaluate(script, keys, arguments));
    } catch (JedisDataException e) {
      throw new StoreException("Redis answered " + script + " with: " + e.getMessage(), e);
    } catch (JedisException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (isUnsent(e)) {
        throw new StoreException("Redis could not be asked to " + script, e);
      }
      throw new NoReplyException("Redis did not answer " + script, e);
    }
  }

  private @Nullable Object evaluate(Script script, List<String> keys, List<String> arguments) {
    try {
      return client.evalsha(script.digest(), keys, arguments);
    } catch (JedisNoScriptException e) {
      return client.eval(script.source(), keys, arguments);
    }
  }

  /** Returns the answer, if it is one of this script's; anything else says nothing. */
  static List<String> strings(Script script, @Nullable Object answer) {
    if (answer instanceof List<?> items && !items.isEmpty()) {
      if (items.get(0) instanceof JedisDataException error) {
        throw error;
      }
      List<String> strings = new ArrayList<>(items.size());
      for (Object item : items) {
        if (item instanceof String string) {
          strings.add(string);
        }
      }
      if (strings.size() == items.size() && script.answersWith(strings.get(0))) {
        return strings;
      }
    }
    throw new NoReplyException("Redis answered " + script + " with nonsense: " + answer);
  }

  /**
   * Returns whether the request was never sent: no address, no connection, or none free in the
   * pool. Jedis keeps why each attempt to connect failed as suppressed. All else may have been
   * sent; that is the safe mistake.
   */
  private static boolean isUnsent(JedisException e) {
    return e.getCause() instanceof UnknownHostException
        || e.getCause() instanceof NoSuchElementException
        || e.getCause() instanceof InterruptedException
        || Arrays.stream(e.getSuppressed()).anyMatch(IOException.class::isInstance);
  }
}
