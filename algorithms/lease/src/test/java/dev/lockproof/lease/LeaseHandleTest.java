// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The holder's side of a lease, with a store that answers what the test says. */
@Tag("redis-lease.handle")
class LeaseHandleTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final LeaseTerms EXACT = new LeaseTerms(0, Duration.ZERO);

  private long now;
  private final Deque<Runnable> timer = new ArrayDeque<>();
  private final Deque<Supplier<?>> answers = new ArrayDeque<>();
  private final List<LossReason> losses = new ArrayList<>();
  private final Scripted lease = new Scripted();

  /** A lease of a second whose store answers as scripted. */
  private final class Scripted extends LeaseHandle {
    Scripted() {
      super("r", 0, 1000, EXACT, () -> now, LeaseHandleTest.this::schedule);
      watch();
      lost().thenAccept(losses::add);
    }

    @Override
    protected void requestRenewal(long millis, Consumer<Supplier<Renewal>> then) {
      then.accept(() -> (Renewal) answers.remove().get());
    }

    @Override
    protected Renewer renewer() {
      return Renewer.oneByOne();
    }

    @Override
    protected void requestRelease(Consumer<Supplier<Release>> then) {
      assertThat(isHeld()).as("held while the release is sent").isFalse();
      then.accept(() -> (Release) answers.remove().get());
    }
  }

  private Runnable schedule(long nanos, Runnable task) {
    timer.add(task);
    return () -> timer.remove(task);
  }

  private void advance(Duration time) {
    now += time.toNanos();
  }

  /** A lease ends at its deadline, and everybody is told. */
  @Test
  void expires() {
    advance(SECOND.minusNanos(1));
    lease.checkHeld();
    assertThat(lease.remaining()).isEqualTo(Duration.ofNanos(1));
    advance(Duration.ofNanos(1));
    assertThat(lease.isHeld()).isFalse();
    assertThat(lease.remaining()).isZero();
    assertThat(losses).containsExactly(LossReason.EXPIRED);
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(lease::checkHeld)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(LossReason.EXPIRED));
  }

  /** The timer announces the end without anybody looking. */
  @Test
  void timerAnnounces() {
    advance(SECOND);
    timer.remove().run();
    assertThat(losses).containsExactly(LossReason.EXPIRED);
    assertThat(timer).isEmpty();
  }

  /** A timer that runs early, or for a deadline that has moved, is set again. */
  @Test
  void timerFollowsTheDeadline() {
    answers.add(() -> Renewal.RENEWED);
    lease.renew(SECOND.multipliedBy(2));
    advance(SECOND);
    timer.remove().run();
    assertThat(losses).isEmpty();
    advance(SECOND);
    timer.remove().run();
    assertThat(losses).containsExactly(LossReason.EXPIRED);
  }

  /** The new deadline counts from before the request, however long the reply takes. */
  @Test
  void renewalCountsFromTheSending() {
    answers.add(
        () -> {
          advance(Duration.ofMillis(300));
          return Renewal.RENEWED;
        });
    assertThat(lease.renew(SECOND)).isEqualTo(Renewal.RENEWED);
    assertThat(lease.remaining()).isEqualTo(Duration.ofMillis(700));
  }

  /** A shorter renewal does not move the deadline backwards. */
  @Test
  void shorterRenewal() {
    answers.add(() -> Renewal.RENEWED);
    assertThat(lease.renew(Duration.ofMillis(10))).isEqualTo(Renewal.RENEWED);
    assertThat(lease.remaining()).isEqualTo(SECOND);
  }

  /** A reply that comes after the deadline resurrects nothing. */
  @Test
  void lateRenewal() {
    answers.add(
        () -> {
          advance(SECOND);
          return Renewal.RENEWED;
        });
    assertThat(lease.renew(SECOND.multipliedBy(9))).isEqualTo(Renewal.LOST);
    assertThat(lease.isHeld()).isFalse();
    assertThat(lease.renew(SECOND)).isEqualTo(Renewal.LOST);
  }

  /** A reply that comes after a release resurrects nothing. */
  @Test
  void renewalAfterRelease() {
    answers.add(
        () -> {
          answers.add(() -> Release.RELEASED);
          lease.release();
          return Renewal.RENEWED;
        });
    assertThat(lease.renew(SECOND)).isEqualTo(Renewal.LOST);
    assertThat(lease.isHeld()).isFalse();
    assertThat(losses).containsExactly(LossReason.RELEASED);
  }

  /** Without a confirmation the deadline stays where it was. */
  @Test
  void unknownRenewal() {
    answers.add(() -> Renewal.UNKNOWN);
    answers.add(
        () -> {
          throw new StoreException("no");
        });
    assertThat(lease.renew(SECOND.multipliedBy(9))).isEqualTo(Renewal.UNKNOWN);
    assertThat(lease.renew(SECOND.multipliedBy(9))).isEqualTo(Renewal.UNKNOWN);
    assertThat(lease.remaining()).isEqualTo(SECOND);
  }

  /** A lease that the store denies has ended. */
  @Test
  void goneLease() {
    answers.add(() -> Renewal.LOST);
    assertThat(lease.renew(SECOND)).isEqualTo(Renewal.LOST);
    assertThat(losses).containsExactly(LossReason.GONE);
    answers.add(() -> Release.ALREADY_LOST);
    assertThat(lease.release()).isEqualTo(Release.ALREADY_LOST);
  }

  /** Releasing twice asks the store once, tells once, and cancels the timer. */
  @Test
  void releasesOnce() {
    answers.add(() -> Release.RELEASED);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
    lease.close();
    assertThat(losses).containsExactly(LossReason.RELEASED);
    assertThat(timer).isEmpty();
  }

  /** After the deadline the store is still asked to free the resource, but it was not held. */
  @Test
  void releaseAfterExpiry() {
    advance(SECOND);
    answers.add(() -> Release.RELEASED);
    assertThat(lease.release()).isEqualTo(Release.ALREADY_LOST);
    assertThat(answers).isEmpty();
  }

  /** A lease that expires while its release is on the way was held until the release. */
  @Test
  void expiryDuringRelease() {
    answers.add(
        () -> {
          advance(SECOND);
          return Release.ALREADY_LOST;
        });
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
    assertThat(losses).containsExactly(LossReason.RELEASED);
  }

  /** A lease that the store has lost before the deadline was not protected. */
  @Test
  void releaseOfWhatTheStoreLost() {
    answers.add(() -> Release.ALREADY_LOST);
    assertThat(lease.release()).isEqualTo(Release.ALREADY_LOST);
  }

  /** An exception of the store makes the release unknown; closing throws nothing. */
  @Test
  void unknownRelease() {
    answers.add(
        () -> {
          throw new StoreException("no");
        });
    lease.close();
    assertThat(lease.release()).isEqualTo(Release.UNKNOWN);
  }

  /** A dependent of the loss that releases finds the answer, not a deadlock. */
  @Test
  void releaseFromTheLoss() {
    answers.add(() -> Release.RELEASED);
    lease.lost().thenRun(lease::close);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
  }

  /** The caller cannot complete the loss. */
  @Test
  void lossIsReadOnly() {
    CompletionStage<LossReason> stage = lease.lost();
    assertThat(stage.toCompletableFuture().complete(LossReason.GONE)).isTrue();
    assertThat(losses).isEmpty();
    assertThat(lease.isHeld()).isTrue();
  }

  /** A bad time-to-live is refused before anything is asked. */
  @Test
  void badRenewal() {
    assertThatIllegalArgumentException().isThrownBy(() -> lease.renew(Duration.ZERO));
    assertThat(lease.isHeld()).isTrue();
  }
}
