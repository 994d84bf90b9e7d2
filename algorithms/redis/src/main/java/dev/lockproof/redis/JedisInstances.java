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
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/**
 * Servers that are asked by the calling thread: it sends all requests, then reads the answers until
 * they are enough.
 *
 * <p>A thread for each server would wait for whichever answers first. But to wake up five of them,
 * and to be woken up, takes longer than what they wait for: on two processors it was no faster than
 * one server after the other. Instead, a server that kept a caller waiting in vain is read last
 * from then on.
 *
 * <p>Each caller has a link to every server for itself while it asks, so requests and releases of
 * one caller stay in order.
 */
final class JedisInstances implements Instances {
  /** How many callers may ask at a time; the others wait. */
  private static final int CALLERS = 16;

  private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);

  private static final Executor BACKGROUND = JedisInstances::inBackground;

  private final List<HostAndPort> addresses;
  private final JedisClientConfig config;
  private final long patience;
  private final Semaphore callers = new Semaphore(CALLERS);
  private final ConcurrentLinkedDeque<Links> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean isClosed;

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
    this.addresses = List.copyOf(addresses);
    this.config = config;
    this.patience = patience.toNanos();
  }

  @Override
  public int count() {
    return addresses.size();
  }

  @Override
  public RedlockRound ask(
      RedlockRound round, Script script, List<String> keys, List<String> arguments) {
    callers.acquireUninterruptibly();
    try {
      if (isClosed) {
        throw new StoreException("the connections to the servers are closed");
      }
      Links links = idle.pollFirst();
      if (links == null) {
        links = new Links();
      }
      RedlockRound answered = links.ask(round, script, keys, arguments);
      idle.addFirst(links);
      return answered;
    } finally {
      callers.release();
      if (isClosed) {
        close();
      }
    }
  }

  @Override
  public void close() {
    isClosed = true;
    for (Links links = idle.pollFirst(); links != null; links = idle.pollFirst()) {
      links.close();
    }
  }

  private static void inBackground(Runnable task) {
    var thread = new Thread(task, "lockproof-connect");
    thread.setDaemon(true);
    thread.start();
  }

  /** A link to each server, for one caller at a time. */
  private final class Links {
    private final List<Link> all = new ArrayList<>();

    /** The servers in the order in which they are read. */
    private final List<Integer> order = new ArrayList<>();

    /**
     * Connects: waits for all servers with patience, and longer, as long as the client is
     * configured to, only if there is no majority without.
     */
    Links() {
      var opened = new ArrayList<CompletableFuture<?>>();
      var missing = new AtomicInteger(addresses.size() / 2 + 1);
      var majority = new CompletableFuture<Void>();
      for (HostAndPort address : addresses) {
        var link = new Link(() -> new Wire(address, config), BACKGROUND, patience);
        opened.add(
            link.opened()
                .thenRun(
                    () -> {
                      if (missing.decrementAndGet() == 0) {
                        majority.complete(null);
                      }
                    }));
        order.add(all.size());
        all.add(link);
      }
      CompletableFuture<?> ended =
          CompletableFuture.allOf(opened.toArray(CompletableFuture[]::new));
      await(ended, patience);
      await(
          CompletableFuture.anyOf(ended, majority),
          TimeUnit.MILLISECONDS.toNanos(config.getConnectionTimeoutMillis()));
    }

    private static void await(CompletableFuture<?> stage, long nanos) {
      try {
        stage.get(nanos, TimeUnit.NANOSECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // Whoever is not connected cannot be asked yet.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void close() {
      all.forEach(Link::close);
    }

    RedlockRound ask(RedlockRound round, Script script, List<String> keys, List<String> arguments) {
      RedlockRound current = round;
      var request = new Link.Request(script, keys, arguments);
      for (int i : round.asks()) {
        if (!all.get(i).send(request)) {
          current = current.answered(i, Answer.FAILED);
        }
      }
      long deadline = System.nanoTime() + patience;
      for (int i : List.copyOf(order)) {
        if (current.isOpen() && current.answers().get(i) == Answer.AWAITED) {
          Answer answer = all.get(i).receive(script, deadline);
          if (answer == Answer.AWAITED) {
            order.remove((Integer) i);
            order.add(i);
          } else {
            current = current.answered(i, answer);
          }
        }
      }
      return current;
    }
  }
}
