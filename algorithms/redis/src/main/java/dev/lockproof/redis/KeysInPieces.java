// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.MultiNodePipelineBase;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A script for many keys, in pieces that a server or a cluster can run, and in one round trip. */
final class KeysInPieces {
  /** A script of so many keys takes some tenths of a millisecond. */
  private static final int MOST = 128;

  private final UnifiedJedis client;
  private final Script script;
  private final List<String> keys;
  private final List<String> arguments;
  private final int argumentsPerKey;
  private final String[] answers;

  KeysInPieces(UnifiedJedis client, Script script, List<String> keys, List<String> arguments) {
    this.client = client;
    this.script = script;
    this.keys = keys;
    this.arguments = arguments;
    this.argumentsPerKey = arguments.size() / keys.size();
    this.answers = new String[keys.size()];
  }

  /** Returns the answer for each key: the script's, or what was said in its place. */
  List<String> answers() {
    List<int[]> unknown = send(List.of(), true);
    if (!unknown.isEmpty()) {
      var unused = send(unknown, false);
    }
    return Arrays.asList(answers);
  }

  private List<int[]> bySize() {
    var pieces = new ArrayList<int[]>();
    for (int from = 0; from < keys.size(); from += MOST) {
      var piece = new int[Math.min(MOST, keys.size() - from)];
      int first = from;
      Arrays.setAll(piece, i -> first + i);
      pieces.add(piece);
    }
    return pieces;
  }

  private List<int[]> bySlot() {
    Map<Integer, List<Integer>> slots = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      int slot = JedisClusterCRC16.getSlot(keys.get(i));
      slots.computeIfAbsent(slot, s -> new ArrayList<>()).add(i);
    }
    return slots.values().stream()
        .map(piece -> piece.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  /**
   * Sends pieces, or all keys, by digest or as text; returns those whose server does not know the
   * script.
   */
  private List<int[]> send(List<int[]> again, boolean isByDigest) {
    List<int[]> pieces = again;
    var replies = new ArrayList<Response<Object>>();
    try (AbstractPipeline pipeline = client.pipelined()) {
      if (again.isEmpty()) {
        pieces = pipeline instanceof MultiNodePipelineBase ? bySlot() : bySize();
      }
      for (int[] piece : pieces) {
        var itsKeys = new ArrayList<String>();
        var itsArguments = new ArrayList<String>();
        for (int i : piece) {
          itsKeys.add(keys.get(i));
          int from = i * argumentsPerKey;
          itsArguments.addAll(arguments.subList(from, from + argumentsPerKey));
        }
        replies.add(
            isByDigest
                ? pipeline.evalsha(script.digest(), itsKeys, itsArguments)
                : pipeline.eval(script.source(), itsKeys, itsArguments));
      }
      pipeline.sync();
    }
    var unknown = new ArrayList<int[]>();
    for (int i = 0; i < pieces.size(); i++) {
      if (!take(pieces.get(i), replies.get(i))) {
        unknown.add(pieces.get(i));
      }
    }
    return unknown;
  }

  /** Takes the reply for a piece; returns whether the server knows the script. */
  private boolean take(int[] piece, Response<Object> reply) {
    Object answer;
    try {
      answer = reply.get();
    } catch (JedisNoScriptException e) {
      Arrays.stream(piece).forEach(i -> answers[i] = String.valueOf(e.getMessage()));
      return false;
    } catch (JedisException | IllegalStateException e) {
      answer = e;
    }
    for (int i = 0; i < piece.length; i++) {
      Object word =
          answer instanceof List<?> items && items.size() == piece.length ? items.get(i) : answer;
      answers[piece[i]] =
          word instanceof JedisDataException error
              ? String.valueOf(error.getMessage())
              : String.valueOf(word);
    }
    return true;
  }
}
