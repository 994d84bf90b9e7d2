// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockproof.local.MichaelScottQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link MichaelScottQueue} on this JVM and this processor. */
public final class MichaelScottQueueStress {
  private MichaelScottQueueStress() {}

  /** Claim michael-scott.linearizable: what two threads enqueue is there, in some order. */
  @JCStressTest
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "one enqueue after the other")
  @Outcome(expect = FORBIDDEN, desc = "an element is lost")
  @Ref("michael-scott.linearizable")
  @State
  public static class EnqueueEnqueue extends Numbers {
    /** Enqueues 1. */
    @Actor
    public void one() {
      queue.enqueue(1);
    }

    /** Enqueues 2. */
    @Actor
    public void other() {
      queue.enqueue(2);
    }

    /** Dequeues what is there. */
    @Arbiter
    public void after(II_Result r) {
      r.r1 = dequeue();
      r.r2 = dequeue();
    }
  }

  /**
   * Claim michael-scott.linearizable: a dequeue is right while another thread empties and refills.
   */
  @JCStressTest
  @Outcome(
      id = {"1, 0, 2", "2, 1, 0", "0, 1, 2"},
      expect = ACCEPTABLE,
      desc = "before, after and between the steps of the other thread")
  @Outcome(expect = FORBIDDEN, desc = "an element is dequeued twice, or lost")
  @Ref("michael-scott.linearizable")
  @State
  public static class DequeueRefill extends Numbers {
    /** One element to begin with. */
    public DequeueRefill() {
      queue.enqueue(1);
    }

    /** Dequeues. */
    @Actor
    public void one(III_Result r) {
      r.r1 = dequeue();
    }

    /** Dequeues and enqueues 2. */
    @Actor
    public void refiller(III_Result r) {
      r.r2 = dequeue();
      queue.enqueue(2);
    }

    /** Dequeues what is left. */
    @Arbiter
    public void after(III_Result r) {
      r.r3 = dequeue();
    }
  }

  /** Claim michael-scott.linearizable: a peek finds what is there while the first leaves. */
  @JCStressTest
  @Outcome(
      id = {"1", "2"},
      expect = ACCEPTABLE,
      desc = "before the other thread, or after it")
  @Outcome(expect = FORBIDDEN, desc = "nothing is found, but something was always there")
  @Ref("michael-scott.linearizable")
  @State
  public static class PeekDequeue extends Numbers {
    /** Two elements to begin with. */
    public PeekDequeue() {
      queue.enqueue(1);
      queue.enqueue(2);
    }

    /** Peeks. */
    @Actor
    public void peeker(I_Result r) {
      Integer first = queue.peek();
      r.r1 = first == null ? 0 : first;
    }

    /** Dequeues. */
    @Actor
    public void other() {
      queue.dequeue();
    }
  }

  /** Claim michael-scott.visibility: what precedes enqueue is seen by who dequeues the element. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the write before enqueue is seen")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "nothing to dequeue: no claim")
  @Outcome(expect = FORBIDDEN, desc = "the write before enqueue is missing")
  @Ref("michael-scott.visibility")
  @State
  public static class EnqueueDequeue {
    private final MichaelScottQueue<int[]> queue = new MichaelScottQueue<>();

    /** Writes and enqueues. */
    @Actor
    public void producer() {
      queue.enqueue(new int[] {1});
    }

    /** Dequeues and reads. */
    @Actor
    public void consumer(I_Result r) {
      int[] message = queue.dequeue();
      r.r1 = message == null ? -1 : message[0];
    }
  }

  /** A queue of numbers, in which 0 is none. */
  static class Numbers {
    final MichaelScottQueue<Integer> queue = new MichaelScottQueue<>();

    final int dequeue() {
      Integer dequeued = queue.dequeue();
      return dequeued == null ? 0 : dequeued;
    }
  }
}
