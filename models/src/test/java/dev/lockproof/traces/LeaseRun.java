// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseUnknownException;
import dev.lockproof.redis.NoReplyException;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.redis.Script;
import dev.lockproof.redis.ScriptTwin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A run of the real {@link RedisFencedLeases} of two clients, on the twin of the scripts and in
 * virtual time, and the steps that it takes.
 *
 * <p>Between any two steps of a request, time may pass and the other client may do as it likes; a
 * request may be lost, or come when its sender has long given up; a reply may be lost. All that
 * follows from a seed.
 *
 * <p>A tick of the specification is {@link #TICK}. A lease of n ticks is asked for a millisecond
 * shorter, so that the server has let it go when n ticks are over, and not only after.
 */
final class LeaseRun {
  private static final Duration TICK = Duration.ofMillis(10);
  private static final List<Integer> TIMES_TO_LIVE = List.of(2, 3);
  private static final LeaseTerms TERMS = new LeaseTerms(0, TICK.minusMillis(1));

  private final SplittableRandom random;
  private final ScriptTwin twin;
  private final List<Client> clients = new ArrayList<>();
  private final List<Runnable> late = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private long millis;
  private int attempts;
  private String key = "";
  private String issued = "0";
  private int left;

  private LeaseRun(long seed) {
    random = new SplittableRandom(seed);
    twin = new ScriptTwin(() -> millis);
  }

  /** Returns the steps of the run of {@code seed}, about {@code moves} moves of its clients. */
  static List<Step> of(long seed, int moves) {
    LeaseRun run = new LeaseRun(seed);
    run.clients.add(run.new Client("1"));
    run.clients.add(run.new Client("2"));
    run.left = moves;
    while (run.left > 0) {
      run.move();
    }
    return run.steps;
  }

  private boolean happens(int percent) {
    return random.nextInt(100) < percent;
  }

  private void step(String label, String client) {
    long milliseconds = twin.timeToLive(key);
    long ticks = milliseconds < 0 ? 0 : milliseconds / TICK.toMillis() + 1;
    steps.add(
        new Step(
            label,
            client,
            List.of("" + ticks, issued, clients.get(0).holds(), clients.get(1).holds())));
  }

  /** Lets something happen, to whomever is not in the midst of a request. */
  private void move() {
    left--;
    if (happens(35)) {
      millis += TICK.toMillis();
      step("Tick", Step.NOBODY);
    } else if (!late.isEmpty() && happens(30)) {
      late.remove(random.nextInt(late.size())).run();
    } else {
      Client client = clients.get(random.nextInt(clients.size()));
      if (!client.asking) {
        client.asking = true;
        client.move();
        client.asking = false;
      }
    }
  }

  private void meanwhile() {
    while (left > 0 && happens(45)) {
      move();
    }
  }

  /** One client, its lease, and its connection. */
  private final class Client {
    private final String name;
    private final RedisFencedLeases leases;
    private @Nullable FencedLease lease;
    private @Nullable String learns;
    private boolean asking;
    private boolean cut;

    Client(String name) {
      this.name = name;
      leases =
          RedisFencedLeases.builder(this::run)
              .terms(TERMS)
              .clock(() -> Duration.ofMillis(millis).toNanos())
              .timer((delay, task) -> () -> {})
              .owners(() -> "" + ++attempts)
              .build();
    }

    String holds() {
      return lease != null && lease.isHeld() ? "TRUE" : "FALSE";
    }

    void move() {
      int ticks = TIMES_TO_LIVE.get(random.nextInt(TIMES_TO_LIVE.size()));
      Duration timeToLive = TICK.multipliedBy(ticks).minusMillis(1);
      FencedLease current = lease;
      if (current == null || (!current.isHeld() && happens(50))) {
        acquire(timeToLive);
      } else if (current.isHeld() && happens(60)) {
        current.renew(timeToLive);
        learn();
      } else {
        current.release();
        lease = null;
      }
    }

    private void acquire(Duration timeToLive) {
      lease = null;
      cut = false;
      try {
        Optional<FencedLease> granted = leases.tryAcquire("r", timeToLive);
        lease = granted.orElse(null);
        learn();
      } catch (LeaseUnknownException e) {
        lease = null;
      }
    }

    /** Takes the step of a reply that has come, now that the lease shows what it says. */
    private void learn() {
      String label = learns;
      learns = null;
      if (label != null) {
        step(label, name);
      }
    }

    private List<String> run(Script script, List<String> keys, List<String> arguments) {
      learn(); // a lease that came too late is released at once
      key = keys.get(0);
      boolean ours = cut;
      cut = false;
      if (!ours) {
        step(sent(script), name);
      }
      meanwhile();
      if (happens(10)) {
        late.add(() -> arrive(script, keys, arguments));
        throw unknown(script);
      }
      List<String> answer = arrive(script, keys, arguments);
      meanwhile();
      if (happens(10)) {
        throw unknown(script);
      }
      learns = learnt(script, answer.get(0));
      return answer;
    }

    private NoReplyException unknown(Script script) {
      if (script != Script.RELEASE) {
        cut = script == Script.GRANT; // then a release follows, which is part of that step
        step("Cut", name);
      }
      return new NoReplyException("lost");
    }
  }

  private List<String> arrive(Script script, List<String> keys, List<String> arguments) {
    List<String> answer = twin.run(script, keys, arguments);
    if (answer.get(0).equals("GRANTED")) {
      issued = answer.get(2);
    }
    String label =
        switch (script) {
          case GRANT -> "Grant";
          case RENEW -> "Extend";
          default -> "Free";
        };
    step(label, Step.NOBODY);
    return answer;
  }

  private static String sent(Script script) {
    return switch (script) {
      case GRANT -> "Acquire";
      case RENEW -> "Renew";
      default -> "Release";
    };
  }

  private static @Nullable String learnt(Script script, String answer) {
    return switch (script) {
      case GRANT -> answer.equals("GRANTED") ? "Hold" : "Miss";
      case RENEW -> answer.equals("RENEWED") ? "Renewed" : "Gone";
      default -> null;
    };
  }
}
