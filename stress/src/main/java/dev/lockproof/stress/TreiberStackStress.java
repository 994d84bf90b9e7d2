// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.lockproof.local.TreiberStack;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link TreiberStack} on this JVM and this processor. */
public final class TreiberStackStress {
  private TreiberStackStress() {}

  /** Claim treiber.linearizable: what two threads push is there, in some order. */
  @JCStressTest
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "one push after the other")
  @Outcome(expect = FORBIDDEN, desc = "a push is lost")
  @Ref("treiber.linearizable")
  @State
  public static class PushPush extends Numbers {
    /** Pushes 1. */
    @Actor
    public void one() {
      stack.push(1);
    }

    /** Pushes 2. */
    @Actor
    public void other() {
      stack.push(2);
    }

    /** Pops what is there. */
    @Arbiter
    public void after(II_Result r) {
      r.r1 = pop();
      r.r2 = pop();
    }
  }

  /** Claim treiber.linearizable: two threads that pop do not get the same element. */
  @JCStressTest
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "one pop after the other")
  @Outcome(expect = FORBIDDEN, desc = "an element is popped twice, or lost")
  @Ref("treiber.linearizable")
  @State
  public static class PopPop extends Numbers {
    /** Two elements to begin with. */
    public PopPop() {
      stack.push(1);
      stack.push(2);
    }

    /** Pops. */
    @Actor
    public void one(II_Result r) {
      r.r1 = pop();
    }

    /** Pops. */
    @Actor
    public void other(II_Result r) {
      r.r2 = pop();
    }
  }

  /**
   * Claim treiber.linearizable: a pop is right while another thread empties and fills the stack.
   */
  @JCStressTest
  @Outcome(
      id = {"2, 1, 0, 3", "3, 2, 1, 0"},
      expect = ACCEPTABLE,
      desc = "before the other thread, or after it")
  @Outcome(
      id = {"1, 2, 0, 3", "0, 2, 1, 3"},
      expect = ACCEPTABLE_INTERESTING,
      desc = "between two steps of the other thread")
  @Outcome(expect = FORBIDDEN, desc = "an element is popped twice, or lost, or out of order")
  @Ref("treiber.linearizable")
  @State
  public static class PopRefill extends Numbers {
    /** Two elements to begin with. */
    public PopRefill() {
      stack.push(1);
      stack.push(2);
    }

    /** Pops. */
    @Actor
    public void popper(IIII_Result r) {
      r.r1 = pop();
    }

    /** Pops twice and pushes 3. */
    @Actor
    public void refiller(IIII_Result r) {
      r.r2 = pop();
      r.r3 = pop();
      stack.push(3);
    }

    /** Pops what is left. */
    @Arbiter
    public void after(IIII_Result r) {
      r.r4 = pop();
    }
  }

  /** Claim treiber.visibility: what precedes push is seen by who pops the element. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the write before push is seen")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "nothing to pop: no claim")
  @Outcome(expect = FORBIDDEN, desc = "the write before push is missing")
  @Ref("treiber.visibility")
  @State
  public static class PushPop {
    private final TreiberStack<Message> stack = new TreiberStack<>();

    /** Writes and pushes. */
    @Actor
    public void pusher() {
      var message = new Message();
      message.written = 1;
      stack.push(message);
    }

    /** Pops and reads. */
    @Actor
    public void popper(I_Result r) {
      Message message = stack.pop();
      r.r1 = message == null ? -1 : message.written;
    }
  }

  /** What a thread hands to another. */
  private static final class Message {
    private int written;
  }

  /** A stack of numbers, in which 0 is none. */
  static class Numbers {
    final TreiberStack<Integer> stack = new TreiberStack<>();

    final int pop() {
      Integer popped = stack.pop();
      return popped == null ? 0 : popped;
    }
  }
}
