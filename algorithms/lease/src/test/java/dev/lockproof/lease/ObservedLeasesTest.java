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
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A listener hears of each request, each renewal and each end, once, and with its time. */
class ObservedLeasesTest {
  private static final Duration TTL = VirtualStore.TTL;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualStore store = new VirtualStore();
  private final List<String> heard = new ArrayList<>();
  private final Deque<Callable<Optional<VirtualStore.Held>>> answers = new ArrayDeque<>();
  private final ObservedLeases<VirtualStore.Held> leases = observed(new Hearing());

  /** Writes down what it hears. */
  private final class Hearing implements LeaseListener {
    @Override
    public void asked(String resource, Outcome outcome, Duration took) {
      heard.add(resource + " asked " + outcome + " " + took.toSeconds());
    }

    @Override
    public void renewed(String resource, Renewal outcome, Duration took) {
      heard.add(resource + " renewed " + outcome + " " + took.toSeconds());
    }

    @Override
    public void ended(String resource, LossReason reason, Duration held) {
      heard.add(resource + " ended " + reason + " " + held.toSeconds());
    }
  }

  /** Takes a second to answer as the test says. */
  private final class Scripted implements Leases<VirtualStore.Held> {
    @Override
    public Optional<VirtualStore.Held> tryAcquire(String resource, Duration timeToLive) {
      try {
        return answer();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public VirtualStore.Held acquire(String resource, Duration timeToLive, Duration maxWait)
        throws InterruptedException {
      return answer().orElseThrow(() -> new LeaseTimeoutException(resource, maxWait));
    }

    private Optional<VirtualStore.Held> answer() throws InterruptedException {
      store.advance(SECOND);
      try {
        return answers.remove().call();
      } catch (InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  private ObservedLeases<VirtualStore.Held> observed(LeaseListener listener) {
    return new ObservedLeases<>(new Scripted(), listener, () -> store.now);
  }

  private VirtualStore.Held granted() {
    answers.add(() -> Optional.of(store.lease("r", store.renewer(1))));
    return leases.tryAcquire("r", TTL).orElseThrow();
  }

  private void answer(RuntimeException trouble) {
    answers.add(
        () -> {
          throw trouble;
        });
  }

  /** What asking once comes to. */
  @Test
  void once() {
    VirtualStore.Held lease = granted();
    assertThat(lease.isHeld()).isTrue();
    answers.add(Optional::empty);
    assertThat(leases.tryAcquire("r", TTL)).isEmpty();
    answer(new StoreException("full"));
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> leases.tryAcquire("r", TTL));
    answer(new LeaseUnknownException("r", "me", TTL, new StoreException("cut")));
    assertThatExceptionOfType(LeaseUnknownException.class)
        .isThrownBy(() -> leases.tryAcquire("r", TTL));
    assertThat(heard)
        .containsExactly(
            "r asked GRANTED 1", "r asked TAKEN 1", "r asked FAILED 1", "r asked UNKNOWN 1");
  }

  /** What waiting comes to. */
  @Test
  void waiting() throws InterruptedException {
    answers.add(() -> Optional.of(store.lease("r", store.renewer(1))));
    assertThat(leases.acquire("r", TTL, SECOND).isHeld()).isTrue();
    answers.add(Optional::empty);
    assertThatExceptionOfType(LeaseTimeoutException.class)
        .isThrownBy(() -> leases.acquire("r", TTL, SECOND));
    answers.add(
        () -> {
          throw new InterruptedException();
        });
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> leases.acquire("r", TTL, SECOND));
    answer(new StoreException("full"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> leases.acquire("r", TTL, SECOND));
    answer(new LeaseUnknownException("r", "me", TTL, new StoreException("cut")));
    assertThatExceptionOfType(LeaseUnknownException.class)
        .isThrownBy(() -> leases.acquire("r", TTL, SECOND));
    assertThat(heard)
        .containsExactly(
            "r asked GRANTED 1",
            "r asked TAKEN 1",
            "r asked INTERRUPTED 1",
            "r asked FAILED 1",
            "r asked UNKNOWN 1");
  }

  /** A request that breaks a rule is none. */
  @Test
  void badRequest() {
    answer(new IllegalArgumentException("empty"));
    assertThatIllegalArgumentException().isThrownBy(() -> leases.tryAcquire("", TTL));
    assertThat(heard).isEmpty();
  }

  /** A release, an expiry, and a renewal that finds the lease gone. */
  @Test
  void ends() {
    VirtualStore.Held lease = granted();
    store.advance(SECOND.multipliedBy(3));
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
    lease.close();
    granted();
    store.advance(TTL);
    lease = granted();
    store.answer = resource -> Renewal.LOST;
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.LOST);
    heard.removeIf(event -> event.contains("asked"));
    assertThat(heard)
        .containsExactly(
            "r ended RELEASED 3", "r ended EXPIRED 12", "r ended GONE 0", "r renewed LOST 0");
  }

  /** Renewals by the holder, with an answer and without. */
  @Test
  void renewals() {
    VirtualStore.Held lease = granted();
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.RENEWED);
    store.answer =
        resource -> {
          throw new StoreException("cut");
        };
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.UNKNOWN);
    assertThat(heard)
        .containsExactly("r asked GRANTED 1", "r renewed RENEWED 0", "r renewed UNKNOWN 0");
  }

  /** Renewals by a keeper: every third of the time-to-live, and more often without an answer. */
  @Test
  void kept() {
    try (LeaseKeeper keeper = store.keeper()) {
      keeper.keep(granted(), Duration.ofMinutes(1));
      store.advance(Duration.ofSeconds(5));
      assertThat(heard).containsExactly("r asked GRANTED 1", "r renewed RENEWED 0");
      store.answer =
          resource -> {
            throw new StoreException("cut");
          };
      store.advance(TTL);
      assertThat(heard).contains("r renewed UNKNOWN 0").endsWith("r ended EXPIRED 16");
    }
  }

  /** Two may listen. */
  @Test
  void nested() {
    var outer = new ObservedLeases<>(leases, new Hearing(), () -> store.now);
    answers.add(() -> Optional.of(store.lease("r", store.renewer(1))));
    assertThat(outer.tryAcquire("r", TTL).orElseThrow().renew(TTL)).isEqualTo(Renewal.RENEWED);
    assertThat(heard).filteredOn(event -> event.contains("renewed RENEWED")).hasSize(2);
  }

  /** A listener that fails stops nothing. */
  @Test
  void failingListener() {
    answers.add(() -> Optional.of(store.lease("r", store.renewer(1))));
    VirtualStore.Held lease =
        observed(
                new LeaseListener() {
                  @Override
                  public void asked(String resource, Outcome outcome, Duration took) {
                    throw new IllegalStateException("asked");
                  }

                  @Override
                  public void renewed(String resource, Renewal outcome, Duration took) {
                    throw new IllegalStateException("renewed");
                  }

                  @Override
                  public void ended(String resource, LossReason reason, Duration held) {
                    throw new IllegalStateException("ended");
                  }
                })
            .tryAcquire("r", TTL)
            .orElseThrow();
    assertThat(lease.renew(TTL)).isEqualTo(Renewal.RENEWED);
    assertThat(lease.release()).isEqualTo(Release.RELEASED);
  }
}
