-------------------------- MODULE SlidingWindowLog --------------------------
(***************************************************************************)
(* The sliding-window log of dev.lockproof.rate.SlidingWindowLog: a ring   *)
(* of the permits that were admitted within the length, all in a monitor.  *)
(* Each action of a process is a step inside the monitor and carries the   *)
(* label that it has there.                                                *)
(*                                                                         *)
(* Clocks may be read Skew ticks behind the time; 0 is a clock that never  *)
(* goes back.                                                              *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  N,        \* the number of processes
  Limit,    \* the permits that a window may have
  Length,   \* the ticks from which on it may have more
  Skew,     \* how far behind a clock may be read
  MaxTime,  \* when the models end
  Compact   \* whether log forgets what is as old as the length

VARIABLES
  now,     \* the time
  latest,  \* the latest reading of the clock
  ring,    \* when permits were admitted, the oldest first
  pc,      \* "outside" or "inside" the monitor
  want,    \* the permits that each process asks for
  log      \* history: what was admitted, as in Limiter

vars == <<now, latest, ring, pc, want, log>>

Proc == 1 .. N

(* This algorithm implements the abstract limiter at which Limit permits   *)
(* come in each Length.                                                    *)
L == INSTANCE Limiter WITH Burst <- Limit, Cost <- Length, Gain <- Limit

Max(a, b) == IF a < b THEN b ELSE a

Init ==
  /\ now    = 0
  /\ latest = 0
  /\ ring   = <<>>
  /\ pc     = [p \in Proc |-> "outside"]
  /\ want   = [p \in Proc |-> 0]
  /\ log    = <<[at |-> 0, units |-> 0]>>

Counts(time, t) == t - time < Length

(* Process p enters the monitor to ask for some permits, reads the clock,  *)
(* and forgets the permits that do not count any more.                     *)
Look(p) ==
  /\ \A q \in Proc : pc[q] = "outside"
  /\ \E permits \in 1 .. Limit, time \in Max(0, now - Skew) .. now :
       /\ latest' = Max(latest, time)
       /\ want'   = [want EXCEPT ![p] = permits]
  /\ ring' = SelectSeq(ring, LAMBDA time : Counts(time, latest'))
  /\ pc'   = [pc EXCEPT ![p] = "inside"]
  /\ UNCHANGED <<now, log>>

Fits(p) == Len(ring) + want[p] <= Limit

Leave(p) ==
  /\ pc'   = [pc EXCEPT ![p] = "outside"]
  /\ want' = [want EXCEPT ![p] = 0]
  /\ UNCHANGED <<now, latest>>

Logged(entry) ==
  LET kept == SelectSeq(log, LAMBDA e : Counts(e.at, latest)) IN
  Append(IF Compact THEN kept ELSE log, entry)

(* Process p, for whose permits there is room, is admitted, and leaves.    *)
Take(p) ==
  /\ pc[p] = "inside"
  /\ Fits(p)
  /\ ring' = ring \o [i \in 1 .. want[p] |-> latest]
  /\ log'  = Logged([at |-> latest, units |-> want[p] * Length])
  /\ Leave(p)

(* Process p is refused, and leaves.                                       *)
Refuse(p) ==
  /\ pc[p] = "inside"
  /\ ~ Fits(p)
  /\ UNCHANGED <<ring, log>>
  /\ Leave(p)

Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ UNCHANGED <<latest, ring, pc, want, log>>

Next == Tick \/ \E p \in Proc : Look(p) \/ Take(p) \/ Refuse(p)

(* Somebody is scheduled, but nobody in particular.                        *)
Fairness == WF_vars(\E p \in Proc : Look(p) \/ Take(p) \/ Refuse(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ now    \in 0 .. MaxTime
  /\ latest \in 0 .. now
  /\ ring   \in Seq(0 .. latest)
  /\ pc     \in [Proc -> {"outside", "inside"}]
  /\ want   \in [Proc -> 0 .. Limit]
  /\ log    \in Seq([at : 0 .. latest, units : 0 .. Limit * Length])

(* The permits of the log from entry i on.                                 *)
Permits(l, i) == L!Units(l, i) \div Length

(* No window that ends with the last entry, and is shorter than Length,    *)
(* has more permits than Limit.                                            *)
Bounded(l) ==
  \A i \in 1 .. Len(l) : Counts(l[i].at, l[Len(l)].at) => Permits(l, i) <= Limit

(* So many permits more are within that bound, at that time.               *)
Admissible(permits, time) ==
  Bounded(Append(log, [at |-> time, units |-> permits * Length]))

WindowBound == \A j \in 1 .. Len(log) : Bounded(SubSeq(log, 1, j))

Refuses(p) == pc[p] = "inside" /\ ~ Fits(p)

(* What is refused would have exceeded the bound on some window.           *)
Exact == \A p \in Proc : Refuses(p) => ~ Admissible(want[p], latest)

(* What process p is told: in how many ticks it would be admitted, and in  *)
(* how many all that was admitted so far will not count any more.          *)
Until(permits) == IF permits <= 0 THEN 0 ELSE ring[permits] + Length - latest
RetryAfter(p)  == Until(Len(ring) + want[p] - Limit)
ResetAfter     == Until(Len(ring))

FirstAt(permits, time) ==
  /\ Admissible(permits, time)
  /\ ~ Admissible(permits, time - 1)

Retry ==
  \A p \in Proc : Refuses(p) =>
    /\ FirstAt(want[p], latest + RetryAfter(p))
    /\ FirstAt(Limit, latest + ResetAfter)

(* Admissions take effect in the order of their readings of the clock.     *)
Ordered == \A i \in 2 .. Len(log) : log[i - 1].at <= log[i].at

Answer == \E p \in Proc : pc[p] = "inside" /\ pc'[p] = "outside"

(* Some request ends, again and again.                                     *)
DeadlockFreedom == []<><<Answer>>_vars

Refinement == L!Spec

=============================================================================
