// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Claim redis-lease.handle: the same holds where the store hands its replies over later. */
@Tag("redis-lease.handle")
class LeaseHandleAsyncTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private long now;
  private final Deque<Runnable> replies = new ArrayDeque<>();
  private final LeaseHandle lease = new Later();

  /** A lease of a second whose store says yes, when the test lets it. */
  private final class Later extends LeaseHandle {
    Later() {
      super("r", 0, 1000, new LeaseTerms(0, Duration.ZERO), () -> now, (nanos, task) -> () -> {});
    }

    @Override
    protected void requestRenewal(long millis, Consumer<Supplier<Renewal>> then) {
      replies.add(() -> then.accept(() -> Renewal.RENEWED));
    }

    @Override
    protected Renewer renewer() {
      return Renewer.oneByOne();
    }

    @Override
    protected void requestRelease(Consumer<Supplier<Release>> then) {
      assertThat(isHeld()).as("held while the release is sent").isFalse();
      replies.add(() -> then.accept(() -> Release.RELEASED));
    }
  }

  /** Nobody waits, and the deadline counts from before the request all the same. */
  @Test
  void renewal() {
    now = 1;
    var renewal = lease.renewAsync(SECOND).toCompletableFuture();
    assertThat(renewal).isNotDone();
    now = SECOND.toNanos() - 1;
    replies.remove().run();
    assertThat(renewal).isCompletedWithValue(Renewal.RENEWED);
    assertThat(lease.remaining()).isEqualTo(Duration.ofNanos(2));
  }

  /** A reply that comes after the end resurrects nothing. */
  @Test
  void lateRenewal() {
    var renewal = lease.renewAsync(SECOND.multipliedBy(2)).toCompletableFuture();
    now = SECOND.toNanos();
    replies.remove().run();
    assertThat(renewal).isCompletedWithValue(Renewal.LOST);
    assertThat(lease.isHeld()).isFalse();
  }

  /** The end comes before the request, and the answer with the reply; it is asked for once. */
  @Test
  void release() {
    CompletableFuture<Release> release = lease.releaseAsync().toCompletableFuture();
    CompletableFuture<Release> again = lease.releaseAsync().toCompletableFuture();
    assertThat(release).isNotDone();
    assertThat(lease.lost().toCompletableFuture()).isCompletedWithValue(LossReason.RELEASED);
    replies.remove().run();
    assertThat(release).isCompletedWithValue(Release.RELEASED);
    assertThat(again).isCompletedWithValue(Release.RELEASED);
    assertThat(replies).isEmpty();
  }
}
