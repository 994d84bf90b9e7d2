// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.FencingToken;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseTimeoutException;
import dev.lockproof.lease.LossReason;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leases promise while requests and answers arrive. */
class RedisFencedLeasesTest extends TwoProcesses {
  /** While one holds, another misses; other resources are free. */
  @Test
  @Tag("redis-lease.exclusion")
  void excludes() {
    FencedLease lease = grant();
    assertThat(theirs.tryAcquire("r", TTL)).isEmpty();
    assertThat(theirs.tryAcquire("s", TTL)).isPresent();
    assertThat(lease.isHeld()).isTrue();
  }

  /** The holder's deadline comes before the server's. */
  @Test
  @Tag("redis-lease.exclusion")
  void holderEndsFirst() {
    FencedLease lease = grant();
    assertThat(lease.remaining()).isEqualTo(Duration.ofMillis(988));
    advance(Duration.ofMillis(988));
    assertThat(lease.isHeld()).isFalse();
    assertThat(theirs.tryAcquire("r", TTL)).isEmpty();
  }

  /** The deadline counts from before the request, not from the answer. */
  @Test
  @Tag("redis-lease.exclusion")
  void slowAnswer() {
    faults.add(
        (script, keys, arguments) -> {
          List<String> answer = twin.run(script, keys, arguments);
          advance(Duration.ofMillis(500));
          return answer;
        });
    assertThat(grant().remaining()).isEqualTo(Duration.ofMillis(488));
  }

  /** An answer that comes after the validity is no lease, and what it granted is freed. */
  @Test
  @Tag("redis-lease.exclusion")
  void answerAfterTheValidity() {
    faults.add(
        (script, keys, arguments) -> {
          List<String> answer = twin.run(script, keys, arguments);
          advance(Duration.ofMillis(990));
          return answer;
        });
    assertThat(ours.tryAcquire("r", TTL)).isEmpty();
    assertThat(theirs.tryAcquire("r", TTL)).isPresent();
  }

  /** Later grants carry larger tokens, whoever gets them and however the earlier ended. */
  @Test
  @Tag("redis-lease.tokens")
  void tokensIncrease() {
    FencedLease first = grant();
    first.release();
    FencingToken second = theirs.tryAcquire("r", TTL).orElseThrow().token();
    advance(TTL.plusMillis(1));
    FencingToken third = grant().token();
    assertThat(first.token().isOlderThan(second)).isTrue();
    assertThat(second.isOlderThan(third)).isTrue();
  }

  /** Renewing keeps the token. */
  @Test
  @Tag("redis-lease.tokens")
  void renewalKeepsTheToken() {
    FencedLease lease = grant();
    FencingToken token = lease.token();
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.RENEWED);
    assertThat(lease.token()).isEqualTo(token);
  }

  /** What a former holder still does leaves its successor's lease alone. */
  @Test
  @Tag("redis-lease.ownership")
  void formerHolderTouchesNothing() {
    FencedLease former = grant();
    advance(TTL.plusMillis(1));
    FencedLease successor = theirs.tryAcquire("r", TTL).orElseThrow();
    assertThat(former.renew(TTL)).isEqualTo(Renewal.LOST);
    assertThat(former.release()).isEqualTo(Release.ALREADY_LOST);
    assertThat(successor.renew(TTL)).isEqualTo(Renewal.RENEWED);
    assertThat(ours.tryAcquire("r", TTL)).isEmpty();
  }

  /** Renewing a lease that the server no longer has does not create it again. */
  @Test
  @Tag("redis-lease.ownership")
  void renewalCreatesNothing() {
    FencedLease lease = grant();
    faults.add(
        (script, keys, arguments) -> {
          advance(TTL.plusMillis(1));
          return twin.run(script, keys, arguments);
        });
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.LOST);
    assertThat(theirs.tryAcquire("r", TTL)).isPresent();
  }

  /** A shorter renewal without an answer does not end the lease before the holder's deadline. */
  @Test
  @Tag("redis-lease.ownership")
  void renewalNeverShortens() {
    FencedLease lease = grant();
    faults.add(this::loseAnswer);
    assertThat(lease.renew(Duration.ofMillis(10))).isEqualTo(Renewal.UNKNOWN);
    advance(Duration.ofMillis(500));
    assertThat(lease.isHeld()).isTrue();
    assertThat(theirs.tryAcquire("r", TTL)).isEmpty();
  }

  /** A waiter gets the lease as soon as it asks after the holder has gone. */
  @Test
  void waits() throws InterruptedException {
    FencedLease first = grant();
    FencedLease second = theirs.acquire("r", TTL, Duration.ofSeconds(9));
    assertThat(first.token().isOlderThan(second.token())).isTrue();
    assertThat(now).isBetween(TTL.toNanos(), TTL.plusMillis(129).toNanos());
    assertThat(pauses).isBetween(12, 24);
  }

  /** A waiter gives up when its time is over, and asks once if it has none. */
  @Test
  void givesUp() {
    grant();
    for (Duration wait : List.of(Duration.ZERO, Duration.ofMillis(250))) {
      long start = now;
      pauses = 0;
      assertThatExceptionOfType(LeaseTimeoutException.class)
          .isThrownBy(() -> theirs.acquire("r", TTL, wait))
          .withMessageContaining(wait.toString());
      assertThat(now - start).isEqualTo(wait.toNanos());
    }
  }

  /** An interrupted waiter asks for nothing. */
  @Test
  void interruptedWaiter() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> ours.acquire("r", TTL, TTL));
    assertThat(owners).isZero();
    assertThat(Thread.interrupted()).isFalse();
  }

  /** Names in any script are fine, and distinct names are distinct resources. */
  @ParameterizedTest
  @ValueSource(strings = {"東京", "\uD83D\uDD12", "{a}", "}{", "a b\r\n", "r "})
  void resources(String name) {
    grant();
    assertThat(theirs.tryAcquire(name, TTL)).isPresent();
    assertThat(theirs.tryAcquire(name, TTL)).isEmpty();
  }

  /** A bad request is refused before anything is sent. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "\uD83D"})
  @SuppressWarnings("NullAway") // that is the test
  void badResource(String name) {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> ours.tryAcquire(name, TTL))
        .isInstanceOfAny(IllegalArgumentException.class, NullPointerException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> ours.tryAcquire("r", Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ours.acquire("r", TTL, Duration.ofMillis(-1)));
    assertThat(owners).isZero();
  }

  /** A prefix must leave the choice of the hash slot to the resource. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{a}", "a}"})
  void badPrefix(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisFencedLeases.builder(twin).prefix(prefix));
  }

  /** Different prefixes are different worlds. */
  @Test
  void prefixes() {
    grant();
    var other = RedisFencedLeases.builder(twin).prefix("other").terms(LeaseTerms.DEFAULT).build();
    assertThat(other.tryAcquire("r", TTL)).isPresent();
  }

  /** With nothing injected, leases run on the clock of the JVM and announce their end. */
  @Test
  void defaults() throws Exception {
    var leases = RedisFencedLeases.builder(new ScriptTwin(() -> System.nanoTime() / 1_000_000));
    long start = System.nanoTime();
    FencedLease lease = leases.build().acquire("r", Duration.ofMillis(50), TTL);
    assertThat(lease.lost().toCompletableFuture().get(9, TimeUnit.SECONDS))
        .isEqualTo(LossReason.EXPIRED);
    assertThat(System.nanoTime() - start).isGreaterThan(47_000_000);
    assertThat(leases.build().acquire("r", TTL, TTL).token().value()).isEqualTo(2);
  }

  /** A poll must take time. */
  @Test
  void badPoll() {
    var builder = RedisFencedLeases.builder(twin);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.longestPoll(Duration.ZERO))
        .withMessageContaining("PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.longestPoll(Duration.ofMillis(-1)));
  }
}
