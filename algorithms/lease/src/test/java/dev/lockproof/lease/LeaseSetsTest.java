// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All leases or none, in virtual time. */
class LeaseSetsTest {
  private static final Duration TTL = VirtualStore.TTL;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualStore store = new VirtualStore();
  private final List<String> asked = new ArrayList<>();
  private final List<VirtualStore.Held> granted = new ArrayList<>();
  private final Map<String, Runnable> before = new HashMap<>();
  private final LeaseSets<VirtualStore.Held> sets = new LeaseSets<>(new Slow(), () -> store.now);

  /** Grants after a second, unless the test does something else first. */
  private final class Slow implements Leases<VirtualStore.Held> {
    @Override
    public Optional<VirtualStore.Held> tryAcquire(String resource, Duration timeToLive) {
      throw new AssertionError("waits");
    }

    @Override
    public VirtualStore.Held acquire(String resource, Duration timeToLive, Duration maxWait) {
      asked.add(resource + " " + maxWait.toSeconds());
      store.advance(SECOND);
      before.getOrDefault(resource, () -> {}).run();
      VirtualStore.Held lease = store.lease(resource, store.renewer(1));
      granted.add(lease);
      return lease;
    }
  }

  private List<String> heldNames() {
    return granted.stream().filter(Lease::isHeld).map(Lease::resource).toList();
  }

  /** In the order of names, whatever the caller's is, and each name once. */
  @Test
  @Tag("lease-set.all")
  @Tag("lease-set.progress")
  void ordered() throws InterruptedException {
    LeaseSet<VirtualStore.Held> set =
        sets.acquire(List.of("c", "a", "b", "a"), TTL, Duration.ofSeconds(10));
    assertThat(asked).containsExactly("a 10", "b 9", "c 8");
    assertThat(set.leases()).extracting(Lease::resource).containsExactly("a", "b", "c");
    assertThat(set.isHeld()).isTrue();
    set.checkHeld();
    assertThat(set.remaining()).isEqualTo(TTL);
    assertThat(set.lease("b")).isSameAs(granted.get(1));
    assertThat(store.requests).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set.lease("d"))
        .withMessage("'d' is none of [a, b, c]");
  }

  /** Closed, all are freed; and lost is told when the first one is. */
  @Test
  @Tag("lease-set.none")
  void ends() throws InterruptedException {
    LeaseSet<VirtualStore.Held> set = sets.acquire(List.of("a", "b"), TTL, SECOND);
    var lost = set.lost().toCompletableFuture();
    assertThat(lost).isNotDone();
    store.answer = resource -> Renewal.LOST;
    assertThat(set.lease("b").renew(TTL)).isEqualTo(Renewal.LOST);
    assertThat(lost).isCompletedWithValue(LossReason.GONE);
    assertThat(set.isHeld()).isFalse();
    assertThat(set.remaining()).isZero();
    assertThatExceptionOfType(LeaseLostException.class).isThrownBy(set::checkHeld);
    assertThat(heldNames()).containsExactly("a");
    set.close();
    set.close();
    assertThat(heldNames()).isEmpty();
  }

  /** Whatever stops it, nothing stays. */
  @Test
  @Tag("lease-set.none")
  void nothingStays() {
    for (RuntimeException trouble :
        List.of(
            new StoreException("full"),
            new LeaseTimeoutException("c", SECOND),
            new LeaseUnknownException("c", "me", TTL, new StoreException("cut")),
            new IllegalArgumentException("c"))) {
      before.put(
          "c",
          () -> {
            throw trouble;
          });
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> sets.acquire(List.of("a", "b", "c"), TTL, SECOND))
          .isSameAs(trouble);
      assertThat(heldNames()).isEmpty();
    }
    assertThat(granted).hasSize(8);
  }

  /** One that ended while the others were waited for: all over again, while there is time. */
  @Test
  @Tag("lease-set.all")
  @Tag("lease-set.none")
  void startsOver() throws InterruptedException {
    before.put("b", () -> granted.get(0).release());
    LeaseSet<VirtualStore.Held> set = sets.acquire(List.of("a", "b"), TTL, Duration.ofSeconds(10));
    assertThat(asked).containsExactly("a 10", "b 9", "a 8", "b 7");
    assertThat(set.isHeld()).isTrue();
    assertThat(granted.get(1).isHeld()).isFalse();

    before.put("b", () -> granted.get(granted.size() - 1).release());
    assertThatExceptionOfType(LeaseTimeoutException.class)
        .isThrownBy(() -> sets.acquire(List.of("a", "b"), TTL, Duration.ofSeconds(3)))
        .withMessage("no lease of 'a', 'b' within PT3S");
    set.close();
    assertThat(heldNames()).isEmpty();
  }

  /** The store finds that the first is gone, which its holder does not know: all over again. */
  @Test
  @Tag("lease-set.all")
  void renewalsAreAsked() throws InterruptedException {
    store.answer = resource -> granted.size() < 3 ? Renewal.LOST : Renewal.RENEWED;
    assertThat(sets.acquire(List.of("a", "b"), TTL, Duration.ofSeconds(10)).isHeld()).isTrue();
    assertThat(granted).hasSize(4);
  }

  /** Nothing at all, nobody, and less than no time are refused before anybody is asked. */
  @Test
  void badRequests() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sets.acquire(List.of(), TTL, SECOND))
        .withMessage("leases of no resource at all were asked for");
    assertThatNullPointerException()
        .isThrownBy(() -> sets.acquire(Arrays.asList("a", null), TTL, SECOND));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sets.acquire(List.of("a"), TTL, Duration.ofNanos(-1)));
    assertThat(asked).isEmpty();
  }
}
