// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A thread of a test, whose result or failure is the test's.
 *
 * @param <T> what it returns
 */
public final class Waiter<T> {
  private final FutureTask<T> task;
  private final Thread thread;

  private Waiter(FutureTask<T> task) {
    this.task = task;
    thread = new Thread(task, "waiter");
    // It does not keep the JVM alive when a test gives it up.
    thread.setDaemon(true);
  }

  /** Starts a thread. */
  public static <T> Waiter<T> start(Callable<T> task) {
    var waiter = new Waiter<>(new FutureTask<>(task));
    waiter.thread.start();
    return waiter;
  }

  /** Starts a thread. */
  public static Waiter<Boolean> start(Attempt task) {
    return start(
        () -> {
          task.run();
          return true;
        });
  }

  /** Returns what another thread says to {@code task}. */
  public static boolean elsewhere(Callable<Boolean> task) throws InterruptedException {
    return start(task).join();
  }

  /** Returns the thread. */
  public Thread thread() {
    return thread;
  }

  /** Interrupts the thread. */
  public void interrupt() {
    thread.interrupt();
  }

  /** Returns once the thread waits for {@code lock}; fails if it ends instead. */
  public Waiter<T> awaitWaiting(Waiting lock) throws InterruptedException {
    while (!lock.isWaiting(thread)) {
      if (!thread.isAlive()) {
        throw new AssertionError("was to wait, but returned " + join());
      }
      Thread.onSpinWait();
    }
    return this;
  }

  /** Waits until the thread has ended; returns its result, or fails as it did. */
  public T join() throws InterruptedException {
    try {
      T result = task.get();
      thread.join();
      return result;
    } catch (ExecutionException e) {
      throw new AssertionError("in another thread: " + e.getCause(), e.getCause());
    }
  }

  /** What a thread does. */
  @FunctionalInterface
  public interface Attempt {
    /** Does it. */
    void run() throws Exception;
  }

  /** What threads wait for. */
  @FunctionalInterface
  public interface Waiting {
    /** Returns whether a thread waits for it. */
    boolean isWaiting(Thread thread);
  }
}
