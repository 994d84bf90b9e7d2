// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.LeaseTimeoutException;
import dev.lockproof.lease.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When the first of a line asks, and how long it rests. */
class LineTest extends LineFixture {
  /** Who finds the resource free does not wait, and listens to nothing. */
  @Test
  @Tag("lease-line.residue")
  void free() throws InterruptedException {
    assertThat(acquire(LineFixture::grant)).isEqualTo("lease");
    assertThat(rests).isEmpty();
    assertThat(listeners).isZero();
    assertThat(lines.size()).isZero();
  }

  /** While nothing can be heard, it asks again and again, after longer and longer rests. */
  @Test
  @Tag("lease-line.poll")
  void polls() throws InterruptedException {
    acquire(store(() -> miss(60_000), () -> miss(60_000), () -> miss(60_000), LineFixture::grant));
    for (int i = 0; i < 3; i++) {
      assertThat(rests.get(i)).isBetween(500_000L << i, 1_000_000L << i);
    }
  }

  /** While it listens, it rests until the next poll, or until the lease would end. */
  @Test
  @Tag("lease-line.poll")
  void rests() throws InterruptedException {
    isListening = true;
    acquire(
        store(
            () -> miss(60_000), () -> miss(7), () -> miss(0), () -> miss(-1), LineFixture::grant));
    assertThat(rests.get(0)).isBetween(POLL / 2, POLL);
    assertThat(rests.subList(1, 3)).containsExactly(7_000_000L, 1_000_000L);
    assertThat(rests.get(3)).isBetween(POLL / 2, POLL);
  }

  /** The next in line rests too, as it knows who has the lease. */
  @Test
  @Tag("lease-line.alone")
  void restsAfterGrant() throws InterruptedException {
    isListening = true;
    acquire(store(() -> miss(7), LineFixture::grant));
    rests.clear();
    acquire(LineFixture::grant);
    assertThat(rests).containsExactly(TimeUnit.SECONDS.toNanos(1));
  }

  /** News that comes while the store is asked is not lost, and many are as good as one. */
  @Test
  @Tag("lease-line.woken")
  void newsWhileAsking() throws InterruptedException {
    isListening = true;
    var told = new ArrayList<Integer>();
    waiting =
        (permits, nanos) -> {
          told.add(permits.availablePermits());
          rest(nanos);
        };
    acquire(
        store(
            () -> miss(60_000),
            () -> {
              news.run();
              news.run();
              return miss(60_000);
            },
            () -> miss(60_000),
            LineFixture::grant));
    assertThat(told).containsExactly(0, 1, 0);
  }

  /** Who took the news and is interrupted leaves the next one a reason to ask at once. */
  @Test
  @Tag("lease-line.woken")
  void interruptedWithNews() throws InterruptedException {
    isListening = true;
    waiting =
        (permits, nanos) -> {
          rest(nanos);
          Thread.currentThread().interrupt();
        };
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> acquire(store(() -> miss(60_000))))
        .withMessageContaining("'r'");
    rests.clear();
    assertThat(acquire(LineFixture::grant)).isEqualTo("lease");
    assertThat(rests).isEmpty();
  }

  /** So does who asked a store that failed. */
  @Test
  @Tag("lease-line.woken")
  void failedWithNews() throws InterruptedException {
    isListening = true;
    Answer failing =
        () -> {
          throw new StoreException("down");
        };
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> acquire(store(() -> miss(60_000), failing)));
    rests.clear();
    acquire(LineFixture::grant);
    assertThat(rests).isEmpty();
  }

  /** The time is over: it asks a last time, and says how long it waited. */
  @Test
  @Tag("lease-line.residue")
  void timeOver() {
    isListening = true;
    assertThatExceptionOfType(LeaseTimeoutException.class)
        .isThrownBy(
            () ->
                lines.acquire(
                    "r",
                    "channel",
                    Duration.ofMillis(3),
                    store(() -> miss(60_000), () -> miss(60_000))))
        .withMessageContaining("PT0.003S");
    assertThat(rests).containsExactly(3_000_000L);
  }

  /** Some time after the last has left, nobody listens any more. */
  @Test
  @Tag("lease-line.residue")
  void stopsListening() throws InterruptedException {
    acquire(store(() -> miss(1), LineFixture::grant));
    acquire(LineFixture::grant);
    assertThat(tasks).hasSize(1);
    now += Lines.LINGER / 2;
    tasks.remove().run();
    assertThat(listeners).isEqualTo(1);
    now += Lines.LINGER / 2;
    tasks.remove().run();
    assertThat(listeners).isZero();
    assertThat(lines.size()).isZero();
    assertThat(tasks).isEmpty();
  }
}
