// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One lease's trouble is no other's: a store that hangs, and those who are told of a loss. */
@Tag("lease-keeper.isolated")
@Timeout(60)
class LeaseKeeperIsolationTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TWELFTH = Duration.ofSeconds(1);

  private final VirtualStore store = new VirtualStore();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Everything that was sent, but for what hangs, has come to its end. */
  private final Phaser sent = new Phaser(1);

  private final LeaseKeeper keeper =
      new LeaseKeeper(() -> store.now, store::after, this::send, threads);

  @AfterEach
  void close() {
    end.countDown();
    threads.shutdown();
  }

  private void send(Runnable request) {
    sent.register();
    threads.execute(
        () -> {
          try {
            request.run();
          } finally {
            sent.arriveAndDeregister();
          }
        });
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Lets three times to live pass, in twelfths; in each the threads have all the time they want.
   */
  private void pass() {
    for (int i = 0; i < 36; i++) {
      store.advance(TWELFTH);
      sent.arriveAndAwaitAdvance();
    }
  }

  private Renewer hanging(boolean isWaiting) {
    return new Renewer() {
      @Override
      public int most() {
        return 1;
      }

      @Override
      public void request(
          List<? extends LeaseHandle> leases, Consumer<Supplier<List<Renewal>>> then) {
        if (isWaiting) {
          sent.arriveAndDeregister(); // nobody need wait for this one
          hang();
          sent.register();
        }
      }
    };
  }

  private VirtualStore.Held kept(String resource, Renewer renewer) {
    return keeper.keep(store.lease(resource, renewer), HOUR);
  }

  /** A store whose requests never come back keeps its own threads, and leases, only. */
  @Test
  void storeHangs() {
    Renewer well = store.renewer(1024);
    Renewer hanging = hanging(true);
    var lost = new ArrayList<VirtualStore.Held>();
    var held = new ArrayList<VirtualStore.Held>();
    for (int i = 0; i < 2 * Line.PLACES; i++) {
      lost.add(kept("lost" + i, hanging));
      held.add(kept("held" + i, well));
    }
    pass();
    assertThat(held).allMatch(LeaseHandle::isHeld);
    assertThat(lost).noneMatch(LeaseHandle::isHeld);
    assertThat(lost).allMatch(lease -> lease.lost().toCompletableFuture().join() != null);
  }

  /** So does a store that sends without waiting and never hands over a reply. */
  @Test
  void storeForgets() {
    VirtualStore.Held held = kept("held", store.renewer(1024));
    VirtualStore.Held lost = kept("lost", hanging(false));
    pass();
    assertThat(held.isHeld()).isTrue();
    assertThat(lost.isHeld()).isFalse();
  }

  /** Whoever is told of a loss may take for ever, or throw: the others are renewed, and told. */
  @Test
  void whoIsToldHangs() {
    store.answer = r -> r.startsWith("lost") ? Renewal.LOST : Renewal.RENEWED;
    Renewer renewer = store.renewer(1024);
    VirtualStore.Held first = kept("lost first", renewer);
    VirtualStore.Held thrown = kept("lost and thrown", renewer);
    VirtualStore.Held held = kept("held", renewer);
    VirtualStore.Held last = kept("lost last", renewer);
    first.lost().thenRun(this::hang);
    thrown
        .lost()
        .thenRun(
            () -> {
              throw new IllegalStateException("thrown by a dependent");
            });
    pass();
    assertThat(held.isHeld()).isTrue();
    assertThat(last.lost().toCompletableFuture().join()).isEqualTo(LossReason.GONE);
  }
}
