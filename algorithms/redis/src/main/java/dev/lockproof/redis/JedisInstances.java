// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.RedlockRound;
import dev.lockproof.lease.RedlockRound.Answer;
import dev.lockproof.lease.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/**
 * Servers that are asked by the calling threads, over one connection to each that all callers
 * share.
 *
 * <p>A thread for each server would wait for whichever answers first. But to wake up five of them,
 * and to be woken up, takes longer than what they wait for: on two processors it was no faster than
 * one server after the other. Instead, one of the callers that wait reads for all, and a server
 * that kept a caller waiting in vain is read last from then on.
 */
final class JedisInstances implements Instances {
  /** How many callers may ask at a time; the others wait. Releases always may. */
  private static final int CALLERS = 128;

  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

  private static final Executor BACKGROUND = JedisInstances::inBackground;

  private final List<Link> links;
  private final Callers callers;
  private final long patience;
  private final long connectionTimeout;
  private final Semaphore room = new Semaphore(CALLERS, true);

  /** Null until somebody asks; guarded by {@code links}. */
  private @Nullable Opening opening;

  private volatile boolean isOpened;
  private volatile boolean isClosed;

  /** The first attempts to connect: to all servers, and to so many that it makes sense to ask. */
  private record Opening(CompletableFuture<?> all, CompletableFuture<?> enough) {}

  JedisInstances(List<HostAndPort> addresses, JedisClientConfig config, Duration patience) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a Redlock needs servers, and none is named");
    }
    var voters = new HashSet<HostAndPort>();
    for (HostAndPort address : addresses) {
      if (!voters.add(address)) {
        throw new IllegalArgumentException(
            "each server has one vote, but twice named is " + address);
      }
    }
    if (patience.isZero() || patience.isNegative() || patience.compareTo(LONGEST_PATIENCE) > 0) {
      throw new IllegalArgumentException(
          "patience must be above 0 and not above " + LONGEST_PATIENCE + ", not " + patience);
    }
    this.patience = patience.toNanos();
    this.connectionTimeout = TimeUnit.MILLISECONDS.toNanos(config.getConnectionTimeoutMillis());
    this.links = links(List.copyOf(addresses), config);
    this.callers = new Callers(links);
  }

  @Override
  public int count() {
    return links.size();
  }

  private List<Link> links(List<HostAndPort> addresses, JedisClientConfig config) {
    var voters = new ConcurrentHashMap<String, Link>();
    return IntStream.range(0, addresses.size())
        .mapToObj(
            i ->
                new Link(i, () -> new Wire(addresses.get(i), config), BACKGROUND, patience, voters))
        .toList();
  }

  @Override
  public RedlockRound ask(
      RedlockRound round, Script script, List<String> keys, List<String> arguments) {
    if (isClosed) {
      throw new StoreException("the connections to the servers are closed");
    }
    open();
    long deadline = System.nanoTime() + patience;
    if (script == Script.RELEASE) {
      return callers.ask(round, script, keys, arguments, deadline);
    }
    if (!enter(deadline)) {
      RedlockRound refused = round;
      for (int i : round.asks()) {
        refused = refused.answered(i, Answer.FAILED);
      }
      return refused;
    }
    try {
      return callers.ask(round, script, keys, arguments, deadline);
    } finally {
      room.release();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    links.forEach(Link::close);
  }

  /** Waits for room among the callers, if there is any before the deadline. */
  private boolean enter(long deadline) {
    return uninterruptibly(deadline, left -> room.tryAcquire(left, TimeUnit.NANOSECONDS));
  }

  /**
   * Connects, the first time: waits for all servers with patience, and longer, as long as the
   * client is configured to, only if there is no majority without.
   */
  private void open() {
    if (!isOpened) {
      Opening first = opening();
      await(first.all, patience);
      await(first.enough, connectionTimeout);
      isOpened = true;
    }
  }

  private Opening opening() {
    synchronized (links) {
      if (opening == null) {
        opening = connect();
      }
      return opening;
    }
  }

  private Opening connect() {
    var attempts = new ArrayList<CompletableFuture<?>>();
    var missing = new AtomicInteger(links.size() / 2 + 1);
    var majority = new CompletableFuture<Void>();
    for (Link link : links) {
      attempts.add(
          link.open()
              .thenAccept(
                  isConnected -> {
                    if (isConnected && missing.decrementAndGet() == 0) {
                      majority.complete(null);
                    }
                  }));
    }
    CompletableFuture<?> all = CompletableFuture.allOf(attempts.toArray(CompletableFuture[]::new));
    return new Opening(all, CompletableFuture.anyOf(all, majority));
  }

  private static void await(CompletableFuture<?> stage, long nanos) {
    uninterruptibly(
        System.nanoTime() + nanos,
        left -> {
          try {
            stage.get(left, TimeUnit.NANOSECONDS);
            return true;
          } catch (ExecutionException | TimeoutException e) {
            return false; // whoever is not connected cannot be asked yet
          }
        });
  }

  /** Waits for something; an interrupt is for the caller to see later. */
  private static boolean uninterruptibly(long deadline, Wait wait) {
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return wait.atMost(deadline - System.nanoTime());
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits so many nanoseconds at most, and tells whether it was worth it. */
  private interface Wait {
    boolean atMost(long nanos) throws InterruptedException;
  }

  private static void inBackground(Runnable task) {
    var thread = new Thread(task, "lockproof-connect");
    thread.setDaemon(true);
    thread.start();
  }
}
