// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.journal.Budget;
import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseUnknownException;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.lease.StoreException;
import dev.lockproof.redis.Instances;
import dev.lockproof.redis.RedisRedlock;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;

/** Whatever is wrong with some servers, the others do; with most of them, it is said clearly. */
@TestInstance(Lifecycle.PER_CLASS)
class RedlockRoundBadServerTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final RedisServer server;
  private final FiveServers five;
  private Instances instances;
  private RedisRedlock leases;
  private final Queue<Throwable> diedOf = new ConcurrentLinkedQueue<>();
  private int resources;

  RedlockRoundBadServerTest(@TempDir Path work) {
    this.server = RedisServers.start(work.resolve("redis.log"));
    this.five = FiveServers.start(new Setting(server, Budget.SMOKE, work));
  }

  @BeforeEach
  void open() {
    Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> diedOf.add(cause));
    instances = five.wired(PATIENCE);
    leases = RedisRedlock.builder(instances).build();
    granted().release();
  }

  /** What a thread of the library dies of would be printed into the log of whoever uses it. */
  @AfterEach
  void closeInstances() {
    instances.close();
    five.heal();
    assertThat(diedOf).isEmpty();
  }

  @AfterAll
  void close() {
    Thread.setDefaultUncaughtExceptionHandler(null);
    five.close();
    server.close();
  }

  private Lease granted() {
    return leases.tryAcquire("r" + resources++, LONG).orElseThrow();
  }

  /** Two that are gone are not missed; without three nothing is granted, and that is an error. */
  @Test
  @Tag("redlock.quorum")
  void absent() {
    five.wire(0).reset();
    five.wire(1).reset();
    Lease lease = granted();
    assertThat(lease.renew(LONG)).isEqualTo(Renewal.RENEWED);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
    five.wire(2).reset();
    assertThatExceptionOfType(LeaseUnknownException.class).isThrownBy(this::granted);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::granted)
        .withMessageContaining("no majority of the servers could be asked");
  }

  /** Servers that were never there: a minority is not missed, all of them are an error. */
  @Test
  @Tag("redlock.quorum")
  void neverThere() {
    var nobody = new HostAndPort("127.0.0.1", 1);
    var here = List.of(address(0), address(1));
    try (var one = Instances.servers(List.of(here.get(0), nobody, here.get(1)));
        var all = Instances.servers(List.of(nobody))) {
      assertThat(RedisRedlock.builder(one).build().tryAcquire("never", LONG)).isPresent();
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> RedisRedlock.builder(all).build().tryAcquire("never", LONG));
    }
  }

  /** Two that stand still are not missed, nor waited for again and again. */
  @Test
  @Tag("redlock.quorum")
  @Tag("redlock.release")
  void standingStill() {
    five.server(0).pause();
    five.server(1).pause();
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      assertThat(granted().release()).isEqualTo(Release.RELEASED);
    }
    long took = System.nanoTime() - start;
    five.server(0).resume();
    five.server(1).resume();
    assertThat(Duration.ofNanos(took)).isLessThan(PATIENCE.multipliedBy(25));
  }

  /** Without memory a server grants nothing; what it holds can be released. */
  @Test
  @Tag("redlock.quorum")
  @Tag("redlock.release")
  void outOfMemory() {
    Lease lease = granted();
    five.server(0).fillMemory();
    granted().release();
    five.server(1).fillMemory();
    five.server(2).fillMemory();
    assertThatExceptionOfType(StoreException.class).isThrownBy(this::granted);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
    for (int i = 0; i < 3; i++) {
      five.server(i).freeMemory();
    }
  }

  /** A user with a password, who need not be allowed to ask the servers what they are. */
  @Test
  void credentials() {
    var addresses = new ArrayList<HostAndPort>();
    for (int i = 0; i < FiveServers.COUNT; i++) {
      five.server(i).ask("ACL", "SETUSER", "bob", "on", ">right", "~*", "+@all", "-info");
      addresses.add(address(i));
    }
    try (var right = Instances.servers(addresses, bob("right"), PATIENCE);
        var wrong = Instances.servers(addresses, bob("wrong"), PATIENCE)) {
      Lease lease = RedisRedlock.builder(right).build().tryAcquire("bob", LONG).orElseThrow();
      assertThat(lease.release()).isEqualTo(Release.RELEASED);
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> RedisRedlock.builder(wrong).build().tryAcquire("bob", LONG));
    }
  }

  /** A server that forgot the scripts is told them again. */
  @Test
  void forgottenScripts() {
    for (int i = 0; i < 2; i++) {
      five.server(i).ask("SCRIPT", "FLUSH");
    }
    granted().release();
    for (int i = 0; i < FiveServers.COUNT; i++) {
      five.server(i).ask("SCRIPT", "FLUSH");
    }
    assertThatExceptionOfType(StoreException.class).isThrownBy(this::granted);
  }

  /** Two that lie are not believed; with three nobody knows. */
  @ParameterizedTest
  @Tag("redlock.quorum")
  @ValueSource(
      strings = {"HTTP/1.1 400\r\n\r\n", "+OK\r\n", "*0\r\n", "*1\r\n$4\r\nnope\r\n", "*1"})
  void lies(String answer) {
    five.wire(0).answer(answer);
    five.wire(1).answer(answer);
    Lease lease = granted();
    assertThat(lease.renew(LONG)).isEqualTo(Renewal.RENEWED);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
    instances.close();
    five.heal();
    instances = five.wired(PATIENCE);
    leases = RedisRedlock.builder(instances).build();
    granted().release();
    for (int i = 0; i < 3; i++) {
      five.wire(i).answer(answer);
    }
    assertThatExceptionOfType(LeaseUnknownException.class).isThrownBy(this::granted);
  }

  /** A list of servers that can have no majority of its own is refused. */
  @Test
  void badServers() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Instances.servers(List.of()))
        .withMessageContaining("needs servers");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Instances.servers(List.of(address(0), address(1), address(0))))
        .withMessageContaining("one vote");
  }

  /** Closed is closed: a lease cannot be released any more, and expires. */
  @Test
  void closed() {
    Lease lease = granted();
    instances.close();
    assertThat(lease.release()).isEqualTo(Release.UNKNOWN);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::granted)
        .withMessageContaining("closed");
  }

  private static JedisClientConfig bob(String password) {
    return DefaultJedisClientConfig.builder().user("bob").password(password).build();
  }

  private HostAndPort address(int i) {
    return new HostAndPort(five.server(i).host(), five.server(i).port());
  }
}
