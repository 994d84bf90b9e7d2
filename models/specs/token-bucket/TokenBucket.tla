----------------------------- MODULE TokenBucket -----------------------------
(***************************************************************************)
(* The token bucket of dev.lockproof.rate.TokenBucket: a state that says   *)
(* how many units there were at one reading of the clock, computed for any *)
(* other, and replaced by compare-and-set.  Each action of a process is    *)
(* one atomic step of that class and carries the label it has there.       *)
(*                                                                         *)
(* Numbers are of a fixed width, as in Java: they wrap around.  Clocks may *)
(* be read Skew ticks behind the time; 0 is a clock that never goes back.  *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  N,        \* the number of processes
  Burst,    \* the permits of a full bucket
  Cost,     \* the units of a permit
  Gain,     \* the units that come in each tick
  Word,     \* the numbers are -Word .. Word - 1
  Skew,     \* how far behind a clock may be read
  MaxTime,  \* when the models end
  Compact   \* whether log keeps only its heaviest window

ASSUME 2 * Burst * Cost + Gain <= Word

VARIABLES
  now,    \* the time
  state,  \* the state of the bucket: units, at a reading of the clock
  pc,     \* "idle", "timing", "taking" or "refusing"
  want,   \* the permits that each process asks for
  seen,   \* the state that each process has read
  clock,  \* the time that each process has read
  log     \* history: what was admitted, as in Limiter

vars == <<now, state, pc, want, seen, clock, log>>

Proc == 1 .. N

(* This algorithm implements the abstract limiter.                         *)
L == INSTANCE Limiter

Capacity == Burst * Cost
None     == [at |-> 0, units |-> -1]

Min(a, b)    == IF a < b THEN a ELSE b
Max(a, b)    == IF a < b THEN b ELSE a
Ceil(a, b)   == -((-a) \div b)
Wrap(number) == ((number + Word) % (2 * Word)) - Word

(* The ticks in which an empty bucket gets full.                           *)
Fill == Ceil(Capacity, Gain)

(* The units in state s at some time.                                      *)
Available(s, time) ==
  LET elapsed == time - s.at IN
  IF elapsed >= Fill
  THEN Capacity
  ELSE Min(Capacity, Wrap(s.units + Wrap(Max(elapsed, -Fill) * Gain)))

(* The units that process p leaves, negative if some are missing.          *)
Left(p) == Available(seen[p], clock[p]) - want[p] * Cost

(* What process p is told: in how many ticks it would be admitted, and in  *)
(* how many the bucket will be full.                                       *)
RetryAfter(p) == Ceil(-Left(p), Gain)
ResetAfter(p) == Ceil(Capacity - Available(seen[p], clock[p]), Gain)

Init ==
  /\ now   = 0
  /\ state = [at |-> 0, units |-> Capacity]
  /\ pc    = [p \in Proc |-> "idle"]
  /\ want  = [p \in Proc |-> 0]
  /\ seen  = [p \in Proc |-> None]
  /\ clock = [p \in Proc |-> 0]
  /\ log   = <<[at |-> 0, units |-> 0]>>

(* Process p asks for some permits, or once more, and reads the state.     *)
Read(p) ==
  /\ pc[p] = "idle"
  /\ \E permits \in 1 .. Burst : want' = [want EXCEPT ![p] = permits]
  /\ seen' = [seen EXCEPT ![p] = state]
  /\ pc'   = [pc EXCEPT ![p] = "timing"]
  /\ UNCHANGED <<now, state, clock, log>>

(* Process p reads the clock and computes what would be left.              *)
Clock(p) ==
  /\ pc[p] = "timing"
  /\ \E time \in Max(0, now - Skew) .. now :
       LET enough == Available(seen[p], time) >= want[p] * Cost IN
       /\ clock' = [clock EXCEPT ![p] = time]
       /\ pc'    = [pc EXCEPT ![p] = IF enough THEN "taking" ELSE "refusing"]
  /\ UNCHANGED <<now, state, want, seen, log>>

(* Process p has an answer, or has to start again.                         *)
Leave(p) ==
  /\ pc'    = [pc EXCEPT ![p] = "idle"]
  /\ want'  = [want EXCEPT ![p] = 0]
  /\ seen'  = [seen EXCEPT ![p] = None]
  /\ clock' = [clock EXCEPT ![p] = 0]
  /\ UNCHANGED now

(* Heavier than any other that ends with the last entry of log.            *)
Heaviest(l) ==
  CHOOSE w \in {L!Weight(l, i) : i \in 1 .. Len(l)} :
    \A i \in 1 .. Len(l) : L!Weight(l, i) <= w

Logged(entry) ==
  LET all == Append(log, entry) IN
  IF Compact THEN <<[at |-> entry.at, units |-> Heaviest(all)]>> ELSE all

(* Process p replaces the state that it has seen by what is left.  If it   *)
(* is another state by now, somebody was admitted, and p starts again.     *)
Take(p) ==
  /\ pc[p] = "taking"
  /\ IF state = seen[p]
     THEN /\ state' = [at |-> clock[p], units |-> Left(p)]
          /\ log'   = Logged([at |-> clock[p], units |-> want[p] * Cost])
     ELSE UNCHANGED <<state, log>>
  /\ Leave(p)

(* Process p is refused if the state is still what it has seen; otherwise  *)
(* it starts again.                                                        *)
Refuse(p) ==
  /\ pc[p] = "refusing"
  /\ UNCHANGED <<state, log>>
  /\ Leave(p)

Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ UNCHANGED <<state, pc, want, seen, clock, log>>

Next == Tick \/ \E p \in Proc : Read(p) \/ Clock(p) \/ Take(p) \/ Refuse(p)

(* Somebody is scheduled, but nobody in particular.                        *)
Fairness ==
  WF_vars(\E p \in Proc : Read(p) \/ Clock(p) \/ Take(p) \/ Refuse(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ now   \in 0 .. MaxTime
  /\ state \in [at : 0 .. now, units : 0 .. Capacity]
  /\ pc    \in [Proc -> {"idle", "timing", "taking", "refusing"}]
  /\ want  \in [Proc -> 0 .. Burst]
  /\ seen  \in [Proc -> [at : 0 .. now, units : 0 .. Capacity] \union {None}]
  /\ clock \in [Proc -> 0 .. now]
  /\ log   \in Seq([at : 0 .. now, units : 0 .. Capacity])

(* The next step of process p answers it.                                  *)
Answers(p) == pc[p] \in {"taking", "refusing"} /\ seen[p] = state
Answer     == \E p \in Proc : Answers(p) /\ pc'[p] = "idle"
Refuses(p) == Answers(p) /\ pc[p] = "refusing"

(* What is refused would have exceeded the bound on some window.           *)
Exact ==
  \A p \in Proc : Refuses(p) => ~ L!Admissible(want[p] * Cost, clock[p])

(* Retry-after is the first moment at which the bound lets the request     *)
(* through; reset-after that at which it lets the whole burst through.     *)
FirstAt(units, time) ==
  /\ L!Admissible(units, time)
  /\ ~ L!Admissible(units, time - 1)

Retry ==
  \A p \in Proc : Refuses(p) =>
    /\ FirstAt(want[p] * Cost, clock[p] + RetryAfter(p))
    /\ FirstAt(Capacity, clock[p] + ResetAfter(p))

(* Admissions take effect in the order of their readings of the clock.     *)
Ordered == \A i \in 2 .. Len(log) : log[i - 1].at <= log[i].at

(* Some request ends, again and again.                                     *)
LockFreedom == []<><<Answer>>_vars

(* The state lies on the line that the heaviest window leaves: this is the *)
(* invariant of the algorithm, and it implies the bound on every window.   *)
Line == state.units = Capacity - Heaviest(log) /\ state.at = log[Len(log)].at

WindowBound == L!WindowBound

Refinement == L!Spec

=============================================================================
