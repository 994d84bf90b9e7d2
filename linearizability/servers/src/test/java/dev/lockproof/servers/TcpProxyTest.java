// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Each fault of the wire does what it says, and only until it is healed. */
@TestInstance(Lifecycle.PER_CLASS)
class TcpProxyTest {
  private final RedisServer server;
  private final TcpProxy proxy;
  private final URI wire;

  TcpProxyTest(@TempDir Path folder) {
    server = RedisServers.start(folder.resolve("redis.log"));
    proxy = new TcpProxy(server.host(), server.port());
    wire = URI.create("redis://127.0.0.1:" + proxy.port());
  }

  @BeforeAll
  void forwardsAtFirst() {
    assertThat(Resp.ask(wire, "PING")).isEqualTo("PONG");
  }

  @AfterEach
  void healed() {
    proxy.heal();
    assertThat(Resp.ask(wire, "PING")).isEqualTo("PONG");
  }

  @AfterAll
  void close() {
    proxy.close();
    server.close();
    assertThatThrownBy(() -> Resp.ask(wire, "PING")).hasMessageContaining("refused");
  }

  /** The command is carried out, its reply never arrives, and the next command is not touched. */
  @Test
  void cutReply() throws InterruptedException {
    var cut = proxy.cutReply(request -> request.contains("INCR"));
    assertThat(Resp.ask(wire, "PING")).isEqualTo("PONG");
    assertThatThrownBy(() -> Resp.ask(wire, "INCR", "k")).isInstanceOf(ServerException.class);
    assertThat(cut.await(1, TimeUnit.SECONDS)).isTrue();
    assertThat(server.ask("GET", "k")).isEqualTo("1");
    assertThat(Resp.ask(wire, "INCR", "k")).isEqualTo("2");
  }

  /** Nothing arrives, and nothing comes back. */
  @Test
  void blackhole() {
    proxy.blackhole();
    assertThatThrownBy(() -> Resp.ask(wire, "SET", "hole", "1")).hasMessageContaining("timed out");
    assertThat(server.ask("EXISTS", "hole")).isEqualTo("0");
  }

  /** Connections are reset at once. */
  @Test
  void reset() {
    proxy.reset();
    assertThatThrownBy(() -> Resp.ask(wire, "PING")).isInstanceOf(ServerException.class);
  }

  /** A round trip takes the delay twice. */
  @Test
  void delay() {
    proxy.delay(Duration.ofMillis(50));
    long start = System.nanoTime();
    assertThat(Resp.ask(wire, "PING")).isEqualTo("PONG");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
  }

  /** The client hears a lie. */
  @Test
  void answer() {
    proxy.answer("HTTP/1.1 400 Bad Request\r\n");
    assertThatThrownBy(() -> Resp.ask(wire, "PING")).hasMessageContaining("not a reply");
  }
}
