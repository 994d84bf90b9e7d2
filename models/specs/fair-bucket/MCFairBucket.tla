---------------------------- MODULE MCFairBucket ----------------------------
(***************************************************************************)
(* Two processes wait for each other; with a third, somebody gives up      *)
(* between two others.  A permit and a half come in each two ticks, so     *)
(* that fractions matter.  After MaxTime nobody asks any more, and time    *)
(* goes on until the line is empty.                                        *)
(***************************************************************************)
EXTENDS FairBucket, TLC

(* All states, reachable or not, in which the base is on the line of the   *)
(* heaviest window, and the places follow from it.  What matters of the    *)
(* other variables is who may be in line.                                  *)
Levels == [at : 0 .. MaxTime, units : 0 .. Capacity]

Lines(n) ==
  [1 .. n -> [who : {1}, cost : {c * Cost : c \in 1 .. Burst},
              at : 0 .. 2 * MaxTime, units : 0 .. Capacity]]

InductiveInit ==
  /\ base  \in Levels
  /\ log   = <<[at |-> base.at, units |-> Capacity - base.units]>>
  /\ now   \in base.at .. MaxTime
  /\ line  \in UNION {Lines(n) : n \in 0 .. 1}
  /\ pc    \in {[p \in Proc |-> IF p = 1 /\ line # <<>> THEN "looking" ELSE place]
                  : place \in {"asking"}}
  /\ want  \in [Proc -> 1 .. Burst]
  /\ hurry = [p \in Proc |-> FALSE]
  /\ until = [p \in Proc |-> 0]
  /\ woken = {}
  /\ Chain

OneStep == TLCGet("level") < 2

(* Witnesses, which must be violated: somebody is refused; two wait; one   *)
(* moves up because another gives up; somebody is woken up before its      *)
(* time; a fraction of a permit is left.                                   *)
NeverRefused  == \A p \in Proc : ~ (pc[p] = "asking" /\ hurry[p] /\ Late(p))
NeverTwo      == Len(line) < 2 \/ line[1].at <= now
NeverWoken    == woken = {}
NeverFraction == \A i \in 1 .. Len(line) : line[i].units = 0

=============================================================================
