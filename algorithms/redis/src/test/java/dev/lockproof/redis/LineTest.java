// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.LeaseTimeoutException;
import dev.lockproof.lease.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Those who wait, with the clock, the notices and the store in the test's hand. */
class LineTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long POLL = TimeUnit.SECONDS.toNanos(10);

  private long now;
  private boolean isListening;
  private int listeners;
  private Runnable news = () -> {};

  /** What happens instead of waiting. */
  private Waiting waiting = (permits, nanos) -> rest(nanos);

  /** How long was waited, each time. */
  private final List<Long> rests = new ArrayList<>();

  private final Deque<Runnable> tasks = new ArrayDeque<>();

  private final Notices notices =
      (channel, told) -> {
        listeners++;
        news = told;
        return new Notices.Listener() {
          @Override
          public boolean isListening() {
            return isListening;
          }

          @Override
          public void close() {
            listeners--;
          }
        };
      };

  private final Pace pace =
      new Pace(
          () -> now,
          (permits, nanos) -> waiting.await(permits, nanos),
          new Backoff(new Random(1)),
          POLL);
  private final Lines lines =
      new Lines(
          notices,
          pace,
          (nanos, task) -> {
            tasks.add(task);
            return () -> {};
          });

  private void rest(long nanos) {
    rests.add(nanos);
    now += nanos;
  }

  private static Attempt<String> miss(long millis) {
    return new Attempt<>(Optional.empty(), millis);
  }

  private static Attempt<String> grant() {
    return new Attempt<>(Optional.of("lease"), 1_000);
  }

  /** What the store says to a request. */
  private interface Answer extends Supplier<Attempt<String>> {}

  /** Answers with one after the other. */
  private static Answer store(Answer... answers) {
    var left = new ArrayDeque<>(List.of(answers));
    return () -> left.remove().get();
  }

  private String acquire(Answer store) throws InterruptedException {
    return lines.acquire("r", "channel", PATIENCE, store);
  }

  /** Who finds the resource free does not wait, and listens to nothing. */
  @Test
  @Tag("lease-line.residue")
  void free() throws InterruptedException {
    assertThat(acquire(LineTest::grant)).isEqualTo("lease");
    assertThat(rests).isEmpty();
    assertThat(listeners).isZero();
    assertThat(lines.size()).isZero();
  }

  /** While nothing can be heard, it asks again and again, after longer and longer rests. */
  @Test
  @Tag("lease-line.poll")
  void polls() throws InterruptedException {
    acquire(store(() -> miss(60_000), () -> miss(60_000), () -> miss(60_000), LineTest::grant));
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
        store(() -> miss(60_000), () -> miss(7), () -> miss(0), () -> miss(-1), LineTest::grant));
    assertThat(rests.get(0)).isBetween(POLL / 2, POLL);
    assertThat(rests.subList(1, 3)).containsExactly(7_000_000L, 1_000_000L);
    assertThat(rests.get(3)).isBetween(POLL / 2, POLL);
  }

  /** The next in line rests too, as it knows who has the lease. */
  @Test
  @Tag("lease-line.alone")
  void restsAfterGrant() throws InterruptedException {
    isListening = true;
    acquire(store(() -> miss(7), LineTest::grant));
    rests.clear();
    acquire(LineTest::grant);
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
            LineTest::grant));
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
    assertThat(acquire(LineTest::grant)).isEqualTo("lease");
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
    acquire(LineTest::grant);
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
    acquire(store(() -> miss(1), LineTest::grant));
    acquire(LineTest::grant);
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

  /** First come, first served; only the first asks; who does not wait passes. */
  @Test
  @Tag("lease-line.order")
  @Tag("lease-line.alone")
  void line() throws Exception {
    var go = new Semaphore(0);
    waiting = (permits, nanos) -> go.acquire();
    var order = new ArrayList<Integer>();
    var waiters = new ArrayList<FutureTask<String>>();
    for (int i = 0; i < 4; i++) {
      int number = i;
      Answer miss = () -> miss(60_000);
      Answer granted =
          () -> {
            order.add(number);
            return grant();
          };
      waiters.add(waiter(i == 0 ? store(miss, granted) : store(granted)));
    }
    assertThat(order).isEmpty();
    assertThat(lines.acquire("r", "channel", Duration.ZERO, LineTest::grant)).isEqualTo("lease");
    go.release(waiters.size());
    for (FutureTask<String> waiter : waiters) {
      waiter.get();
    }
    assertThat(order).containsExactly(0, 1, 2, 3);
  }

  /** An interrupted waiter leaves, and those behind it move up. */
  @Test
  @Tag("lease-line.residue")
  void interruptedInLine() throws Exception {
    var go = new Semaphore(0);
    waiting = (permits, nanos) -> go.acquire();
    FutureTask<String> first = waiter(store(() -> miss(60_000), LineTest::grant));
    var second = new FutureTask<>(() -> acquire(LineTest::grant));
    Thread thread = start(second);
    FutureTask<String> third = waiter(LineTest::grant);
    thread.interrupt();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(second::get)
        .withCauseInstanceOf(InterruptedException.class);
    go.release(2);
    assertThat(first.get()).isEqualTo("lease");
    assertThat(third.get()).isEqualTo("lease");
  }

  private FutureTask<String> waiter(Answer store) throws InterruptedException {
    var waiter = new FutureTask<>(() -> acquire(store));
    start(waiter);
    return waiter;
  }

  /** Starts a thread and returns when it waits. */
  private static Thread start(Runnable task) {
    var thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }
}
