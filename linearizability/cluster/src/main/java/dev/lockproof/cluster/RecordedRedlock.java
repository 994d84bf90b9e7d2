// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Recorder;
import dev.lockproof.lease.Lease;
import dev.lockproof.lease.LeaseTerms;
import dev.lockproof.lease.LeaseUnknownException;
import dev.lockproof.lease.RedlockRound;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.lease.StoreException;
import dev.lockproof.redis.Instances;
import dev.lockproof.redis.RedisRedlock;
import dev.lockproof.redis.Script;
import dev.lockproof.servers.ServerException;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of a Redlock that writes down what it does; for use by one thread. Leases are numbered,
 * as they have no tokens.
 */
final class RecordedRedlock implements AutoCloseable {
  private static final int ATTEMPTS = 10;
  private static final AtomicLong LEASES = new AtomicLong();

  private final Recorder recorder;
  private final int process;
  private final Instances instances;
  private final RedisRedlock redlock;
  private final IdentityHashMap<Lease, Long> numbers = new IdentityHashMap<>();

  /** What happens after the answers to a request for a lease, or for an extension, are there. */
  private Runnable afterAnswers = () -> {};

  RecordedRedlock(
      Recorder recorder,
      int process,
      Instances instances,
      String prefix,
      LeaseTerms terms,
      LongSupplier clock) {
    this.recorder = recorder;
    this.process = process;
    this.instances = instances;
    this.redlock =
        RedisRedlock.builder(new Interrupted()).prefix(prefix).terms(terms).clock(clock).build();
  }

  RecordedRedlock(Recorder recorder, int process, Instances instances, String prefix) {
    this(recorder, process, instances, prefix, LeaseTerms.DEFAULT, System::nanoTime);
  }

  /** Connects to the servers, so that no story is about that. */
  void connect() {
    redlock.tryAcquire("connect", Duration.ofSeconds(30)).ifPresent(Lease::release);
  }

  /** Interrupts the next request for a lease, or for an extension, before the clock is read. */
  RecordedRedlock afterAnswers(Runnable then) {
    afterAnswers = then;
    return this;
  }

  @Nullable Lease acquire(String resource, Duration timeToLive) {
    var operation = recorder.invoke(process, "acquire", resource, null);
    try {
      Optional<Lease> lease = redlock.tryAcquire(resource, timeToLive);
      lease.ifPresent(granted -> numbers.put(granted, LEASES.incrementAndGet()));
      operation.ok(lease.map(numbers::get).orElse(null));
      return lease.orElse(null);
    } catch (StoreException e) {
      operation.fail();
    } catch (LeaseUnknownException e) {
      operation.ok(null); // whatever the servers did, nobody holds it
    }
    return null;
  }

  /** Asks for a lease that nobody else has; on a busy machine the first answer may be too late. */
  Lease granted(String resource, Duration timeToLive) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Lease lease = acquire(resource, timeToLive);
      if (lease != null) {
        return lease;
      }
    }
    throw new ServerException(resource + " was not granted within " + timeToLive);
  }

  boolean look(Lease lease) {
    var operation = recorder.invoke(process, "look", lease.resource(), numbers.get(lease));
    boolean held = lease.isHeld();
    operation.ok(held);
    return held;
  }

  /** Works under the lease without another look. */
  void act(Lease lease) {
    recorder.invoke(process, "act", lease.resource(), numbers.get(lease)).ok(true);
  }

  Renewal renew(Lease lease, Duration timeToLive) {
    var operation = recorder.invoke(process, "renew", lease.resource(), numbers.get(lease));
    Renewal renewal = lease.renew(timeToLive);
    operation.ok(renewal.name());
    return renewal;
  }

  Release release(Lease lease) {
    var operation = recorder.invoke(process, "release", lease.resource(), numbers.get(lease));
    Release release = lease.release();
    operation.ok(release.name());
    return release;
  }

  @Override
  public void close() {
    instances.close();
  }

  /** The instances, with what happens after their answers. */
  private final class Interrupted implements Instances {
    @Override
    public int count() {
      return instances.count();
    }

    @Override
    public RedlockRound ask(
        RedlockRound round, Script script, List<String> keys, List<String> arguments) {
      var answered = instances.ask(round, script, keys, arguments);
      if (script != Script.RELEASE) {
        Runnable then = afterAnswers;
        afterAnswers = () -> {};
        then.run();
      }
      return answered;
    }

    @Override
    public void close() {}
  }
}
