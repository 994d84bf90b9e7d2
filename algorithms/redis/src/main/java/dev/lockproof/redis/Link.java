// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.RedlockRound.Answer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * The way to one instance, for one caller at a time: a connection that is made in the background,
 * and made again when it is broken.
 *
 * <p>Requests on it are run in the order in which they are sent. An instance may owe answers that
 * nobody waits for any more; they are passed over when they come. One that owes answers and was not
 * heard for longer than the caller's patience is asked nothing new, except to release. A release
 * that could not be sent, or was not answered when the connection broke, is sent on the next one.
 */
final class Link {
  /** As many requests fit into what the system buffers, so that sending never waits. */
  private static final int MOST_OWED = 128;

  /** A request. */
  record Request(Script script, List<String> keys, List<String> arguments) {}

  private final Supplier<Wire> connector;
  private final Executor background;
  private final long patience;

  /** The requests that are not answered, in their order. */
  private final Queue<Request> owed = new ArrayDeque<>();

  /** The releases for the next connection. */
  private final Queue<Request> releases = new ConcurrentLinkedQueue<>();

  private CompletableFuture<Wire> connecting;
  private @Nullable Wire wire;
  private volatile boolean isClosed;

  /** When the instance was last heard, or first asked. */
  private long heard;

  /** When the last attempt to connect began. */
  private long attempted;

  /** Starts to connect. */
  Link(Supplier<Wire> connector, Executor background, long patience) {
    this.connector = connector;
    this.background = background;
    this.patience = patience;
    connecting = connect();
  }

  /** Returns what ends with the first attempt to connect; nobody waits for later ones. */
  CompletableFuture<?> opened() {
    return connecting;
  }

  /**
   * Sends a request, if the instance can be asked now.
   *
   * @return whether it may have been sent, or will be
   */
  boolean send(Request request) {
    boolean isRelease = request.script == Script.RELEASE;
    Wire current = wire();
    if (current != null && isSilent(current) && !isRelease) {
      return false;
    }
    if (wire == null || owed.size() >= MOST_OWED) {
      return isRelease && releases.size() < MOST_OWED && releases.add(request);
    }
    send(wire, request);
    return true;
  }

  /** Returns the answer to the request that was sent last, if it comes before the deadline. */
  Answer receive(Script script, long deadline) {
    Wire current = wire;
    if (current == null || !passOver(current, deadline, 1)) {
      return Answer.AWAITED;
    }
    try {
      return current.awaitAnswer(deadline) ? answer(script, current) : Answer.AWAITED;
    } catch (IOException | JedisException e) {
      drop(current);
      return Answer.AWAITED;
    }
  }

  /** Closes the connection, also one that is just being made. */
  void close() {
    isClosed = true;
    if (connecting.isDone() && !connecting.isCompletedExceptionally()) {
      connecting.join().cut();
    }
  }

  private void send(Wire current, Request request) {
    if (owed.isEmpty()) {
      heard = System.nanoTime();
    }
    owed.add(request);
    try {
      current.send(request.script, request.keys, request.arguments);
    } catch (JedisException e) {
      drop(current);
    }
  }

  private Answer answer(Script script, Wire current) {
    try {
      owed.remove();
      String word = JedisScripts.strings(script, current.readAnswer()).get(0);
      return script.saysYes(word) ? Answer.YES : Answer.NO;
    } catch (JedisNoScriptException e) {
      drop(current); // a new connection makes the scripts known again
      return Answer.FAILED;
    } catch (JedisDataException e) {
      return Answer.FAILED;
    } catch (JedisException | NoReplyException e) {
      drop(current);
      return Answer.AWAITED;
    }
  }

  /** Reads answers that nobody waits for, until only so many are owed. */
  private boolean passOver(Wire current, long deadline, int rest) {
    try {
      while (owed.size() > rest) {
        if (!current.awaitAnswer(deadline)) {
          return false;
        }
        owed.remove();
        heard = System.nanoTime();
        current.skipAnswer();
      }
      return true;
    } catch (IOException | JedisException e) {
      drop(current);
      return false;
    }
  }

  private boolean isSilent(Wire current) {
    long now = System.nanoTime();
    return !passOver(current, now, 0) && now - heard > patience;
  }

  /** Returns the connection, if there is one; sends what could not be sent before. */
  private @Nullable Wire wire() {
    if (wire == null && connecting.isDone()) {
      if (!connecting.isCompletedExceptionally()) {
        wire = connecting.join();
        while (wire != null && !releases.isEmpty()) {
          send(wire, releases.remove());
        }
      } else if (System.nanoTime() - attempted > patience) {
        connecting = connect();
      }
    }
    return wire;
  }

  private CompletableFuture<Wire> connect() {
    attempted = System.nanoTime();
    return CompletableFuture.supplyAsync(
        () -> {
          Wire made = connector.get();
          for (Request next = releases.poll(); next != null; next = releases.poll()) {
            made.run(next.script, next.keys, next.arguments, System.nanoTime() + patience);
          }
          if (isClosed) {
            made.cut();
          }
          return made;
        },
        background);
  }

  private void drop(Wire broken) {
    broken.cut();
    wire = null;
    owed.removeIf(request -> request.script != Script.RELEASE);
    releases.addAll(owed);
    owed.clear();
    connecting = connect();
  }
}
