// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A connection on which one thread sends and another receives, and nobody waits beyond a deadline.
 *
 * <p>Jedis connects and shakes hands; after that the socket is ours.
 */
final class Wire {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** What the system takes without waiting for the server. */
  private static final int SEND_BUFFER = 2 * Exchange.MOST_OWED;

  private static final Pattern RUN_ID = Pattern.compile("run_id:(\\w+)");

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final @Nullable String server;
  private final Incoming incoming = new Incoming();

  /** Connects. */
  Wire(HostAndPort address, JedisClientConfig config) {
    var sockets = new Kept(address, config);
    try {
      server = server(new Connection(sockets, config));
      socket = sockets.kept;
      socket.setSendBufferSize(SEND_BUFFER);
      in = socket.getInputStream();
      out = socket.getOutputStream();
    } catch (IOException | JedisException e) {
      close(sockets.kept);
      throw new JedisConnectionException("cannot connect to " + address, e);
    }
  }

  /** Returns what no other server is called; null from one that does not tell. */
  private static @Nullable String server(Connection handshake) {
    try {
      handshake.sendCommand(new CommandArguments(Protocol.Command.INFO).add("server"));
      Matcher matcher = RUN_ID.matcher(String.valueOf(handshake.getBulkReply()));
      return matcher.find() ? matcher.group(1) : null;
    } catch (JedisDataException e) {
      return null;
    }
  }

  @Nullable String server() {
    return server;
  }

  /** Sends bytes. */
  void write(ByteArrayOutputStream bytes) throws IOException {
    bytes.writeTo(out);
  }

  /**
   * Receives bytes.
   *
   * @return whether any came in time; if not, the wire is as good as ever
   */
  boolean read(long until) throws IOException {
    long left = until - System.nanoTime();
    if (left <= 0 && !(socket instanceof SSLSocket) && in.available() == 0) {
      return false;
    }
    try {
      socket.setSoTimeout((int) (1 + Math.max(0, left) / NANOS_PER_MILLI));
      incoming.read(in);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** Returns the next answer, if all of it was received. */
  Incoming.@Nullable Reply next() throws IOException {
    return incoming.next();
  }

  /** Closes the connection, however broken it is. */
  void cut() {
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  /** Makes a socket, and keeps it. */
  private static final class Kept extends DefaultJedisSocketFactory {
    Socket kept = new Socket();

    Kept(HostAndPort address, JedisClientConfig config) {
      super(address, config);
    }

    @Override
    public Socket createSocket() {
      kept = super.createSocket();
      return kept;
    }
  }
}
