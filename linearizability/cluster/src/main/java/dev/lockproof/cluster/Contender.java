// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Completion;
import dev.lockproof.lease.FencedLease;
import dev.lockproof.servers.Pause;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client of {@link Contention}: takes a lease, changes the value under guard, and sometimes
 * renews, oversleeps, or forgets to release.
 */
final class Contender implements Callable<@Nullable Void> {
  /** What the clients contend for. */
  static final List<String> RESOURCES = List.of("red", "blue");

  private final int number;
  private final RecordedClient client;
  private final AtomicInteger operations;
  private final BooleanSupplier goOn;
  private final SplittableRandom random;
  private int values;

  Contender(
      int number,
      RecordedClient client,
      AtomicInteger operations,
      BooleanSupplier goOn,
      SplittableRandom random) {
    this.number = number;
    this.client = client;
    this.operations = operations;
    this.goOn = goOn;
    this.random = random;
  }

  @Override
  public @Nullable Void call() throws InterruptedException {
    try (client) {
      while (goOn.getAsBoolean()) {
        operations.incrementAndGet();
        String resource = RESOURCES.get(random.nextInt(RESOURCES.size()));
        FencedLease lease = client.acquire(resource, Contention.TIME_TO_LIVE).lease();
        if (lease == null) {
          Pause.ofMillis(random.nextInt(4));
        } else {
          hold(lease);
        }
      }
    }
    return null;
  }

  private void hold(FencedLease lease) throws InterruptedException {
    client.raise(lease);
    Optional<String> seen = client.read(lease);
    client.look(lease);
    if (random.nextInt(20) == 0) {
      Pause.of(Contention.TIME_TO_LIVE.multipliedBy(5).dividedBy(4));
    }
    if (random.nextInt(3) == 0) {
      client.renew(lease, Contention.TIME_TO_LIVE);
    }
    if (seen.isPresent()) {
      change(lease, seen.get());
    }
    client.look(lease);
    operations.addAndGet(6);
    if (random.nextInt(20) > 0) {
      client.release(lease);
    }
  }

  /** Replaces the value that was read, as long as the guard lets it. */
  private void change(FencedLease lease, String seen) throws InterruptedException {
    String current = seen;
    for (int i = 0; i < 2; i++) {
      String name = number + "." + values++;
      String value = name + "<" + current.substring(0, current.indexOf('<'));
      if (client.write(lease, value) == Completion.INFO) {
        return;
      }
      current = value;
      Pause.ofMillis(random.nextInt(2));
    }
  }
}
