// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Search;
import dev.lockproof.checker.judge.Verdict;
import dev.lockproof.checker.model.Counter;
import dev.lockproof.checker.model.ExpiringLease;
import dev.lockproof.checker.model.FencedMutex;
import dev.lockproof.checker.model.FencedOwnerMutex;
import dev.lockproof.checker.model.FetchAndAdd;
import dev.lockproof.checker.model.KeyValue;
import dev.lockproof.checker.model.Model;
import dev.lockproof.checker.model.Mutex;
import dev.lockproof.checker.model.OwnerMutex;
import dev.lockproof.checker.model.Queue;
import dev.lockproof.checker.model.ReadWriteLock;
import dev.lockproof.checker.model.Register;
import dev.lockproof.checker.model.Semaphore;
import dev.lockproof.checker.model.SetModel;
import dev.lockproof.checker.model.Stack;
import dev.lockproof.checker.model.TokenBucket;
import dev.lockproof.checker.monitor.FencedMutexMonitor;
import dev.lockproof.checker.monitor.FetchAndAddMonitor;
import dev.lockproof.checker.monitor.OwnerMutexMonitor;
import dev.lockproof.checker.monitor.QueueMonitor;
import dev.lockproof.checker.monitor.RegisterMonitor;
import dev.lockproof.checker.monitor.SemaphoreMonitor;
import dev.lockproof.checker.monitor.StackMonitor;
import dev.lockproof.checker.monitor.TokenBucketMonitor;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What histories can be judged against: a sequential model, with a monitor where there is one.
 *
 * @param id the name as it stands on the command line
 * @param model the sequential specification
 * @param monitor makes a judge that decides the model faster than search, or null
 */
public record Specification(String id, Model<?> model, @Nullable Supplier<Judge> monitor) {
  private static final List<String> IDS =
      List.of(
          "register",
          "cas-register",
          "set",
          "counter",
          "fetch-and-add",
          "queue",
          "stack",
          "key-value",
          "mutex",
          "owner-mutex",
          "reentrant-mutex:LIMIT",
          "fenced-mutex",
          "fenced-owner-mutex",
          "reentrant-fenced-mutex:LIMIT",
          "semaphore:PERMITS",
          "read-write-lock",
          "expiring-lease[:PPM]",
          "token-bucket:BURST:NANOS[:PPM]");

  /**
   * Returns the specification of that name, such as {@code semaphore:3}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Specification of(String id) {
    return switch (id) {
      case "register", "cas-register" ->
          new Specification(id, new Register(), RegisterMonitor::new);
      case "set" -> new Specification(id, new SetModel(), null);
      case "counter" -> new Specification(id, new Counter(), null);
      case "fetch-and-add" -> new Specification(id, new FetchAndAdd(), FetchAndAddMonitor::new);
      case "queue" -> new Specification(id, new Queue(), QueueMonitor::new);
      case "stack" -> new Specification(id, new Stack(), StackMonitor::new);
      case "key-value" -> new Specification(id, new KeyValue(), null);
      case "mutex" -> new Specification(id, new Mutex(), () -> new SemaphoreMonitor(1));
      case "owner-mutex" -> new Specification(id, new OwnerMutex(1), owner(1, false));
      case "fenced-mutex" -> new Specification(id, new FencedMutex(), FencedMutexMonitor::new);
      case "fenced-owner-mutex" -> new Specification(id, new FencedOwnerMutex(1), owner(1, true));
      case "read-write-lock" -> new Specification(id, new ReadWriteLock(), null);
      case "expiring-lease" -> new Specification(id, new ExpiringLease(), null);
      default -> sized(id);
    };
  }

  private static Specification sized(String id) {
    if (!id.matches("[a-z-]+(:[1-9][0-9]{0,8}){1,3}")) {
      throw unknown(id);
    }
    String[] parts = id.split(":", -1);
    int size = Integer.parseInt(parts[1]);
    if (parts.length >= 3 && parts[0].equals("token-bucket")) {
      int drift = parts.length == 3 ? 0 : Integer.parseInt(parts[3]);
      var bucket = new TokenBucket(size, Long.parseLong(parts[2]), drift);
      return new Specification(id, bucket, () -> new TokenBucketMonitor(bucket));
    }
    if (parts.length == 2) {
      switch (parts[0]) {
        case "reentrant-mutex" -> {
          return new Specification(id, new OwnerMutex(size), owner(size, false));
        }
        case "reentrant-fenced-mutex" -> {
          return new Specification(id, new FencedOwnerMutex(size), owner(size, true));
        }
        case "expiring-lease" -> {
          return new Specification(id, new ExpiringLease(size), null);
        }
        case "semaphore" -> {
          return new Specification(id, new Semaphore(size), () -> new SemaphoreMonitor(size));
        }
        default -> {}
      }
    }
    throw unknown(id);
  }

  private static IllegalArgumentException unknown(String id) {
    return new IllegalArgumentException("no model is named '" + id + "'");
  }

  private static Supplier<Judge> owner(int limit, boolean fenced) {
    return () -> new OwnerMutexMonitor(limit, fenced);
  }

  /**
   * Returns the names that {@link #of} knows; what is in capitals stands for a number, and what is
   * in brackets can be left out.
   */
  public static List<String> ids() {
    return IDS;
  }

  /** Returns the judge to use: the monitor, or a search if there is none or it leaves it open. */
  public Judge judge(long budget) {
    if (monitor == null) {
      return search(budget);
    }
    return operations -> {
      Verdict verdict = monitor.get().judge(operations);
      boolean open = verdict.result() == Verdict.Result.INCONCLUSIVE;
      return open ? search(budget).judge(operations) : verdict;
    };
  }

  /** Returns a search with that budget of steps, even if there is a monitor. */
  public Search<?> search(long budget) {
    return new Search<>(model, budget);
  }
}
