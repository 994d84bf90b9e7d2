// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.micrometer;

import dev.lockproof.lease.LeaseListener;
import dev.lockproof.lease.LossReason;
import dev.lockproof.lease.Renewal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Times and counts what becomes of leases, in the meters of a registry:
 *
 * <ul>
 *   <li>{@code lockproof.lease.asked}: how long it took to get a lease, or not; the tag {@code
 *       outcome} is that of {@link LeaseListener.Outcome}, in small letters. Contention is the
 *       share of {@code taken}, and the time of {@code granted}.
 *   <li>{@code lockproof.lease.renewed}: how long renewals took; {@code outcome} is {@link
 *       Renewal}.
 *   <li>{@code lockproof.lease.held}: how long leases were held; {@code reason} is {@link
 *       LossReason}. What did not end by {@code released} was lost.
 *   <li>{@code lockproof.leases}: how many are held at this moment.
 * </ul>
 *
 * <p>Names of resources are no tags by default: there may be as many as users, and a registry
 * forgets none.
 *
 * <p>Use: {@code new ObservedLeases<>(leases, new LeaseMeters(registry), System::nanoTime)}.
 */
public final class LeaseMeters implements LeaseListener {
  private static final String NAME = "lockproof.lease.";

  private final MeterRegistry registry;
  private final Function<String, Tags> tags;
  private final Map<Tags, AtomicInteger> held = new ConcurrentHashMap<>();

  /** Creates meters without tags of the resource. */
  public LeaseMeters(MeterRegistry registry) {
    this(registry, resource -> Tags.empty());
  }

  /**
   * Creates meters with tags of the resource.
   *
   * @param tags from the name of a resource to its tags, of which there should be few, always with
   *     the same keys
   */
  public LeaseMeters(MeterRegistry registry, Function<String, Tags> tags) {
    this.registry = registry;
    this.tags = tags;
  }

  @Override
  public void asked(String resource, Outcome outcome, Duration took) {
    Tags own = tags.apply(resource);
    registry.timer(NAME + "asked", own.and("outcome", word(outcome))).record(took);
    if (outcome == Outcome.GRANTED) {
      held(own).incrementAndGet();
    }
  }

  @Override
  public void renewed(String resource, Renewal outcome, Duration took) {
    Tags all = tags.apply(resource).and("outcome", word(outcome));
    registry.timer(NAME + "renewed", all).record(took);
  }

  @Override
  public void ended(String resource, LossReason reason, Duration time) {
    Tags own = tags.apply(resource);
    registry.timer(NAME + "held", own.and("reason", word(reason))).record(time);
    held(own).decrementAndGet();
  }

  private AtomicInteger held(Tags own) {
    return held.computeIfAbsent(
        own, key -> registry.gauge("lockproof.leases", key, new AtomicInteger()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
