// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * A wire that can be broken: forwards TCP connections to a server until told otherwise.
 *
 * <p>One fault is in force at a time; each method below replaces it, for open connections too.
 */
public final class TcpProxy implements AutoCloseable {
  private static final byte[] NOTHING = {};
  private static final Pass FORWARD = (link, bytes) -> bytes;
  private static final Pass SWALLOW = (link, bytes) -> NOTHING;
  private static final Fault NONE = new Fault(FORWARD, FORWARD, false);
  private static final Fault DOWN = new Fault(FORWARD, FORWARD, true);

  private final String host;
  private final int target;
  private final ServerSocket listener;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = NONE;

  /** Starts a proxy on a free loopback port. */
  public TcpProxy(String host, int port) {
    this.host = host;
    this.target = port;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new ServerException("no free port for a proxy", e);
    }
    daemon("proxy-accept", this::accept);
  }

  /** Returns the loopback port to connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Forwards everything, as at first. */
  public void heal() {
    fault = NONE;
  }

  /** Swallows everything, both ways; connections stay open. */
  public void blackhole() {
    fault = new Fault(SWALLOW, SWALLOW, false);
  }

  /** Resets every connection, and every new one. */
  public void reset() {
    fault = DOWN;
    links.forEach(Link::reset);
  }

  /** Delays everything, each way. */
  public void delay(Duration eachWay) {
    Pass late =
        (link, bytes) -> {
          pause(eachWay);
          return bytes;
        };
    fault = new Fault(late, late, false);
  }

  /** Lies: gives these bytes in place of each reply. */
  public void answer(String reply) {
    byte[] lie = reply.getBytes(StandardCharsets.ISO_8859_1);
    fault = new Fault(FORWARD, (link, bytes) -> lie, false);
  }

  /**
   * Cuts between command and reply, once: the first request that matches reaches the server, whose
   * reply is thrown away and the connection reset; all else is forwarded.
   *
   * @return counted down when the cut was made, after the server has answered
   */
  public CountDownLatch cutReply(Predicate<String> request) {
    return cut(request, NONE);
  }

  /** The same, but after the cut everything is {@link #reset} until the wire is healed. */
  public CountDownLatch cutReplyForGood(Predicate<String> request) {
    return cut(request, DOWN);
  }

  private CountDownLatch cut(Predicate<String> request, Fault afterwards) {
    var done = new CountDownLatch(1);
    Pass aim =
        (link, bytes) -> {
          link.doomed = request.test(new String(bytes, StandardCharsets.ISO_8859_1));
          return bytes;
        };
    Pass strike =
        (link, bytes) -> {
          if (!link.doomed) {
            return bytes;
          }
          fault = afterwards;
          link.reset();
          done.countDown();
          return NOTHING;
        };
    fault = new Fault(aim, strike, false);
    return done;
  }

  /** Resets all connections and frees the port. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new ServerException("cannot close a proxy", e);
    }
    links.forEach(Link::reset);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        daemon("proxy-connect", () -> connect(client));
      } catch (IOException e) {
        // Closed, or the client was gone before it was accepted.
      }
    }
  }

  private void connect(Socket client) {
    var link = new Link(client);
    links.add(link);
    if (fault.resets || listener.isClosed()) {
      link.reset();
      return;
    }
    try {
      link.open(new Socket(host, target));
    } catch (IOException e) {
      link.reset();
    }
  }

  private static void daemon(String name, Runnable body) {
    var thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void pause(Duration duration) {
    try {
      Pause.of(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What becomes of bytes on their way. */
  private interface Pass {
    byte[] through(Link link, byte[] bytes);
  }

  /** What is done to requests, to replies, and to connections. */
  private record Fault(Pass request, Pass reply, boolean resets) {}

  /** One connection through the proxy. */
  private final class Link {
    private final Socket client;
    private volatile Socket server = new Socket();
    private volatile boolean doomed;

    Link(Socket client) {
      this.client = client;
    }

    void open(Socket server) throws IOException {
      this.server = server;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      daemon("proxy-requests", () -> pump(client, server, true));
      pump(server, client, false);
    }

    private void pump(Socket from, Socket to, boolean requests) {
      byte[] buffer = new byte[16_384];
      try {
        InputStream in = from.getInputStream();
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
          byte[] bytes = Arrays.copyOf(buffer, n);
          to.getOutputStream().write((requests ? fault.request : fault.reply).through(this, bytes));
        }
      } catch (IOException e) {
        // One end is gone; so is the link.
      }
      reset();
    }

    void reset() {
      links.remove(this);
      for (Socket socket : new Socket[] {client, server}) {
        try {
          socket.setSoLinger(true, 0);
        } catch (IOException e) {
          // Closed already.
        }
        try {
          socket.close();
        } catch (IOException e) {
          // Closed all the same.
        }
      }
    }
  }
}
