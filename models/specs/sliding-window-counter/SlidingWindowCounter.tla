------------------------ MODULE SlidingWindowCounter ------------------------
(***************************************************************************)
(* The two counters of dev.lockproof.rate.SlidingWindowCounter, in a       *)
(* monitor.  Each action of a process is a step inside the monitor and     *)
(* carries the label that it has there.                                    *)
(*                                                                         *)
(* Clocks may be read Skew ticks behind the time; 0 is a clock that never  *)
(* goes back.                                                              *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  N,        \* the number of processes
  Limit,    \* the permits that the estimate may have
  Length,   \* the ticks of a period
  Skew,     \* how far behind a clock may be read
  MaxTime   \* when the models end

VARIABLES
  now,       \* the time
  start,     \* when the present period began
  elapsed,   \* the latest reading of the clock, since then
  previous,  \* the permits of the period before
  current,   \* the permits of the present one
  pc,        \* "outside" or "inside" the monitor
  want,      \* the permits that each process asks for
  log        \* history: what was admitted, as in Limiter

vars == <<now, start, elapsed, previous, current, pc, want, log>>

Proc == 1 .. N

(* This algorithm implements the abstract limiter at which Limit permits   *)
(* come in each Length.                                                    *)
L == INSTANCE Limiter WITH Burst <- Limit, Cost <- Length, Gain <- Limit

Max(a, b)  == IF a < b THEN b ELSE a

Init ==
  /\ now      = 0
  /\ start    = 0
  /\ elapsed  = 0
  /\ previous = 0
  /\ current  = 0
  /\ pc       = [p \in Proc |-> "outside"]
  /\ want     = [p \in Proc |-> 0]
  /\ log      = <<[at |-> 0, units |-> 0]>>

Latest == start + elapsed

(* Process p enters the monitor to ask for some permits, reads the clock,  *)
(* and turns to the present period.                                        *)
Look(p) ==
  /\ \A q \in Proc : pc[q] = "outside"
  /\ \E permits \in 1 .. Limit, reading \in Max(0, now - Skew) .. now :
       LET time == Max(Latest, reading)
           turn == (time - start) \div Length
       IN /\ want'     = [want EXCEPT ![p] = permits]
          /\ start'    = start + turn * Length
          /\ elapsed'  = time - start'
          /\ previous' = CASE turn = 0 -> previous
                           [] turn = 1 -> current
                           [] OTHER    -> 0
          /\ current'  = IF turn = 0 THEN current ELSE 0
  /\ pc' = [pc EXCEPT ![p] = "inside"]
  /\ UNCHANGED <<now, log>>

(* So many permits more leave the estimate within the limit, all           *)
(* multiplied by the length.                                               *)
Fits(permits) == previous * (Length - elapsed) <= (Limit - current - permits) * Length

Leave(p) ==
  /\ pc'   = [pc EXCEPT ![p] = "outside"]
  /\ want' = [want EXCEPT ![p] = 0]
  /\ UNCHANGED <<now, start, elapsed, previous>>

(* Process p, whose permits fit, is admitted, and leaves.                  *)
Take(p) ==
  /\ pc[p] = "inside"
  /\ Fits(want[p])
  /\ current' = current + want[p]
  /\ log'     = Append(log, [at |-> Latest, units |-> want[p] * Length])
  /\ Leave(p)

(* Process p is refused, and leaves.                                       *)
Refuse(p) ==
  /\ pc[p] = "inside"
  /\ ~ Fits(want[p])
  /\ UNCHANGED <<current, log>>
  /\ Leave(p)

Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ UNCHANGED <<start, elapsed, previous, current, pc, want, log>>

Next == Tick \/ \E p \in Proc : Look(p) \/ Take(p) \/ Refuse(p)

(* Somebody is scheduled, but nobody in particular.                        *)
Fairness == WF_vars(\E p \in Proc : Look(p) \/ Take(p) \/ Refuse(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ now      \in 0 .. MaxTime
  /\ start    \in 0 .. now
  /\ elapsed  \in 0 .. Length - 1
  /\ previous \in 0 .. Limit
  /\ current  \in 0 .. Limit
  /\ pc       \in [Proc -> {"outside", "inside"}]
  /\ want     \in [Proc -> 0 .. Limit]

(* In any window at most the limit, and what comes in at that rate.        *)
WindowBound == L!WindowBound

(* The permits of a period, by its number.                                 *)
InPeriod(n) ==
  L!Units(SelectSeq(log, LAMBDA e : e.at \div Length = n), 1) \div Length

(* So many permits more are within the estimate that the log gives, at     *)
(* that time.                                                              *)
Estimated(permits, time) ==
  LET n == time \div Length
  IN InPeriod(n - 1) * (Length - (time % Length)) + (InPeriod(n) + permits) * Length
       <= Limit * Length

Refuses(p) == pc[p] = "inside" /\ ~ Fits(want[p])

(* What is refused would have exceeded the estimate.                       *)
Exact == \A p \in Proc : Refuses(p) => ~ Estimated(want[p], Latest)

(* What process p is told: in how many ticks it would be admitted, and in  *)
(* how many nothing that was admitted so far will count any more.          *)
Moment(before, share) == Length - ((share * Length) \div before)

RetryAfter(p) ==
  LET room == Limit - current - want[p]
  IN IF room >= 0
     THEN Moment(previous, room) - elapsed
     ELSE Length + Moment(current, Limit - want[p]) - elapsed

ResetAfter ==
  (CASE current > 0  -> 2 * Length
     [] previous > 0 -> Length
     [] OTHER        -> elapsed) - elapsed

FirstAt(permits, time) ==
  /\ Estimated(permits, time)
  /\ ~ Estimated(permits, time - 1)

Retry ==
  \A p \in Proc : Refuses(p) =>
    /\ FirstAt(want[p], Latest + RetryAfter(p))
    /\ FirstAt(Limit, Latest + ResetAfter)

(* What it is often taken for: at most the limit in any window that is     *)
(* shorter than the length.                                                *)
AtMostTheLimit ==
  \A i, j \in 1 .. Len(log) :
    i <= j /\ log[j].at - log[i].at < Length
      => L!Units(SubSeq(log, 1, j), i) <= Limit * Length

(* Admissions take effect in the order of their readings of the clock.     *)
Ordered == \A i \in 2 .. Len(log) : log[i - 1].at <= log[i].at

Answer == \E p \in Proc : pc[p] = "inside" /\ pc'[p] = "outside"

(* Some request ends, again and again.                                     *)
DeadlockFreedom == []<><<Answer>>_vars

Refinement == L!Spec

=============================================================================
