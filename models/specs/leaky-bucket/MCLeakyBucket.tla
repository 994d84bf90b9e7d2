--------------------------- MODULE MCLeakyBucket ---------------------------
(***************************************************************************)
(* Two processes wait behind one that went: three permits fit in.  Two     *)
(* thirds of a permit leak out each tick, so that fractions matter.  After *)
(* MaxTime nobody asks any more, and time goes on until the line is empty. *)
(***************************************************************************)
EXTENDS LeakyBucket, TLC

(* All states, reachable or not, in which the last one that was due and    *)
(* one that waits follow from each other, and somebody asks.               *)
Levels == -Gain .. Capacity * Cost

Lasts == [who : {2}, came : {0}, cost : {c * Cost : c \in 1 .. Capacity},
          at : 0 .. MaxTime, units : Levels]

Waiters == [who : {1}, came : {0}, cost : {c * Cost : c \in 1 .. Capacity},
            at : 0 .. 2 * MaxTime, units : Levels]

InductiveInit ==
  /\ log   \in {<<last>> : last \in Lasts}
  /\ base  = Level(log[1])
  /\ now   \in base.at .. MaxTime
  /\ line  \in {<<>>} \union {<<waiter>> : waiter \in Waiters}
  /\ line # <<>> => line[1].at >= now
  /\ pc    = [p \in Proc |-> IF p = 1 /\ line # <<>> THEN "looking" ELSE "asking"]
  /\ want  \in [Proc -> 1 .. Capacity]
  /\ until = [p \in Proc |-> 0]
  /\ woken = {}
  /\ Chain

OneStep == TLCGet("level") < 2

(* Witnesses, which must be violated: somebody is refused; two wait; one   *)
(* is woken up because another gives up; a moment is between two ticks.    *)
NeverRefused  == \A p \in Proc : ~ (pc[p] = "asking" /\ NoRoom(p))
NeverTwo      == Len(line) < 2 \/ line[1].at <= now
NeverWoken    == woken = {}
NeverFraction == \A i \in 1 .. Len(line) : Moment(line[i]) = line[i].at * Gain

=============================================================================
