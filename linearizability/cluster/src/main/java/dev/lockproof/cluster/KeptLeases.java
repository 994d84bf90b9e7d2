// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static java.util.Objects.requireNonNull;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Evidence;
import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseKeeper;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LossReason;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import redis.clients.jedis.RedisClient;

/**
 * Leases that are kept for many times to live, on a server that pauses and a wire that breaks; then
 * the wire swallows everything, and every loss is told while the server still has the key.
 *
 * <p>It tells by the clock of this machine. If that stands still itself, nothing is said.
 */
final class KeptLeases implements Experiment {
  private static final Question KEPT = new Question("KeptLeases", "lease-keeper.kept");
  private static final Question TOLD = new Question("KeptLeases", "lease-keeper.told");
  private static final int LEASES = 40;
  private static final Duration TTL = Duration.ofSeconds(1);

  /** Room between a holder's deadline and the server's, to look at the server in. */
  private static final LeaseTerms TERMS = new LeaseTerms(0.01, Duration.ofMillis(250));

  /** The longest fault, and the longest time that this machine may stand still. */
  private static final Duration FAULT = Duration.ofMillis(150);

  /** How long a client waits for an answer: less than a third of a time-to-live. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  @Override
  public List<Question> questions() {
    return List.of(KEPT, TOLD);
  }

  @Override
  public List<Evidence> run(Setting setting) throws InterruptedException {
    try (var proxy = new TcpProxy(setting.server().host(), setting.server().port());
        var wired = setting.connect("127.0.0.1", proxy.port(), PATIENCE);
        var direct = setting.connect();
        var keeper = LeaseKeeper.create()) {
      return new Case(setting, proxy, wired, direct, keeper).evidence();
    }
  }

  /** What the server still had of a lease when its loss was told. */
  private record Told(FencedLease lease, LossReason reason, long left) {
    boolean isInTime() {
      return reason == LossReason.EXPIRED && left >= 0;
    }

    Map<String, String> row() {
      return Map.of("lease", lease.resource(), "lost", "" + reason, "key has ms", "" + left);
    }
  }

  /** One run. */
  private final class Case {
    private final Setting setting;
    private final TcpProxy proxy;
    private final RedisClient direct;
    private final LeaseKeeper keeper;
    private final RedisFencedLeases leases;
    private final List<FencedLease> held = new ArrayList<>();
    private final List<CompletableFuture<Told>> losses = new ArrayList<>();
    private long stoodStill;

    Case(
        Setting setting,
        TcpProxy proxy,
        RedisClient wired,
        RedisClient direct,
        LeaseKeeper keeper) {
      this.setting = setting;
      this.proxy = proxy;
      this.direct = direct;
      this.keeper = keeper;
      this.leases = RedisFencedLeases.builder(wired).prefix(setting.prefix()).terms(TERMS).build();
    }

    List<Evidence> evidence() throws InterruptedException {
      for (int i = 0; i < LEASES; i++) {
        FencedLease lease =
            requireNonNull(leases.tryAcquire("kept-" + i, TTL).orElse(null), "a free resource");
        held.add(keeper.keep(lease, Duration.ofMinutes(10)));
        losses.add(lease.lost().thenApply(reason -> told(lease, reason)).toCompletableFuture());
      }
      int faults = keep();
      List<String> lost =
          held.stream().filter(lease -> !lease.isHeld()).map(FencedLease::resource).toList();
      Evidence kept = kept(faults, lost);
      return List.of(kept, told());
    }

    private Told told(FencedLease lease, LossReason reason) {
      return new Told(lease, reason, direct.pttl(setting.prefix() + ":lease:" + lease.resource()));
    }

    /** Keeps all for some times to live, with a fault in each half of one. */
    private int keep() throws InterruptedException {
      int halves = setting.budget().covers(Budget.STANDARD) ? 40 : 6;
      for (int i = 0; i < halves; i++) {
        strike(i % 3);
        pause(TTL.dividedBy(2).minus(FAULT));
      }
      return halves;
    }

    private void strike(int fault) throws InterruptedException {
      if (fault == 0 && setting.server().isOurs()) {
        setting.server().pause();
        pause(FAULT);
        setting.server().resume();
      } else if (fault == 1) {
        proxy.reset();
        pause(FAULT);
      } else {
        proxy.blackhole();
        pause(FAULT);
      }
      proxy.heal();
    }

    /** Waits in small steps, and notes by how much one of them took too long. */
    private void pause(Duration time) throws InterruptedException {
      long end = System.nanoTime() + time.toNanos();
      for (long last = System.nanoTime(); last < end; ) {
        Pause.ofMillis(5);
        long now = System.nanoTime();
        stoodStill = Math.max(stoodStill, now - last);
        last = now;
      }
    }

    private Evidence kept(int faults, List<String> lost) {
      var evidence =
          setting
              .evidence(KeptLeases.this, KEPT)
              .strength("sampled(1)")
              .explored("leases", LEASES)
              .explored("times to live", faults / 2)
              .explored("faults", faults);
      if (lost.isEmpty()) {
        return evidence.pass();
      }
      String what = "kept leases were lost: " + lost;
      return hasStoodStill()
          ? evidence.inconclusive("this machine stood still; " + what)
          : evidence.fail(
              what,
              new Counterexample(
                  "KeptLeases",
                  held.stream().map(lease -> Map.of("lease", lease.toString())).toList(),
                  what));
    }

    private Evidence told() throws InterruptedException {
      proxy.blackhole();
      pause(TTL.multipliedBy(2));
      proxy.heal();
      List<Told> told = losses.stream().map(CompletableFuture::join).toList();
      var evidence =
          setting
              .evidence(KeptLeases.this, TOLD)
              .strength("sampled(1)")
              .explored("losses", told.size());
      List<Map<String, String>> late =
          told.stream().filter(one -> !one.isInTime()).map(Told::row).toList();
      if (late.isEmpty()) {
        return evidence.pass();
      }
      String what = "a loss was told when the server had freed the resource, or for another reason";
      return hasStoodStill()
          ? evidence.inconclusive("this machine stood still; " + what)
          : evidence.fail(what, new Counterexample("KeptLeases", late, what));
    }

    private boolean hasStoodStill() {
      return stoodStill > FAULT.toNanos();
    }
  }
}
