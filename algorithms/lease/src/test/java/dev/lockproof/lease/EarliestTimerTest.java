// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The timer on alarms that ring when the test says. */
class EarliestTimerTest {
  /** The clock passes the largest long. */
  private long now = Long.MAX_VALUE - 5;

  private final List<Alarm> alarms = new ArrayList<>();
  private int set;
  private final List<String> ran = new ArrayList<>();
  private final EarliestTimer timer = new EarliestTimer(this::alarm, () -> now);

  private record Alarm(long at, Runnable action) {}

  private Runnable alarm(long nanos, Runnable action) {
    assertThat(nanos).isNotNegative();
    var alarm = new Alarm(now + nanos, action);
    alarms.add(alarm);
    set++;
    return () -> alarms.remove(alarm);
  }

  private Runnable after(long nanos, String name) {
    return timer.after(nanos, () -> ran.add(name));
  }

  /** Lets time pass, nanosecond by nanosecond, and all alarms ring that are due. */
  private void pass(long nanos) {
    for (long i = 0; i <= nanos; i++) {
      for (int due = 0; due < alarms.size(); ) {
        Alarm alarm = alarms.get(due);
        if (alarm.at - now <= 0) {
          alarms.remove(due);
          alarm.action.run();
          due = 0;
        } else {
          due++;
        }
      }
      now += i < nanos ? 1 : 0;
    }
  }

  /** Tasks run in the order of their times, and none before its time. */
  @Test
  void runsEachInTime() {
    after(30, "last");
    after(10, "first");
    after(20, "second");
    after(20, "third");
    pass(9);
    assertThat(ran).isEmpty();
    pass(1);
    assertThat(ran).containsExactly("first");
    pass(10);
    assertThat(ran).containsExactly("first", "second", "third");
    pass(10);
    assertThat(ran).endsWith("last").hasSize(4);
    assertThat(alarms).isEmpty();
  }

  /** A lease that is released long before its end sets no alarm of its own, and moves none. */
  @Test
  void leavesTheAlarmWhereItIs() {
    for (int i = 0; i < 50; i++) {
      after(100, "released").run();
      pass(1);
    }
    assertThat(set).isEqualTo(1);
    after(100, "held");
    pass(100);
    assertThat(set).isEqualTo(2);
    assertThat(ran).containsExactly("held");
    assertThat(alarms).isEmpty();
  }

  /** Each task runs once, at its time, unless it was cancelled before; one alarm is enough. */
  @Test
  void runsWhatWasNotCancelled() {
    for (int seed = 0; seed < 50; seed++) {
      var random = new Random(seed);
      List<String> expected = new ArrayList<>();
      List<Runnable> pending = new ArrayList<>();
      ran.clear();
      for (int i = 0; i < 40; i++) {
        long nanos = random.nextInt(30) - 2L;
        String name = "%d at %s".formatted(i, now + Math.max(0, nanos));
        boolean[] over = {false};
        Runnable cancel =
            timer.after(
                nanos,
                () -> {
                  over[0] = true;
                  ran.add(name);
                  assertThat(name).endsWith("at " + now);
                });
        expected.add(name);
        pending.add(
            () -> {
              cancel.run();
              if (!over[0]) {
                expected.remove(name);
              }
            });
        if (random.nextBoolean()) {
          pending.remove(random.nextInt(pending.size())).run();
        }
        assertThat(alarms).hasSizeLessThanOrEqualTo(1);
        pass(random.nextInt(4));
      }
      pass(30);
      assertThat(ran).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** An alarm that rings although another was set in its place is not heard. */
  @Test
  void anAlarmThatWasReplacedIsNotHeard() {
    after(20, "late");
    Runnable replaced = alarms.get(0).action;
    after(10, "early");
    assertThat(alarms).hasSize(1);
    pass(10);
    assertThat(ran).containsExactly("early");
    replaced.run();
    assertThat(alarms).hasSize(1);
    pass(10);
    assertThat(ran).containsExactly("early", "late");
  }

  /** A task that fails keeps no other from running. */
  @Test
  void aFailureIsOfOneTask() {
    timer.after(
        1,
        () -> {
          throw new IllegalStateException("it failed");
        });
    after(1, "other");
    now += 1;
    assertThatThrownBy(alarms.remove(0).action::run).hasMessage("it failed");
    pass(0);
    assertThat(ran).containsExactly("other");
  }

  /** Where no alarm can be set the caller is told, and the next task is tried again. */
  @Test
  void anAlarmThatCannotBeSet() {
    var broken = new boolean[] {true};
    var fragile =
        new EarliestTimer(
            (nanos, task) -> {
              if (broken[0]) {
                throw new RejectedExecutionException();
              }
              return alarm(nanos, task);
            },
            () -> now);
    assertThatThrownBy(() -> fragile.after(1, () -> ran.add("never")))
        .isInstanceOf(RejectedExecutionException.class);
    broken[0] = false;
    var unused = fragile.after(5, () -> ran.add("later"));
    pass(5);
    assertThat(ran).containsExactly("later");
  }

  /** On an executor and the system's clock, of many threads' tasks all run that should. */
  @Test
  @Timeout(20)
  void runsOnAnExecutor() throws InterruptedException {
    var executor = new ScheduledThreadPoolExecutor(1);
    executor.setRemoveOnCancelPolicy(true); // or else it keeps alarms that were moved
    LeaseTimer real = LeaseTimer.on(executor);
    var cancelled = new AtomicInteger();
    var all = new CountDownLatch(4 * 250);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      var thread =
          new Thread(
              () -> {
                for (int n = 0; n < 250; n++) {
                  var unused = real.after(1_000L * (n % 50), all::countDown);
                  real.after(60_000_000_000L, cancelled::incrementAndGet).run();
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    all.await();
    assertThat(cancelled).hasValue(0);
    assertThat(executor.shutdownNow()).hasSizeLessThanOrEqualTo(1);
  }
}
