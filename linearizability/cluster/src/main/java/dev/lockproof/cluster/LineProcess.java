// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseTimeoutException;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.ServerException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** What stands for one process in {@link LeaseLines}: a client of its own, and who waits there. */
final class LineProcess implements AutoCloseable {
  private static final Pattern CALLS = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RedisClient client;
  private final String prefix;
  private final RedisFencedLeases leases;

  LineProcess(Setting setting, Duration longestPoll) {
    client = setting.connect();
    prefix = setting.prefix();
    leases = RedisFencedLeases.builder(client).prefix(prefix).longestPoll(longestPoll).build();
  }

  /** Somebody who waits, in a thread of its own. */
  record Waiter(FutureTask<FencedLease> task, Thread thread) {
    /** Returns when it waits for something, or is done. */
    Waiter awaitWaiting() {
      while (!task.isDone()
          && thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      return this;
    }
  }

  /** Grants a lease that nobody else has. */
  FencedLease grant(String resource, Duration timeToLive) {
    return leases
        .tryAcquire(resource, timeToLive)
        .orElseThrow(() -> new ServerException(resource + " is not free"));
  }

  /** Starts to wait for a lease; what is granted only when the time is over comes too late. */
  Waiter waiter(String resource, Duration timeToLive, Duration maxWait) {
    long start = System.nanoTime();
    return start(
        () -> {
          FencedLease lease = leases.acquire(resource, timeToLive, maxWait);
          if (System.nanoTime() - start >= maxWait.toNanos()) {
            lease.release();
            throw new LeaseTimeoutException(resource, maxWait);
          }
          return lease;
        });
  }

  /** Starts to wait for a lease, and does something with it. */
  Waiter waiter(String resource, Duration timeToLive, Runnable then) {
    return start(
        () -> {
          FencedLease lease = leases.acquire(resource, timeToLive, PATIENCE.multipliedBy(3));
          then.run();
          lease.release();
          return lease;
        });
  }

  private static Waiter start(Callable<FencedLease> acquire) {
    var task = new FutureTask<>(acquire);
    var thread = new Thread(task, "waiter");
    thread.setDaemon(true);
    thread.start();
    return new Waiter(task, thread);
  }

  /** Cuts all connections that listen to notices; returns how many. */
  long cutListeners() {
    return (Long) ask(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
  }

  /** Returns how many scripts the server was asked to run so far. */
  long requests() {
    Matcher calls = CALLS.matcher(client.info("commandstats"));
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }

  /** Ends a lease and tells nobody. */
  void delete(String resource) {
    client.del(key(resource));
  }

  boolean isHeld(String resource) {
    return client.exists(key(resource));
  }

  /** Waits until somebody listens for the resource, or nobody does; returns whether it came so. */
  boolean awaitListeners(String resource, boolean some) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (channels().contains(key(resource)) != some) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Pause.ofMillis(2);
    }
    return true;
  }

  private List<String> channels() {
    return ((List<?>) ask(Protocol.Command.PUBSUB, "CHANNELS", prefix + "*"))
        .stream().map(name -> new String((byte[]) name, StandardCharsets.UTF_8)).toList();
  }

  private Object ask(Protocol.Command command, Object... arguments) {
    return client.executeCommand(new CommandArguments(command).addObjects(arguments));
  }

  private String key(String resource) {
    return prefix + ":lease:" + resource;
  }

  @Override
  public void close() {
    client.close();
  }
}
