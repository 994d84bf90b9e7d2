// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** The kinds of threads that a lock has to do with. */
public enum Threads {
  /** Threads of the operating system. */
  PLATFORM {
    @Override
    ExecutorService executor() {
      return Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
          });
    }
  },

  /** Virtual threads, from Java 21 on. */
  VIRTUAL {
    @Override
    ExecutorService executor() {
      try {
        return (ExecutorService)
            Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("this Java has no virtual threads", e);
      }
    }
  };

  private static final int FIRST_VIRTUAL = 21;

  abstract ExecutorService executor();

  /** Returns the kinds that this Java has. */
  public static Stream<Threads> available() {
    return Runtime.version().feature() < FIRST_VIRTUAL ? Stream.of(PLATFORM) : Stream.of(values());
  }

  /**
   * Runs tasks in threads of their own, which begin together, and waits for them; fails if one
   * fails.
   */
  public void run(int number, Numbered task) throws InterruptedException {
    ExecutorService executor = executor();
    var together = new CyclicBarrier(number);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < number; i++) {
        futures.add(executor.submit(numbered(i, task, together)));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("in another thread: " + e.getCause(), e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private static Callable<?> numbered(int number, Numbered task, CyclicBarrier together) {
    return () -> {
      together.await();
      task.run(number);
      return number;
    };
  }

  /** What the thread of a number does. */
  @FunctionalInterface
  public interface Numbered {
    /** Does it. */
    void run(int number) throws Exception;
  }
}
