// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One round of Redlock: a question put to several instances at once, their answers, and what the
 * answers come to.
 *
 * <p>This is the algorithm of Sanfilippo, <i>Distributed locks with Redis</i> (2014), as a value
 * with pure steps: whoever carries it out reads the clock and talks to the instances. <b>Use for
 * efficiency, not for safety</b>: no instance can issue a fencing token that grows with those of
 * the others, so nothing stops a holder that has lost its lease.
 *
 * <p><b>Assumptions.</b> The instances are independent, and each is counted once. Their clocks and
 * the holder's differ in rate by no more than the {@linkplain LeaseTerms#drift drift}, and none
 * jumps. What an instance acknowledged it keeps: through a crash, too. The holder's host is not
 * suspended, and no process is paused for longer than its validity after it last looked.
 *
 * <p><b>Guarantee.</b> A lease is granted, or extended, only when a majority of all instances said
 * yes in this round and the validity that counts from before the first request is not over. An
 * extension creates nothing. A release goes to every instance, whatever it answered before.
 *
 * <p><b>Progress.</b> A round ends when its answers are enough, or when the caller stops waiting.
 * It is not promised that anybody wins: several may each be granted a minority.
 *
 * <p><b>Memory consistency effects.</b> None; a round is immutable.
 *
 * <p><b>Cost.</b> One request to each instance, one round trip to the slowest of the fastest
 * majority. An even number of instances bears no more failures than the odd one below it.
 *
 * <p><b>Limits.</b> Not fenced, not fair, not reentrant.
 *
 * <p><b>Failure.</b> If the clock of an instance jumps, or if it restarts without its data, two may
 * hold the lease at a time. Somebody who is paused after the last look at the clock acts without a
 * lease and does not know.
 *
 * <p><b>Evidence.</b> Claims {@code redlock.*} in the report; mutants {@code Redlock*}.
 *
 * @param deadline when what is asked for is over, on the holder's clock
 * @param answers what each instance answered
 */
public record RedlockRound(long deadline, List<Answer> answers) {
  /*
   *   Begin or Extend        the clock is read, then every instance is asked
   *         |
   *        Ask ... Answer    in any order, until enough of them are known
   *         |
   *       Decide             the clock is read again: a majority of yes, before the deadline?
   *         |
   *         |-- GRANTED ---> the lease is held until the deadline; Release at its end
   *         `-- else ------> Release at once, by every instance (after Begin)
   *
   * These are the actions of models/specs/redlock/Redlock.tla; Grant and Expire are those of an
   * instance.
   *
   * Why at most one is held. Two majorities share an instance. It has given its key to one owner
   * only, and keeps it for the time-to-live from some moment after Begin; the holder's deadline is
   * earlier, by the drift. The number of answers that decide is counted over all instances, also
   * those that could not be asked.
   *
   * Why release by all. An instance that did not answer, or whose answer was lost, may have said
   * yes. One that said no has nothing to free; to ask it costs nothing.
   *
   * Why the clock is read after the answers. A process may be paused between any two steps. If it
   * wakes up after the deadline, Decide sees it.
   */

  /** What is known of the answer of one instance. */
  public enum Answer {
    /** Nothing yet, or never. The instance may have done it, and may still. */
    AWAITED,

    /** It did what it was asked to. */
    YES,

    /** It is with another owner, or, asked to extend or to release, not with this one. */
    NO,

    /** It surely did nothing: it could not be asked, or it answered with an error. */
    FAILED
  }

  /** What the answers come to, and what that means for an extension and a release. */
  public enum Decision {
    /** A majority said yes, in time. */
    GRANTED(Renewal.RENEWED, Release.RELEASED),

    /** A majority said yes, but by now the validity is over. */
    LATE(Renewal.UNKNOWN, Release.RELEASED),

    /** So many said no that no majority can say yes. */
    REFUSED(Renewal.LOST, Release.ALREADY_LOST),

    /** No majority said yes, and none can have: some said no, and some did nothing. */
    SPLIT(Renewal.UNKNOWN, Release.UNKNOWN),

    /** So many surely did nothing that no majority can say yes. */
    FAILED(Renewal.UNKNOWN, Release.UNKNOWN),

    /** A majority may have said yes. */
    UNKNOWN(Renewal.UNKNOWN, Release.UNKNOWN);

    private final Renewal renewal;
    private final Release release;

    Decision(Renewal renewal, Release release) {
      this.renewal = renewal;
      this.release = release;
    }

    /** Returns what this means if the instances were asked to extend. */
    public Renewal renewal() {
      return renewal;
    }

    /** Returns what this means if they were asked to release. */
    public Release release() {
      return release;
    }
  }

  /** Checks the components. */
  public RedlockRound {
    if (answers.isEmpty()) {
      throw new IllegalArgumentException("a round needs instances, and there are none");
    }
    answers = List.copyOf(answers);
  }

  /** Begins a round that asks for a lease, when the clock reads {@code now}. */
  public static RedlockRound begin(int instances, LeaseTerms terms, long millis, long now) {
    return new RedlockRound(terms.deadline(now, millis), awaited(instances)); // Begin
  }

  /** Begins a round that asks to let the lease last for another time-to-live from now. */
  public RedlockRound extend(LeaseTerms terms, long millis, long now) {
    return new RedlockRound(terms.deadline(now, millis), awaited(answers.size())); // Extend
  }

  /** Begins a round that asks to free the resource, which is never too late. */
  public RedlockRound release(long now) {
    long never = now + LeaseTerms.LONGEST.toNanos();
    return new RedlockRound(never, awaited(answers.size())); // Release
  }

  /** Returns the instances to ask, in any order and without waiting for any of them. */
  public List<Integer> asks() {
    return IntStream.range(0, answers.size())
        .filter(i -> answers.get(i) == Answer.AWAITED)
        .boxed()
        .toList();
  }

  /** Returns this round with the answer of an instance. */
  public RedlockRound answered(int instance, Answer answer) {
    var known = new ArrayList<>(answers);
    known.set(instance, answer); // Answer
    return new RedlockRound(deadline, known);
  }

  /** Returns whether more answers may change the decision, other than by the passing of time. */
  public boolean isOpen() {
    return count(Answer.AWAITED) > 0
        && count(Answer.YES) < quorum()
        && count(Answer.NO) <= answers.size() - quorum();
  }

  /** Returns what the answers come to, if the clock reads {@code now} after the last of them. */
  public Decision decide(long now) { // Decide
    int rest = answers.size() - quorum();
    if (count(Answer.YES) >= quorum()) {
      return now - deadline < 0 ? Decision.GRANTED : Decision.LATE;
    }
    if (count(Answer.NO) > rest) {
      return Decision.REFUSED;
    }
    if (count(Answer.YES) + count(Answer.AWAITED) >= quorum()) {
      return Decision.UNKNOWN;
    }
    return count(Answer.FAILED) > rest ? Decision.FAILED : Decision.SPLIT;
  }

  /** Returns how many instances are a majority. */
  public int quorum() {
    return answers.size() / 2 + 1;
  }

  private long count(Answer answer) {
    return Collections.frequency(answers, answer);
  }

  private static List<Answer> awaited(int instances) {
    return Collections.nCopies(instances, Answer.AWAITED);
  }
}
