// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static dev.lockproof.lease.VirtualStore.TTL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When kept leases are renewed, and when no more. */
class LeaseKeeperTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualStore store = new VirtualStore();
  private final Renewer renewer = store.renewer(1024);
  private final LeaseKeeper keeper = store.keeper();

  private VirtualStore.Held kept(String resource) {
    return keeper.keep(store.lease(resource, renewer), HOUR);
  }

  private List<VirtualStore.Held> kept(int count) {
    return IntStream.range(0, count).mapToObj(i -> kept("r" + i)).toList();
  }

  private List<Duration> times() {
    return store.requests.stream().map(VirtualStore.Request::time).toList();
  }

  private static List<LossReason> losses(LeaseHandle lease) {
    var losses = new ArrayList<LossReason>();
    lease.lost().thenAccept(losses::add);
    return losses;
  }

  /** A renewal is asked for at a third of the time-to-live after the last one was sent. */
  @Test
  @Tag("lease-keeper.kept")
  void atThirds() {
    VirtualStore.Held lease = kept("r");
    store.advance(SECOND.multipliedBy(13));
    assertThat(times()).containsExactly(SECOND.multipliedBy(4), SECOND.multipliedBy(8), TTL);
    store.advance(HOUR.minusSeconds(14));
    lease.checkHeld();
  }

  /** After no answer it is asked again each twelfth, until the deadline, which does not move. */
  @Test
  @Tag("lease-keeper.kept")
  void againWhileItLasts() {
    store.answer = resource -> Renewal.UNKNOWN;
    VirtualStore.Held lease = kept("r");
    store.advance(SECOND.multipliedBy(20));
    assertThat(times()).containsExactlyElementsOf(seconds(4, 11));
    assertThat(lease.isHeld()).isFalse();
    assertThat(losses(lease)).containsExactly(LossReason.EXPIRED);
    assertThat(keeper.size()).isZero();
    assertThat(store.tasks()).isZero();
  }

  private static List<Duration> seconds(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(SECOND::multipliedBy).toList();
  }

  /** The last attempt is as good as the first. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 11})
  @Tag("lease-keeper.kept")
  void recovers(int answered) {
    store.answer =
        resource ->
            store.now >= SECOND.multipliedBy(answered).toNanos()
                ? Renewal.RENEWED
                : Renewal.UNKNOWN;
    VirtualStore.Held lease = kept("r");
    store.advance(SECOND.multipliedBy(100));
    lease.checkHeld();
  }

  /** A store that throws is one that does not answer. */
  @Test
  @Tag("lease-keeper.kept")
  void storeThrows() {
    store.answer =
        resource -> {
          if (store.now < SECOND.multipliedBy(9).toNanos()) {
            throw new StoreException("down");
          }
          return Renewal.RENEWED;
        };
    VirtualStore.Held lease = kept("r");
    store.advance(SECOND.multipliedBy(100));
    lease.checkHeld();
  }

  /** What the store says is lost is told at once, and not asked for again. */
  @Test
  @Tag("lease-keeper.owned")
  void lost() {
    store.answer = resource -> resource.equals("r1") ? Renewal.LOST : Renewal.RENEWED;
    List<VirtualStore.Held> leases = kept(3);
    List<LossReason> losses = losses(leases.get(1));
    store.advance(SECOND.multipliedBy(4));
    assertThat(losses).containsExactly(LossReason.GONE);
    store.advance(SECOND.multipliedBy(4));
    assertThat(store.requests.get(1).resources()).containsExactly("r0", "r2");
  }

  /** A released lease is out before the store is asked to free it, and is not renewed after. */
  @Test
  @Tag("lease-keeper.owned")
  void released() {
    VirtualStore.Held lease = kept("r");
    lease.beforeFree = () -> assertThat(keeper.size()).as("kept when it is freed").isZero();
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
    store.advance(TTL);
    assertThat(store.requests).isEmpty();
    assertThat(store.tasks()).isZero();
  }

  /** The next lease of a name is not taken for the last one, in whatever order they come and go. */
  @Test
  @Tag("lease-keeper.kept")
  void nextOfTheSameName() {
    VirtualStore.Held first = kept("r");
    VirtualStore.Held second = store.lease("r", renewer);
    keeper.keep(second, HOUR);
    first.release();
    store.advance(SECOND.multipliedBy(40));
    second.checkHeld();
    assertThat(keeper.size()).isOne();
  }

  /** The bound ends it: it is renewed no more, and expires. */
  @Test
  @Tag("lease-keeper.bound")
  void notForEver() {
    VirtualStore.Held lease = keeper.keep(store.lease("r", renewer), SECOND.multipliedBy(30));
    store.advance(SECOND.multipliedBy(30));
    lease.checkHeld();
    store.advance(SECOND.multipliedBy(10));
    assertThat(lease.isHeld()).isFalse();
    assertThat(times()).last().isEqualTo(SECOND.multipliedBy(28));
    assertThat(keeper.size()).isZero();
  }

  /** Leases that are due at about the same time go in one request, those of two stores do not. */
  @Test
  @Tag("lease-keeper.cost")
  void together() {
    kept(1000);
    store.advance(Duration.ofMillis(200));
    kept(1000);
    kept(kept(3), store.renewer(1024));
    store.advance(SECOND.multipliedBy(4));
    assertThat(store.requests)
        .extracting(request -> request.resources().size())
        .containsExactly(1024, 979, 3);
  }

  private void kept(List<VirtualStore.Held> like, Renewer other) {
    like.forEach(lease -> keeper.keep(store.lease(lease.resource(), other), HOUR));
  }

  /** One lease with which the store hangs takes no other with it, be they few or many. */
  @ParameterizedTest
  @ValueSource(ints = {2, 100, 1024, 5000})
  @Tag("lease-keeper.isolated")
  void oneHangs(int count) {
    store.answer =
        resource -> {
          if (resource.equals("r1")) {
            throw new StoreException("hangs");
          }
          return Renewal.RENEWED;
        };
    List<VirtualStore.Held> leases = kept(count);
    store.advance(SECOND.multipliedBy(60));
    assertThat(leases.stream().filter(lease -> !lease.isHeld()).map(LeaseHandle::resource))
        .containsExactly("r1");
  }

  /** A store that is down is not stormed: some hundreds of requests a twelfth. */
  @Test
  @Tag("lease-keeper.cost")
  void noStorm() {
    store.answer = resource -> Renewal.valueOf("none");
    kept(10_240);
    store.advance(TTL);
    assertThat(store.requests).hasSizeBetween(1_000, 2_500); // of 10 240 leases, eight times
  }

  /** The keeper counts from when a renewal was sent, and so does the lease. */
  @Test
  @Tag("lease-keeper.kept")
  void slowAnswers() {
    store.answer =
        resource -> {
          store.now += SECOND.multipliedBy(3).toNanos();
          return Renewal.RENEWED;
        };
    VirtualStore.Held lease = kept("r");
    store.advance(SECOND.multipliedBy(4));
    assertThat(lease.remaining()).isEqualTo(SECOND.multipliedBy(9));
    store.advance(SECOND);
    assertThat(times()).containsExactly(SECOND.multipliedBy(4), SECOND.multipliedBy(8));
  }

  /** An answer after the deadline is too late. */
  @Test
  @Tag("lease-keeper.owned")
  void lateAnswer() {
    store.answer =
        resource -> {
          store.now += TTL.toNanos();
          return Renewal.RENEWED;
        };
    VirtualStore.Held lease = kept("r");
    store.advance(SECOND.multipliedBy(4));
    assertThat(lease.isHeld()).isFalse();
    assertThat(keeper.size()).isZero();
  }
}
