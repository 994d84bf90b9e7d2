// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is found, told apart, broken and mended; where there is none, the message helps. */
class RedisServersTest {
  @TempDir private Path folder;

  @AfterEach
  void noneForced() {
    System.clearProperty(RedisServers.PROPERTY);
  }

  private RedisServer start(String forced, String... options) {
    System.setProperty(RedisServers.PROPERTY, forced);
    return RedisServers.start(folder.resolve("redis.log"), options);
  }

  /** The artifact's server answers and says what it is. */
  @Test
  void artifact() {
    try (var server = start("artifact")) {
      assertThat(server.ask("PING")).isEqualTo("PONG");
      assertThat(server.origin().version()).isEqualTo("7.0.15");
      assertThat(server.origin().digest()).matches("[0-9a-f]{64}");
      assertThat(server.origin().asMap()).containsEntry("kind", "artifact");
      assertThat(folder.resolve("redis.log")).isNotEmptyFile();
    }
  }

  /** A killed server comes back on the same port without what it never wrote down. */
  @Test
  void restartForgets() {
    try (var server = start("artifact")) {
      int port = server.port();
      server.ask("SET", "k", "v");
      server.kill();
      assertThatExceptionOfType(ServerException.class).isThrownBy(() -> server.ask("PING"));
      server.restart();
      assertThat(server.port()).isEqualTo(port);
      assertThat(server.ask("GET", "k")).isEmpty();
    }
  }

  /** A killed server that writes everything down comes back with it. */
  @Test
  void restartRemembers() {
    try (var server = start("artifact", "--appendonly", "yes", "--appendfsync", "always")) {
      server.ask("SET", "k", "v");
      server.kill();
      server.restart();
      assertThat(server.ask("GET", "k")).isEqualTo("v");
    }
  }

  /** A paused server does not answer; a resumed one does. */
  @Test
  void pauseAndResume() {
    try (var server = start("artifact")) {
      server.pause();
      assertThatThrownBy(() -> server.ask("PING")).hasMessageContaining("timed out");
      server.resume();
      assertThat(server.ask("PING")).isEqualTo("PONG");
    }
  }

  /** A server without memory refuses writes until it has some again. */
  @Test
  void outOfMemory() {
    try (var server = start("artifact")) {
      server.fillMemory();
      assertThatThrownBy(() -> server.ask("SET", "k", "v")).hasMessageContaining("OOM");
      server.freeMemory();
      assertThat(server.ask("SET", "k", "v")).isEqualTo("OK");
    }
  }

  /** A server of the user is used as it is, and never broken. */
  @Test
  void url() {
    try (var ours = start("artifact")) {
      ours.ask("CONFIG", "SET", "requirepass", "secret");
      // The wrong password first: a clear error, and the password is not shown.
      assertThatThrownBy(() -> start("redis://:wrong@127.0.0.1:" + ours.port()))
          .hasMessageContaining("WRONGPASS")
          .hasMessageNotContaining("wrong@");
      var theirs = start("redis://:secret@127.0.0.1:" + ours.port());
      theirs.ask("SET", "k", "v");
      assertThat(theirs.origin().where()).isEqualTo("redis://***@127.0.0.1:" + ours.port());
      assertThatThrownBy(theirs::kill).hasMessageContaining("not ours to break");
      assertThatThrownBy(theirs::fillMemory).hasMessageContaining("not ours to break");
      theirs.close();
      assertThat(theirs.ask("GET", "k")).isEqualTo("v");
      assertThatThrownBy(() -> ours.ask("PING")).hasMessageContaining("NOAUTH");
    }
  }

  /** When another process takes the free port first, the next one is tried. */
  @Test
  void portTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var first = start("artifact")) {
      Iterator<Integer> ports =
          List.of(taken.getLocalPort(), first.port(), ProcessRedis.freePort()).iterator();
      Path binary = BinarySource.artifact().locate().orElseThrow();
      try (var server =
          ProcessRedis.start(
              binary,
              folder.resolve("second.log"),
              List.of(),
              version -> new Origin("artifact", version, "", ""),
              ports::next)) {
        assertThat(server.ask("PING")).isEqualTo("PONG");
        assertThat(ports).isExhausted();
      }
    }
  }

  /** A server that cannot start says why. */
  @Test
  void badOption() {
    assertThatThrownBy(() -> start("artifact", "--no-such-option", "1"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("no-such-option");
  }

  /** Where nothing is, the message names what was tried and how to get it. */
  @Test
  void none() throws IOException {
    Finding finding = BinarySource.path(folder.toString()).probe();
    assertThat(finding.available()).isFalse();
    assertThat(finding.remedy()).contains("apt-get install redis-server");
    assertThat(finding.toJson()).startsWith("{\"server\":\"redis\",\"source\":\"path\"");
    int port = ProcessRedis.freePort();
    assertThatThrownBy(() -> start("redis://127.0.0.1:" + port))
        .hasMessageContaining("tried")
        .hasMessageContaining("url: 127.0.0.1:" + port)
        .hasMessageContaining("refused");
  }

  /** A property that names nothing is refused with what it may be. */
  @Test
  void badProperty() {
    for (String bad : List.of("dokcer", "http://host:1", "redis://host", "not a url")) {
      assertThatThrownBy(() -> start(bad))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("redis://")
          .hasMessageContaining(RedisServers.PROPERTY);
    }
  }

  /** Each place is probed, and the findings are JSON that survives quotes. */
  @Test
  void probe() {
    assertThat(RedisServers.probe())
        .extracting(Finding::source)
        .containsExactly("docker", "artifact", "path");
    assertThat(new Finding("a", true, "\"\\\n", "").toJson()).contains("\\\"\\\\\\u000a");
  }
}
