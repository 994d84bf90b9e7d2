------------------------------- MODULE Limiter -------------------------------
(***************************************************************************)
(* The abstract rate limiter: what any limiter of this project may admit.  *)
(* The permits admitted in any window of time are at most burst + rate x   *)
(* length of the window, and nothing is refused that this lets through.    *)
(*                                                                         *)
(* A permit is divided into Cost units, of which each tick of the clock    *)
(* brings Gain.  So the rate is Gain / Cost, and all numbers are whole.    *)
(* A request reads the clock at some moment while it runs, and that is the *)
(* time of its admission; it may be past when the admission is recorded.   *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS Burst, Cost, Gain

VARIABLES
  now,  \* the time, in ticks
  log   \* what was admitted, in order: units, and at which reading of the clock

vars == <<now, log>>

Capacity == Burst * Cost

(* The creation counts as an admission of nothing.                         *)
Init ==
  /\ now = 0
  /\ log = <<[at |-> 0, units |-> 0]>>

RECURSIVE Units(_, _)
Units(l, i) == IF i > Len(l) THEN 0 ELSE l[i].units + Units(l, i + 1)

(* The weight of the window from entry i to the last: what was admitted,   *)
(* less what came in.                                                      *)
Weight(l, i) == Units(l, i) - Gain * (l[Len(l)].at - l[i].at)

(* No window that ends with the last entry is too heavy.                   *)
Bounded(l) == \A i \in 1 .. Len(l) : Weight(l, i) <= Capacity

(* So many units more are within the bound, at that reading of the clock.  *)
Admissible(units, time) == Bounded(Append(log, [at |-> time, units |-> units]))

Admit ==
  \E permits \in 1 .. Burst, time \in 0 .. now :
    /\ Admissible(permits * Cost, time)
    /\ log' = Append(log, [at |-> time, units |-> permits * Cost])
    /\ UNCHANGED now

Tick ==
  /\ now' = now + 1
  /\ UNCHANGED log

Next == Admit \/ Tick

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

TypeOK ==
  /\ now \in Nat
  /\ log \in Seq([at : 0 .. now, units : 0 .. Capacity])

(* The bound on every window.                                              *)
WindowBound == \A j \in 1 .. Len(log) : Bounded(SubSeq(log, 1, j))

=============================================================================
