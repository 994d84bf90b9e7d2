// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseHandle;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A client: asks for the lease, works under it, renews it, releases it, or lets it go. */
abstract class Client extends Caller {
  /** The one resource that all contend for. */
  static final String RESOURCE = "stock";

  static final LeaseTerms TERMS = LeaseTerms.DEFAULT;

  private static final int[] TIMES_TO_LIVE = {1_000, 300, 12_000};
  private static final long POLL = 100 * MILLI;
  private static final int MOST_ACTS = 4;

  private int attempts;
  private int acts;
  private String owner = "";
  private boolean isRenewing;
  private boolean isWorking;
  private boolean isInsisting;
  private boolean isLeaving;
  private boolean wasRepeated;

  /** Until when its latest request or renewal may let it hold the lease, by its clock. */
  long limit;

  /** The servers that have granted its latest request, a bit each. */
  private int grantedBy;

  private @Nullable LeaseHandle lease;

  Client(Run run, int index) {
    super(run, index);
  }

  /** Sends a request through the real class. */
  abstract CompletionStage<? extends Optional<? extends Lease>> request(Duration timeToLive);

  /** Uses the lease for what it protects. */
  abstract void access();

  /** Returns how a step is called in the specification of the protocol. */
  abstract Step called(Step step);

  /** Returns a name that no other request has. */
  final String nextOwner() {
    owner = "c" + index + "." + attempts;
    return owner;
  }

  /** Asks for the lease, unless it has asked often enough. */
  @Override
  void begin() {
    if (attempts++ >= run.scenario().attempts() && !isInsisting) {
      return;
    }
    lease = null;
    isLeaving = false;
    isRenewing = false;
    acts = 0;
    grantedBy = 0;
    wasRepeated = false;
    long millis = TIMES_TO_LIVE[world.schedule().below(TIMES_TO_LIVE.length)];
    tell(called(Step.ACQUIRE), null, millis);
    limit = clock.getAsLong() + Run.validity(millis);
    run.monitor().asks(this);
    var unused =
        request(Duration.ofMillis(millis))
            .whenComplete(
                safely(
                    (granted, trouble) -> {
                      if (trouble == null && granted.isPresent()) {
                        granted((LeaseHandle) granted.get());
                      } else {
                        notGranted(trouble);
                      }
                    }));
  }

  /** Asks for the lease until it is granted. */
  void insist() {
    isInsisting = true;
    begin();
  }

  private void granted(LeaseHandle granted) {
    lease = granted;
    took(granted);
    tell(called(Step.HOLD), null, granted.remaining().toMillis());
    run.monitor().granted(this, granted);
    later(this::act);
    run.nemesis().afterStepOf(this);
  }

  void took(LeaseHandle granted) {}

  private void notGranted(@Nullable Throwable trouble) {
    tell(called(trouble == null ? Step.MISS : Step.CUT), null, 0);
    run.monitor().notGranted(this, trouble);
    again();
    run.nemesis().afterStepOf(this);
  }

  private void again() {
    if (isInsisting) {
      arrange(POLL, this::begin);
    } else {
      later(this::begin);
    }
  }

  final void act() {
    LeaseHandle held = lease;
    if (held == null) {
      return;
    }
    int what = acts++ < MOST_ACTS ? world.schedule().act(5) : 0;
    switch (what) {
      case 1 -> look(held);
      case 2 -> renew(held);
      case 3 -> access();
      case 4 -> release(held);
      default -> keep();
    }
    run.nemesis().afterStepOf(this);
  }

  /** Does nothing until the lease is over by any clock, and then asks anew. */
  void keep() {
    arrange(Math.max(0, limit - clock.getAsLong()) + MILLI, this::begin);
  }

  private void look(LeaseHandle held) {
    long left = held.remaining().toNanos();
    run.monitor().looked(this, held, left > 0);
    if (left == 0) {
      later(this::begin);
      return;
    }
    tell(Step.LOOK, null, left / MILLI);
    isWorking = true;
    arrange(Math.min(left - 1, MILLI << world.schedule().below(10)), this::worked);
  }

  private void worked() {
    if (isWorking) {
      tell(Step.ACT, null, 0);
      isWorking = false;
    }
    act();
  }

  void renew(LeaseHandle held) {
    long millis = TIMES_TO_LIVE[world.schedule().below(TIMES_TO_LIVE.length)];
    tell(called(Step.RENEW), null, millis);
    long renewed = clock.getAsLong() + Run.validity(millis);
    boolean wasHeld = held.isHeld();
    isRenewing = true;
    run.monitor().renews(this);
    var unused =
        held.renewAsync(Duration.ofMillis(millis))
            .whenComplete(safely((renewal, trouble) -> renewed(held, renewal, renewed, wasHeld)));
    if (isRenewing && world.schedule().below(4) == 3) {
      isLeaving = true;
      later(() -> release(held));
    }
  }

  private void renewed(LeaseHandle held, Renewal renewal, long until, boolean wasHeld) {
    isRenewing &= held != lease;
    if (isLeaving || held != lease) {
      run.monitor().left(held);
      return;
    }
    tell(
        called(
            switch (renewal) {
              case RENEWED -> Step.RENEWED;
              case LOST -> Step.GONE;
              case UNKNOWN -> Step.UNHEARD;
            }),
        null,
        held.remaining().toMillis());
    run.monitor().renewed(this, held, renewal, until, wasHeld);
    limit = renewal == Renewal.RENEWED ? Math.max(limit, until) : limit;
    later(this::act);
    run.nemesis().afterStepOf(this);
  }

  final void release(LeaseHandle held) {
    boolean wasHeld = held.isHeld() && run.isWithMajority(owner);
    tell(called(Step.RELEASE), null, 0);
    run.monitor().releases(this);
    wasRepeated = false;
    var unused =
        held.releaseAsync()
            .whenComplete(safely((release, trouble) -> released(held, release, wasHeld)));
  }

  private void released(LeaseHandle held, Release release, boolean wasHeld) {
    tell(Step.RELEASED, null, 0);
    run.monitor().released(this, held, release, wasHeld && !wasRepeated);
    later(this::begin);
  }

  /** Returns what does not hide trouble of the simulation in a stage that nobody looks at. */
  private <T> BiConsumer<T, @Nullable Throwable> safely(BiConsumer<T, @Nullable Throwable> step) {
    return (result, trouble) -> {
      try {
        step.accept(result, trouble);
      } catch (RuntimeException e) {
        world.trouble(e);
      }
    };
  }

  @Override
  void vanish() {
    super.vanish();
    isWorking = false;
  }

  @Override
  void wasRepeated() {
    wasRepeated = true;
  }

  final void wasGrantedBy(Server server) {
    grantedBy |= 1 << server.index;
  }

  final int granters() {
    return Integer.bitCount(grantedBy);
  }

  final String owner() {
    return owner;
  }

  final boolean isRenewing() {
    return isRenewing;
  }

  @Override
  boolean isWorking() {
    return isWorking;
  }

  final @Nullable LeaseHandle lease() {
    return lease;
  }

  @Override
  boolean believes() {
    return !isGone && lease != null && lease.isHeld();
  }

  final Runnable timer(long nanos, Runnable task) {
    Agenda.Event event = arrange(nanos, task);
    return event::cancel;
  }
}
