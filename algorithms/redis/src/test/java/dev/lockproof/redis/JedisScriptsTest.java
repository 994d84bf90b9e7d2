// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockproof.lease.StoreException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.executors.CommandExecutor;

/** What becomes of a script on its way through Jedis. */
@Tag("redis-lease.outcome")
class JedisScriptsTest {
  private static final List<Object> RELEASED = List.of("RELEASED".getBytes(StandardCharsets.UTF_8));

  private final List<Rawable> sent = new ArrayList<>();

  /** A connection to a server that answers each command as a function says. */
  private final class Wire implements CommandExecutor {
    private final Function<Rawable, Object> server;

    Wire(Function<Rawable, Object> server) {
      this.server = server;
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
      sent.add(command.getArguments().getCommand());
      return command.getBuilder().build(server.apply(command.getArguments().getCommand()));
    }

    @Override
    public void close() {}
  }

  private List<String> release(Function<Rawable, Object> server) {
    var client = new UnifiedJedis(new Wire(server), null, RedisProtocol.RESP2, null) {
          // the constructor is protected
        };
    return new JedisScripts(client).run(Script.RELEASE, List.of("l"), List.of("o"));
  }

  /** A known script is called by its digest. */
  @Test
  void byDigest() {
    assertThat(release(command -> RELEASED)).containsExactly("RELEASED");
    assertThat(sent).containsExactly(Protocol.Command.EVALSHA);
  }

  /** A script that the server does not know has not run, and is sent as text. */
  @Test
  void byText() {
    List<String> answer =
        release(
            command -> {
              if (command == Protocol.Command.EVALSHA) {
                throw new JedisNoScriptException("NOSCRIPT No matching script.");
              }
              return RELEASED;
            });
    assertThat(answer).containsExactly("RELEASED");
    assertThat(sent).containsExactly(Protocol.Command.EVALSHA, Protocol.Command.EVAL);
  }

  /** An error that the server answers, or a request that was never sent, had no effect. */
  @ParameterizedTest
  @MethodSource
  void noEffect(JedisException failure) {
    assertThatThrownBy(() -> fail(failure)).isInstanceOf(StoreException.class).hasCause(failure);
  }

  static List<JedisException> noEffect() {
    var refused = new JedisConnectionException("Failed to connect to any host");
    refused.addSuppressed(new ConnectException("Connection refused"));
    return List.of(
        new JedisDataException("OOM command not allowed when used memory > 'maxmemory'."),
        new JedisDataException("LOADING Redis is loading the dataset in memory"),
        new JedisAccessControlException("NOAUTH Authentication required."),
        new JedisConnectionException("Failed to create socket.", new UnknownHostException("h")),
        new JedisException("Could not get a resource", new NoSuchElementException("Timeout")),
        refused);
  }

  /** Everything else may have had one. */
  @ParameterizedTest
  @MethodSource
  void perhapsAnEffect(JedisException failure) {
    assertThatThrownBy(() -> fail(failure)).isInstanceOf(NoReplyException.class).hasCause(failure);
  }

  static List<JedisException> perhapsAnEffect() {
    var retried = new JedisClusterOperationException("No more cluster attempts left.");
    retried.addSuppressed(new JedisConnectionException(new ConnectException("refused")));
    return List.of(
        new JedisConnectionException("Unexpected end of stream."),
        new JedisConnectionException(new SocketTimeoutException("Read timed out")),
        new JedisException("Could not return the resource", new IllegalStateException()),
        retried);
  }

  /** Interrupted while it waits for a connection, a caller stays interrupted. */
  @Test
  void interrupted() {
    var failure = new JedisException("Could not get a resource", new InterruptedException());
    assertThatThrownBy(() -> fail(failure)).isInstanceOf(StoreException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private void fail(JedisException failure) {
    release(
        command -> {
          throw failure;
        });
  }
}
