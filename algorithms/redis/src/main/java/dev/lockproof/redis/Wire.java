// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.RedisInputStream;
import redis.clients.jedis.util.SafeEncoder;

/**
 * A connection on which a request and its answer are two calls, and nobody waits beyond a deadline,
 * however slowly the bytes come.
 */
final class Wire extends Connection {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** What comes in; assigned while the superclass shakes hands, so never initialized here. */
  private @Nullable RedisInputStream incoming;

  /** Until when to wait for bytes, once {@link #isReady}. */
  private long deadline;

  private boolean isReady;

  /** Connects, and makes the scripts known to the server. */
  Wire(HostAndPort address, JedisClientConfig config) {
    super(new DefaultJedisSocketFactory(address, config), config);
    for (Script script : Script.values()) {
      sendCommand(Protocol.Command.SCRIPT, "LOAD", script.source());
      getOne();
    }
    isReady = true;
  }

  /** Sends a script. */
  void send(Script script, List<String> keys, List<String> arguments) {
    var command = new CommandArguments(Protocol.Command.EVALSHA).add(script.digest());
    command.add(keys.size()).keys(keys).addObjects(arguments);
    sendCommand(command);
    flush();
  }

  /**
   * Waits for the first byte of the next answer.
   *
   * @return whether it came in time; if not, nothing has been read and the wire is as good as ever
   */
  boolean awaitAnswer(long until) throws IOException {
    deadline = until;
    RedisInputStream stream = incoming;
    if (stream == null) {
      throw new IllegalStateException("not connected");
    }
    try {
      stream.peek((byte) 0);
      return true;
    } catch (JedisConnectionException e) {
      if (e.getCause() instanceof SocketTimeoutException) {
        return false;
      }
      throw e;
    }
  }

  /** Reads the next answer, in strings. */
  @Nullable Object readAnswer() {
    return SafeEncoder.encodeObject(getOne());
  }

  /** Sends a script, and reads the answer if it comes in time. */
  void run(Script script, List<String> keys, List<String> arguments, long until) {
    deadline = until;
    send(script, keys, arguments);
    skipAnswer();
  }

  /** Reads an answer that nobody waits for, be it an error. */
  void skipAnswer() {
    try {
      getOne();
    } catch (JedisDataException e) {
      // It is read.
    }
  }

  /** Closes the connection, however broken it is. */
  void cut() {
    try {
      forceDisconnect();
    } catch (IOException | JedisException e) {
      // It is closed all the same.
    }
  }

  @Override
  protected Object protocolRead(RedisInputStream in, PushConsumerChain pushes) {
    RedisInputStream stream = incoming;
    if (stream == null) {
      stream = new RedisInputStream(new Hurried(in));
      incoming = stream;
    }
    return super.protocolRead(stream, pushes);
  }

  /** Waits for each read no longer than what is left. */
  private final class Hurried extends FilterInputStream {
    Hurried(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (isReady) {
        long left = deadline - System.nanoTime();
        if (left <= 0 && available() == 0) {
          throw new SocketTimeoutException("the answer is overdue");
        }
        setSoTimeout((int) (1 + Math.max(0, left) / NANOS_PER_MILLI));
      }
      return super.read(bytes, offset, length);
    }
  }
}
