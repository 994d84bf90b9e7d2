// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Notices that the scripts publish, heard on one connection of the client by one thread; both are
 * in use while somebody listens, and not after that.
 *
 * <p>A connection that breaks is made again. One that is half open says nothing, and nobody knows.
 */
final class JedisNotices implements Notices {
  /*
   * A session is one use of a connection, from the first channel until there is none. It ends when
   * the server says that no channel is left, and the connection goes back to the pool. So nothing
   * may be asked of a session after the last channel was given up: the answer would be read by
   * whoever has the connection next. Who comes after that waits for the next session.
   */

  private final UnifiedJedis client;
  private final Executor background;
  private final Backoff backoff;

  /** What to run after a notice, by channel; guarded by this, like all below. */
  private final Map<String, Runnable> wanted = new HashMap<>();

  /** The session that new channels can be asked of. */
  private @Nullable Session session;

  private boolean isRunning;

  /** Has a permit when something else is wanted. */
  private final Semaphore changed = new Semaphore(0);

  JedisNotices(UnifiedJedis client, Executor background, Backoff backoff) {
    this.client = client;
    this.background = background;
    this.backoff = backoff;
  }

  @Override
  public synchronized Listener listen(String channel, Runnable news) {
    wanted.put(channel, news);
    stir();
    if (session != null) {
      session.ask(Set.of(channel));
    } else if (!isRunning) {
      background.execute(this::run);
      isRunning = true;
    }
    return new Listener() {
      @Override
      public boolean isListening() {
        return hears(channel);
      }

      @Override
      public void close() {
        forget(channel);
      }
    };
  }

  private synchronized boolean hears(String channel) {
    return session != null && session.heard.contains(channel);
  }

  private synchronized void forget(String channel) {
    wanted.remove(channel);
    stir();
    if (session != null) {
      session.giveUp(channel);
      forgetSession();
    }
  }

  /** Holds one session after the other, as long as there is something to listen to. */
  private void run() {
    int failures = 0;
    for (Session next = next(); next != null; next = next()) {
      try {
        client.subscribe(next, next.asked.toArray(String[]::new));
        failures = 0;
      } catch (RuntimeException e) { // whatever it was: without this thread nobody would hear again
        System.getLogger(JedisNotices.class.getName())
            .log(System.Logger.Level.DEBUG, "waiters poll, as nothing is heard", e);
        pause(failures++);
      }
      ended();
    }
  }

  private synchronized @Nullable Session next() {
    isRunning = !wanted.isEmpty();
    return isRunning ? new Session(wanted.keySet()) : null;
  }

  /** The server listens to a channel for us; with the first one, the session can be asked. */
  private synchronized void began(Session begun, String channel) {
    if (!begun.isOpen) {
      begun.isOpen = true;
      session = begun;
      begun.ask(wanted.keySet());
      List.copyOf(begun.asked).stream().filter(c -> !wanted.containsKey(c)).forEach(begun::giveUp);
      forgetSession();
    }
    if (begun == session && begun.asked.contains(channel)) {
      begun.heard.add(channel);
      tell(channel); // Listen
    }
  }

  private synchronized void tell(String channel) {
    Runnable news = wanted.get(channel);
    if (news != null) {
      news.run(); // Tell
    }
  }

  private synchronized void ended() {
    session = null;
    wanted.values().forEach(Runnable::run); // Break
  }

  /** Asks no more of a session that has no channel left. */
  private void forgetSession() {
    if (wanted.isEmpty()) {
      session = null;
    }
  }

  private void stir() {
    if (changed.availablePermits() == 0) {
      changed.release();
    }
  }

  /** Waits for a while, or until something else is wanted. */
  private void pause(int failures) {
    try {
      boolean unused = changed.tryAcquire(backoff.delay(failures), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // Nobody has reason to; it tries again at once.
    }
    changed.drainPermits();
  }

  /** One use of a connection; asked under the monitor, called back by the thread that listens. */
  private final class Session extends JedisPubSub {
    /** The channels that the server was asked to listen to. */
    final Set<String> asked;

    /** Those that it has confirmed. */
    final Set<String> heard = new HashSet<>();

    boolean isOpen;

    Session(Set<String> channels) {
      asked = new HashSet<>(channels);
    }

    void ask(Set<String> channels) {
      channels.stream().filter(asked::add).forEach(channel -> send(() -> subscribe(channel)));
    }

    void giveUp(String channel) {
      heard.remove(channel);
      asked.remove(channel);
      send(() -> unsubscribe(channel));
    }

    /** Whoever waits must not fail because the connection did: the next session asks for all. */
    private void send(Runnable command) {
      try {
        command.run();
      } catch (JedisException e) {
        System.getLogger(JedisNotices.class.getName())
            .log(System.Logger.Level.DEBUG, "the connection that listens is broken", e);
      }
    }

    @Override
    public void onSubscribe(String channel, int subscribed) {
      began(this, channel);
    }

    @Override
    public void onMessage(String channel, String message) {
      tell(channel);
    }
  }
}
