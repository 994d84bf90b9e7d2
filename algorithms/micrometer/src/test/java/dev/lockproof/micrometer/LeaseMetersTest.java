// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.ObservedLeases;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.redis.ScriptTwin;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Leases on the twin of a server, in a time that passes when the test says, as meters. */
class LeaseMetersTest {
  private static final Duration TTL = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private ObservedLeases<FencedLease> leases(LeaseMeters meters) {
    var leases =
        RedisFencedLeases.builder(ScriptTwin.onMicros(() -> nanos.get() / 1_000))
            .clock(nanos::get)
            .timer((after, task) -> () -> {})
            .build();
    return new ObservedLeases<>(leases, meters, nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private double held() {
    return registry.get("lockproof.leases").gauge().value();
  }

  private long asked(String outcome) {
    return registry.get("lockproof.lease.asked").tag("outcome", outcome).timer().count();
  }

  private double seconds(String reason) {
    return registry
        .get("lockproof.lease.held")
        .tag("reason", reason)
        .timer()
        .totalTime(TimeUnit.SECONDS);
  }

  /** One is granted, another taken; the first is renewed and released, a second expires. */
  @Test
  void meters() {
    var leases = leases(new LeaseMeters(registry));
    FencedLease first = leases.tryAcquire("r", TTL).orElseThrow();
    assertThat(leases.tryAcquire("r", TTL)).isEmpty();
    assertThat(asked("granted")).isEqualTo(1);
    assertThat(asked("taken")).isEqualTo(1);
    assertThat(held()).isEqualTo(1);

    pass(Duration.ofSeconds(3));
    first.renew(TTL);
    assertThat(registry.get("lockproof.lease.renewed").tag("outcome", "renewed").timer().count())
        .isEqualTo(1);
    first.release();
    assertThat(held()).isZero();
    assertThat(seconds("released")).isEqualTo(3);

    FencedLease second = leases.tryAcquire("r", TTL).orElseThrow();
    pass(TTL);
    assertThat(second.isHeld()).isFalse();
    assertThat(seconds("expired")).isEqualTo(10);
    assertThat(held()).isZero();
  }

  /** Resources with tags of their own are counted apart. */
  @Test
  void tags() {
    var leases =
        leases(
            new LeaseMeters(
                registry, name -> Tags.of("kind", name.substring(0, name.indexOf(':')))));
    assertThat(leases.tryAcquire("order:1", TTL)).isPresent();
    assertThat(leases.tryAcquire("order:2", TTL)).isPresent();
    leases.tryAcquire("mail:1", TTL).orElseThrow().close();
    assertThat(registry.get("lockproof.leases").tag("kind", "order").gauge().value()).isEqualTo(2);
    assertThat(registry.get("lockproof.leases").tag("kind", "mail").gauge().value()).isZero();
    assertThat(registry.getMeters().toString()).doesNotContain("order:1");
  }
}
