// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.RedlockRound.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of all callers to one instance: a connection that is made in the background, and made
 * again when it is broken.
 *
 * <p>One thread at a time may send and another receive. A release that could not be sent, or was
 * not answered when the connection broke, is sent as soon as there is a connection.
 */
final class Link {
  private static final int MOST_RELEASES = 1024;

  private final int instance;
  private final Supplier<Wire> connector;
  private final Executor background;
  private final long patience;

  /** Who leads to which server, each of which has one vote. */
  private final Map<String, Link> voters;

  /** The releases for the next connection. */
  private final Queue<Request> releases = new LinkedBlockingQueue<>(MOST_RELEASES);

  private final CompletableFuture<Boolean> opened = new CompletableFuture<>();

  /** Held while sending, so that requests go out in the order in which they are owed. */
  private final ReentrantLock sending = new ReentrantLock();

  /** Null while there is no connection; guarded by this, like all below. */
  private @Nullable Exchange exchange;

  private boolean isConnecting;
  private boolean isClosed;

  /** When the last attempt to connect began. */
  private long attempted;

  Link(
      int instance,
      Supplier<Wire> connector,
      Executor background,
      long patience,
      Map<String, Link> voters) {
    this.instance = instance;
    this.connector = connector;
    this.background = background;
    this.patience = patience;
    this.voters = voters;
  }

  /** Starts to connect; returns whether the first attempt will have succeeded. */
  synchronized CompletableFuture<Boolean> open() {
    connect();
    if (!isConnecting) {
      opened.complete(false);
    }
    return opened;
  }

  /** Sends requests, if the instance can be asked now, and what could not be sent before. */
  void send(List<Request> requests) {
    sending.lock();
    try {
      Exchange to = exchangeOrConnect();
      var bytes = new ByteArrayOutputStream(1024);
      while (to != null && !releases.isEmpty() && to.owe(releases.element(), bytes)) {
        releases.remove();
      }
      for (Request request : requests) {
        if (request.asks(instance) && (to == null || !to.owe(request, bytes))) {
          unsent(request);
        }
      }
      if (to != null && bytes.size() > 0) {
        write(to, bytes);
      }
    } finally {
      sending.unlock();
    }
  }

  private void write(Exchange to, ByteArrayOutputStream bytes) {
    try {
      to.wire().write(bytes);
    } catch (IOException e) {
      end(to);
    }
  }

  private void unsent(Request request) {
    boolean isKept = request.isRelease() && releases.offer(request.inFull());
    request.answered(instance, isKept ? Answer.AWAITED : Answer.FAILED);
  }

  /** Returns when to wait for this instance: the smaller, the earlier. */
  int rank() {
    Exchange from = exchange();
    return from == null ? 0 : from.rank();
  }

  /** Receives answers, until that of the caller is among them, or until then. */
  void receive(Caller caller, long until) {
    while (caller.isOpen() && caller.awaits(instance)) {
      Exchange from = exchange();
      if (from == null || !receive(from, until) || System.nanoTime() - until > 0) {
        return;
      }
    }
  }

  /** Receives from an instance that is late, without waiting for it, and not too often. */
  void look() {
    Exchange from = exchange();
    long now = System.nanoTime();
    if (from != null && from.isWorthALook(now)) {
      receive(from, now);
    }
  }

  private boolean receive(Exchange from, long until) {
    try {
      return from.receive(until);
    } catch (IOException e) {
      end(from);
      return false;
    }
  }

  /** Closes the connection, also one that is just being made. */
  void close() {
    Exchange last;
    synchronized (this) {
      isClosed = true;
      last = exchange;
    }
    if (last != null) {
      end(last);
    }
  }

  private synchronized @Nullable Exchange exchange() {
    return exchange;
  }

  private synchronized @Nullable Exchange exchangeOrConnect() {
    if (exchange == null && !isConnecting && System.nanoTime() - attempted > patience) {
      connect();
    }
    return exchange;
  }

  private synchronized void connect() {
    if (!isClosed) {
      background.execute(this::tryToConnect);
      isConnecting = true;
      attempted = System.nanoTime();
    }
  }

  private void tryToConnect() {
    Wire made = null;
    try {
      made = connector.get();
    } catch (RuntimeException e) {
      // Whoever asks will try again. The client fails with anything when a server answers nonsense.
    } finally {
      connected(made);
    }
  }

  private void connected(@Nullable Wire made) {
    Exchange fresh =
        made != null && isOnlyWayTo(made.server())
            ? new Exchange(made, instance, patience, releases)
            : null;
    synchronized (this) {
      isConnecting = false;
      exchange = isClosed ? null : fresh;
    }
    if (exchange() != null) {
      send(List.of());
      opened.complete(true);
    } else {
      opened.complete(false);
      if (made != null) {
        made.cut();
      }
    }
  }

  private boolean isOnlyWayTo(@Nullable String server) {
    return server == null || voters.merge(server, this, (first, second) -> first) == this;
  }

  /** Gives up a connection, and makes another. */
  private void end(Exchange broken) {
    Wire wire = broken.wire();
    wire.cut();
    synchronized (this) {
      if (exchange == broken) {
        exchange = null;
        if (wire.server() != null) {
          voters.remove(wire.server(), this);
        }
        connect();
      }
    }
    broken.end();
  }
}
