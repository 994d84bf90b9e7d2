// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static java.util.Objects.requireNonNull;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.lease.FencedLease;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.servers.Pause;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * A holder whose clock stands still believes in leases that have long expired, and renews and
 * releases them; on the server nothing may change by it.
 */
final class LateRequests implements Experiment {
  private static final Question OWNERSHIP = new Question("LateRequests", "redis-lease.ownership");
  private static final Duration SHORT = Duration.ofMillis(40);
  private static final Duration LONG = Duration.ofSeconds(30);

  @Override
  public List<Question> questions() {
    return List.of(OWNERSHIP);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    try (var client = setting.connect()) {
      return List.of(new Case(setting, client).evidence());
    }
  }

  /** What the server says of a lease. */
  private record State(@Nullable String owner, long millis) {
    /** Returns whether this may have become that without anybody's doing. */
    boolean isUntouched(State later) {
      return owner == null
          ? later.owner == null
          : owner.equals(later.owner) && later.millis <= millis;
    }
  }

  /** One row of the story: who asked for what, and what became of the lease. */
  private record Step(
      String request, String answer, String expected, State before, State after, boolean kept) {
    boolean isLegal() {
      return kept && answer.equals(expected);
    }

    Map<String, String> row() {
      var row = new LinkedHashMap<String, String>();
      row.put("request", request);
      row.put("answer", answer);
      row.put("expected", expected);
      row.put("on the server before", text(before));
      row.put("after", text(after));
      return row;
    }

    private static String text(State state) {
      return state.owner == null ? "no lease" : state.owner + ", " + state.millis + " ms";
    }
  }

  /** The five requests. */
  private final class Case {
    private final Setting setting;
    private final RedisClient client;
    private final RedisFencedLeases late;
    private final RedisFencedLeases other;

    Case(Setting setting, RedisClient client) {
      this.setting = setting;
      this.client = client;
      this.late =
          RedisFencedLeases.builder(client).prefix(setting.prefix()).clock(() -> 0L).build();
      this.other = RedisFencedLeases.builder(client).prefix(setting.prefix()).build();
    }

    Evidence evidence() throws InterruptedException {
      FencedLease renewFree = grant(late, "renew-free", SHORT);
      FencedLease renewTaken = grant(late, "renew-taken", SHORT);
      FencedLease releaseFree = grant(late, "release-free", SHORT);
      FencedLease releaseTaken = grant(late, "release-taken", SHORT);
      FencedLease own = grant(other, "renew-shorter", LONG);
      Pause.of(Expiry.of(SHORT));
      grant(other, "renew-taken", LONG);
      grant(other, "release-taken", LONG);
      List<Step> steps =
          List.of(
              request(renewFree, "LOST", () -> renewFree.renew(LONG)),
              request(renewTaken, "LOST", () -> renewTaken.renew(LONG.multipliedBy(2))),
              request(releaseFree, "ALREADY_LOST", releaseFree::release),
              request(releaseTaken, "ALREADY_LOST", releaseTaken::release),
              shorter(own));
      var evidence =
          setting
              .evidence(LateRequests.this, OWNERSHIP)
              .strength("sampled(1)")
              .explored("requests", steps.size());
      for (Step step : steps) {
        if (!step.isLegal()) {
          String what = "a late request changed the server, or got the wrong answer";
          return evidence.fail(
              what,
              new Counterexample(step.request(), steps.stream().map(Step::row).toList(), what));
        }
      }
      return evidence.pass();
    }

    private Step request(FencedLease lease, String expected, Supplier<?> request) {
      State before = state(lease.resource());
      String answer = String.valueOf(request.get());
      State after = state(lease.resource());
      return new Step(lease.resource(), answer, expected, before, after, before.isUntouched(after));
    }

    /** A renewal of one's own lease with a shorter time-to-live leaves it as long as it was. */
    private Step shorter(FencedLease lease) {
      State before = state(lease.resource());
      String answer = String.valueOf(lease.renew(SHORT));
      State after = state(lease.resource());
      boolean kept = before.isUntouched(after) && after.millis > LONG.toMillis() / 2;
      return new Step(lease.resource(), answer, "RENEWED", before, after, kept);
    }

    private State state(String resource) {
      String key = setting.prefix() + ":lease:" + resource;
      return new State(client.get(key), client.pttl(key));
    }

    private static FencedLease grant(
        RedisFencedLeases leases, String resource, Duration timeToLive) {
      return requireNonNull(leases.tryAcquire(resource, timeToLive).orElse(null), resource);
    }
  }
}
