// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.checker.history.Recorder;
import dev.lockproof.journal.Budget;
import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseUnknownException;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.lease.StaleTokenException;
import dev.lockproof.lease.StoreException;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.redis.RedisGuard;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import dev.lockproof.servers.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
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
import redis.clients.jedis.RedisClient;

/** Whatever is wrong with the server gives a clear error, or a documented result. */
@TestInstance(Lifecycle.PER_CLASS)
class RedisFencedLeasesBadServerTest {
  private static final Duration SHORT = Duration.ofMillis(80);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Path work;
  private final RedisServer shared;
  private RedisServer server;
  private Setting setting;
  private RedisClient client;
  private RedisFencedLeases leases;

  RedisFencedLeasesBadServerTest(@TempDir Path work) {
    this.work = work;
    this.shared = RedisServers.start(work.resolve("redis.log"));
  }

  @BeforeEach
  void open() {
    open(shared);
  }

  private void open(RedisServer fresh) {
    server = fresh;
    setting = new Setting(server, Budget.SMOKE, work);
    client = setting.connect(server.host(), server.port(), Duration.ofMillis(150));
    leases = leases(client);
  }

  private RedisFencedLeases leases(RedisClient on) {
    return RedisFencedLeases.builder(on).prefix(setting.prefix()).build();
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  @AfterAll
  void close() {
    shared.close();
  }

  private FencedLease granted() {
    return leases.tryAcquire("r", LONG).orElseThrow();
  }

  private void refused(String because) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> leases.tryAcquire("r", LONG))
        .withMessageContaining("Redis")
        .withStackTraceContaining(because);
  }

  private String key(String what) {
    return setting.prefix() + ":lease:" + what;
  }

  /** A server that is not there surely granted nothing. */
  @Test
  @Tag("redis-lease.outcome")
  void absent() {
    FencedLease lease = granted();
    server.kill();
    // On the connection that broke; after that there is none.
    assertThat(lease.renew(LONG)).isEqualTo(Renewal.UNKNOWN);
    refused("Failed to connect");
    assertThat(lease.isHeld()).isTrue();
    assertThat(lease.release()).isEqualTo(Release.UNKNOWN);
    assertThat(lease.isHeld()).isFalse();
    server.restart();
  }

  /** A server that forgets grants again, with tokens of another incarnation that guards refuse. */
  @Test
  @Tag("redis-lease.tokens")
  void restartThatForgets() {
    FencedLease old = granted();
    server.kill();
    server.restart();
    // The first request on a connection from before the restart has no known outcome.
    assertThat(old.renew(LONG)).isIn(Renewal.UNKNOWN, Renewal.LOST);
    FencedLease fresh = granted();
    assertThat(fresh.token().isComparableTo(old.token())).isFalse();
    var guard = new RedisGuard(client, setting.prefix() + ":value");
    guard.raise(old.token());
    assertThatExceptionOfType(StaleTokenException.class)
        .isThrownBy(() -> guard.raise(fresh.token()))
        .withMessageContaining("incarnation");
  }

  /** A server that writes everything down goes on where it was. */
  @Test
  @Tag("redis-lease.tokens")
  @Tag("redis-lease.exclusion")
  void restartThatRemembers() {
    try (var durable =
        RedisServers.start(
            work.resolve("durable.log"), "--appendonly", "yes", "--appendfsync", "always")) {
      client.close();
      open(durable);
      remembers();
    }
  }

  private void remembers() {
    FencedLease first = granted();
    server.kill();
    server.restart();
    assertThat(first.renew(LONG)).isIn(Renewal.UNKNOWN, Renewal.RENEWED);
    assertThat(leases.tryAcquire("r", LONG)).isEmpty();
    assertThat(first.release()).isEqualTo(Release.RELEASED);
    assertThat(first.token().isOlderThan(granted().token())).isTrue();
  }

  /** Without memory nothing is granted or drawn, and what is held can be released. */
  @Test
  @Tag("redis-lease.ownership")
  void outOfMemory() {
    FencedLease lease = granted();
    server.fillMemory();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> leases.tryAcquire("other", LONG))
        .withMessageContaining("OOM");
    assertThat(client.exists(key("other"))).isFalse();
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
    server.freeMemory();
    assertThat(granted().token().value()).isEqualTo(lease.token().value() + 1);
  }

  /** A key of another type is never taken for a lease, nor touched. */
  @Test
  void wrongType() {
    client.lpush(key("r"), "not a lease");
    refused("WRONGTYPE");
    assertThat(client.llen(key("r"))).isEqualTo(1);
  }

  /** A read-only replica grants nothing. */
  @Test
  void readOnly() {
    server.ask("REPLICAOF", "127.0.0.1", "1");
    refused("READONLY");
    server.ask("REPLICAOF", "NO", "ONE");
  }

  /** A user without the right to run scripts is told so. */
  @Test
  void notPermitted() {
    server.ask("ACL", "SETUSER", "default", "-evalsha", "-eval");
    refused("NOPERM");
    server.ask("ACL", "SETUSER", "default", "+@all");
  }

  /** After the last token there is no grant, and no lease without a token is left behind. */
  @Test
  @Tag("redis-lease.tokens")
  void lastToken() {
    FencedLease lease = granted();
    lease.release();
    String counter = client.keys(setting.prefix() + ":token:*").iterator().next();
    client.hset(counter, "token", Long.toString(Long.MAX_VALUE - 1));
    FencedLease last = granted();
    assertThat(last.token().value()).isEqualTo(Long.MAX_VALUE);
    last.release();
    refused("overflow");
    assertThat(client.exists(key("r"))).isFalse();
  }

  /** A server that stands still: nobody knows, and the resource is free after the time-to-live. */
  @Test
  @Tag("redis-lease.outcome")
  @Tag("redis-lease.expiry")
  void paused() throws InterruptedException {
    granted().release();
    server.pause();
    assertThatExceptionOfType(LeaseUnknownException.class)
        .isThrownBy(() -> leases.tryAcquire("r", SHORT))
        .withMessageContaining("expires within");
    server.resume();
    try (var other =
        new RecordedClient(
            new Recorder(System::nanoTime),
            new AtomicInteger(),
            setting.connect(),
            setting.prefix())) {
      assertThat(other.await("r", LONG, Expiry.of(SHORT))).isNotNull();
    }
  }

  /** Who deletes the key of a lease lets in another holder; the old one finds out, or is fenced. */
  @Test
  @Tag("redis-lease.ownership")
  @Tag("redis-lease.order")
  void deletedByHand() {
    FencedLease old = granted();
    client.del(key("r"));
    FencedLease next = granted();
    var guard = new RedisGuard(client, setting.prefix() + ":value");
    guard.raise(next.token());
    assertThat(old.isHeld()).isTrue();
    assertThatExceptionOfType(StaleTokenException.class)
        .isThrownBy(() -> guard.set(old.token(), "late"));
    assertThat(old.renew(LONG)).isEqualTo(Renewal.LOST);
    assertThat(old.isHeld()).isFalse();
    assertThat(old.release()).isEqualTo(Release.ALREADY_LOST);
    assertThat(next.renew(LONG)).isEqualTo(Renewal.RENEWED);
  }

  /** An answer that is none leaves the outcome unknown. */
  @ParameterizedTest
  @Tag("redis-lease.outcome")
  @ValueSource(
      strings = {
        "HTTP/1.1 400 Bad Request\r\n\r\n",
        "+OK\r\n",
        ":1\r\n",
        "$-1\r\n",
        "*0\r\n",
        "*1\r\n:7\r\n",
        "*1\r\n$4\r\nnope\r\n"
      })
  void lies(String answer) {
    try (var proxy = new TcpProxy(server.host(), server.port());
        var wire = setting.connect("127.0.0.1", proxy.port(), Duration.ofMillis(150))) {
      FencedLease lease = leases(wire).tryAcquire("r", LONG).orElseThrow();
      proxy.answer(answer);
      assertThat(lease.renew(LONG)).isEqualTo(Renewal.UNKNOWN);
      assertThat(lease.isHeld()).isTrue();
      assertThat(lease.release()).isEqualTo(Release.UNKNOWN);
      assertThatExceptionOfType(LeaseUnknownException.class)
          .isThrownBy(() -> leases(wire).tryAcquire("s", LONG));
    }
  }
}
