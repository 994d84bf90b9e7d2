// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("keyed-limiter.window")
@Tag("keyed-limiter.exact")
@Tag("keyed-limiter.room")
@Tag("keyed-limiter.retry")
@Tag("keyed-limiter.linearizable")
class KeyedLimiterTest extends ExactLimiterTest {
  private static final int MANY = 50_000;

  @Override
  Limiter limiter(long permits, Duration period, LongSupplier clock) {
    var rate = new Rate(Math.max(1, permits), period);
    return new KeyedLimiter<String>(permits, rate, 10, clock).of("key");
  }

  private <K> KeyedLimiter<K> keyed(long burst, int keys) {
    return new KeyedLimiter<>(burst, Rate.perSecond(burst), keys, now::get);
  }

  /** Claim keyed-limiter.window: each key has its own bucket, and equal keys have the same. */
  @Test
  void eachKeyHasItsOwn() {
    KeyedLimiter<String> limiter = keyed(3, 10);
    assertThat(limiter.tryAcquire("a", 3)).isTrue();
    assertThat(limiter.decide("b").remaining()).isEqualTo(2);
    assertThat(limiter.tryAcquire(String.valueOf(new char[] {'a'}))).isFalse();
    assertThat(limiter.size()).isEqualTo(2);
  }

  /** Claim keyed-limiter.window: no key gets more, whatever is forgotten among the requests. */
  @Test
  void noKeyGetsMoreWhileOthersAreForgotten() throws InterruptedException {
    KeyedLimiter<Integer> limiter = keyed(5, 1000);
    var done = new AtomicBoolean();
    var tidier =
        new Thread(
            () -> {
              while (!done.get()) {
                limiter.tidy();
              }
            });
    tidier.start();
    for (int round = 0; round < 3; round++) {
      var next = new AtomicInteger();
      assertThat(admittedByFour(() -> limiter.tryAcquire(next.getAndIncrement() % 700)))
          .isEqualTo(700 * 5);
      now.addAndGet(SECOND.toNanos());
    }
    done.set(true);
    tidier.join();
  }

  /** Claim keyed-limiter.window: a key finds its bucket as it left it when a table has grown. */
  @Test
  void growingForgetsNothing() {
    KeyedLimiter<Integer> limiter = keyed(7, MANY);
    for (int key = 0; key < MANY; key++) {
      assertThat(limiter.tryAcquire(key, 1 + key % 7)).isTrue();
    }
    assertThat(limiter.size()).isEqualTo(MANY);
    for (int key = 0; key < MANY; key++) {
      int left = 6 - key % 7;
      assertThat(left == 0 || limiter.tryAcquire(key, left)).isTrue();
      assertThat(limiter.tryAcquire(key)).isFalse();
    }
  }

  /** Claim keyed-limiter.room: what is full again makes room for others. */
  @Test
  void whatIsFullIsForgotten() {
    KeyedLimiter<Integer> limiter = keyed(1, MANY);
    for (int round = 0; round < 5; round++) {
      for (int key = 0; key < MANY; key++) {
        assertThat(limiter.tryAcquire(round * MANY + key)).isTrue();
      }
      assertThat(limiter.size()).isBetween((long) MANY, 3L * MANY);
      now.addAndGet(SECOND.toNanos());
    }
    for (int stripe = 0; stripe < MANY; stripe++) {
      limiter.tidy();
    }
    assertThat(limiter.size()).isZero();
  }

  /** Claim keyed-limiter.room: of keys without end, no more are kept than there is room for. */
  @Test
  void thereIsAnEndToTheRoom() {
    KeyedLimiter<Integer> few = keyed(1, 100);
    KeyedLimiter<Integer> more = keyed(1, 1000);
    for (int key = 0; key < MANY; key++) {
      assertThat(few.tryAcquire(key)).isEqualTo(key < 100);
      assertThat(more.tryAcquire(key) || key >= 1000).isTrue();
    }
    assertThat(few.size()).isEqualTo(100);
    assertThat(more.size()).isBetween(1000L, 3000L);
  }

  /** Claim keyed-limiter.retry: who finds no room is told when there will be. */
  @Test
  void saysWhenThereWillBeRoom() {
    KeyedLimiter<String> limiter = keyed(4, 2);
    assertThat(limiter.tryAcquire("a", 2)).isTrue();
    assertThat(limiter.tryAcquire("b", 1)).isTrue();
    Duration quarter = Duration.ofMillis(250);
    assertThat(limiter.decide("c")).isEqualTo(new Decision(false, 0, quarter, quarter));
    assertThat(limiter.decide("a").remaining()).isEqualTo(1);
    now.addAndGet(quarter.toNanos() - 1);
    assertThat(limiter.decide("c").retryAfter()).isEqualTo(Duration.ofNanos(1));
    now.addAndGet(1);
    assertThat(limiter.decide("c", 4).allowed()).isTrue();
    assertThat(limiter.tryAcquire("b")).isFalse();
    assertThat(limiter.decide("a").remaining()).isEqualTo(1);
  }

  /** No request does more than to copy a stripe, when 50,000 keys come, or expire at once. */
  @Test
  void noRequestDoesMuch() {
    KeyedLimiter<Counting> limiter = keyed(1, MANY);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < MANY; i++) {
        var key = new Counting(round * MANY + i);
        Counting.calls = 0;
        assertThat(limiter.tryAcquire(key)).isTrue();
        assertThat(Counting.calls).isLessThan(2 * Stripe.MOST_KEYS);
      }
      now.addAndGet(SECOND.toNanos());
    }
  }

  /** A limiter for no keys, or for none in particular, is not to be had. */
  @Test
  void refusesKeysThatMakeNoSense() {
    for (int keys : new int[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> keyed(1, keys))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a limiter has room for 1 to 1073741824 keys, not " + keys);
    }
    assertThatThrownBy(() -> keyed(1, 1).tryAcquire(nothing()))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> keyed(1, 1).of(nothing())).isInstanceOf(NullPointerException.class);
  }

  @SuppressWarnings("NullAway")
  private static Object nothing() {
    return null;
  }

  /** A key that counts for what it is asked. */
  private record Counting(int id) {
    static int calls;

    @Override
    public int hashCode() {
      calls++;
      return id;
    }

    @Override
    public boolean equals(Object other) {
      calls++;
      return other instanceof Counting counting && counting.id == id;
    }
  }
}
