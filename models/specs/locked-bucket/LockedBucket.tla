---------------------------- MODULE LockedBucket ----------------------------
(***************************************************************************)
(* The token bucket of dev.lockproof.rate.LockedBucket, in a monitor, with *)
(* two settings between which it is changed while it is in use.  Each      *)
(* action of a process is a step inside the monitor and carries the label  *)
(* that it has there.                                                      *)
(*                                                                         *)
(* A permit has as many units at both settings.  Clocks may be read Skew   *)
(* ticks behind the time; 0 is a clock that never goes back.               *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  N,           \* the number of processes
  Burst,       \* the permits of a full bucket, at first
  Gain,        \* the units that come in each tick, at first
  OtherBurst,  \* the same of the other setting
  OtherGain,
  Cost,        \* the units of a permit
  Changes,     \* how many changes there are at most
  Skew,        \* how far behind a clock may be read
  MaxTime,     \* when the models end
  Compact      \* whether log keeps only the window that leaves least

VARIABLES
  now,      \* the time
  latest,   \* the latest reading of the clock
  setting,  \* 1 or 2
  level,    \* the units that the bucket holds
  pc,       \* "outside" or "inside" the monitor
  want,     \* the permits that each process asks for; 0 is a change, and -1 nothing
  changes,  \* how many changes there were
  came,     \* history: the units that came in since the creation, at the rate of each moment
  log       \* history: what was admitted, as in Limiter, when it had come, and the burst

vars == <<now, latest, setting, level, pc, want, changes, came, log>>

Proc == 1 .. N

(* Without changes, this algorithm implements the abstract limiter.        *)
L == INSTANCE Limiter

Min(a, b)  == IF a < b THEN a ELSE b
Max(a, b)  == IF a < b THEN b ELSE a
Ceil(a, b) == -((-a) \div b)

Permits(s)  == IF s = 1 THEN Burst ELSE OtherBurst
Rate(s)     == IF s = 1 THEN Gain ELSE OtherGain
Capacity(s) == Permits(s) * Cost

Init ==
  /\ now     = 0
  /\ latest  = 0
  /\ setting = 1
  /\ level   = Capacity(1)
  /\ pc      = [p \in Proc |-> "outside"]
  /\ want    = [p \in Proc |-> -1]
  /\ changes = 0
  /\ came    = 0
  /\ log     = <<[at |-> 0, units |-> 0, came |-> 0, most |-> Capacity(1)]>>

(* Process p enters the monitor to ask for some permits or for a change,   *)
(* and reads the clock; what came in is added.                             *)
Look(p) ==
  /\ \A q \in Proc : pc[q] = "outside"
  /\ \E permits \in 0 .. Permits(setting), time \in Max(0, now - Skew) .. now :
       /\ permits = 0 => changes < Changes
       /\ latest' = Max(latest, time)
       /\ want'   = [want EXCEPT ![p] = permits]
  /\ LET gained == (latest' - latest) * Rate(setting)
     IN /\ level' = Min(Capacity(setting), level + gained)
        /\ came'  = came + gained
  /\ pc' = [pc EXCEPT ![p] = "inside"]
  /\ UNCHANGED <<now, setting, changes, log>>

Leave(p) ==
  /\ pc'   = [pc EXCEPT ![p] = "outside"]
  /\ want' = [want EXCEPT ![p] = -1]
  /\ UNCHANGED <<now, latest, came>>

(* What the window from entry i to the last one leaves.                    *)
Left(l, i) == l[i].most + (l[Len(l)].came - l[i].came) - L!Units(l, i)

Least(l) ==
  CHOOSE n \in {Left(l, i) : i \in 1 .. Len(l)} : \A i \in 1 .. Len(l) : n <= Left(l, i)

Entry(units, most) == [at |-> latest, units |-> units, came |-> came, most |-> most]

Logged(entry) ==
  LET all == Append(log, entry)
  IN IF Compact THEN <<[entry EXCEPT !.units = entry.most - Least(all)]>> ELSE all

(* Process p, whose permits are there, is admitted, and leaves.            *)
Take(p) ==
  /\ pc[p] = "inside"
  /\ want[p] > 0 /\ want[p] * Cost <= level
  /\ level' = level - want[p] * Cost
  /\ log'   = Logged(Entry(want[p] * Cost, Capacity(setting)))
  /\ Leave(p)
  /\ UNCHANGED <<setting, changes>>

(* Process p is refused, and leaves.                                       *)
Refuse(p) ==
  /\ pc[p] = "inside"
  /\ want[p] * Cost > level
  /\ Leave(p)
  /\ UNCHANGED <<setting, level, changes, log>>

(* Process p changes the setting, and leaves.  For a window that begins    *)
(* then both bursts count, and so the smaller one.                         *)
Change(p) ==
  /\ pc[p] = "inside"
  /\ want[p] = 0
  /\ setting' = 3 - setting
  /\ level'   = Min(Capacity(setting'), level)
  /\ log'     = Logged(Entry(0, Min(Capacity(1), Capacity(2))))
  /\ changes' = changes + 1
  /\ Leave(p)

Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ UNCHANGED <<latest, setting, level, pc, want, changes, came, log>>

Next == Tick \/ \E p \in Proc : Look(p) \/ Take(p) \/ Refuse(p) \/ Change(p)

(* Somebody is scheduled, but nobody in particular.                        *)
Fairness == WF_vars(\E p \in Proc : Look(p) \/ Take(p) \/ Refuse(p) \/ Change(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ now     \in 0 .. MaxTime
  /\ latest  \in 0 .. now
  /\ setting \in 1 .. 2
  /\ level   \in 0 .. Capacity(setting)
  /\ pc      \in [Proc -> {"outside", "inside"}]
  /\ want    \in [Proc -> -1 .. Max(Burst, OtherBurst)]
  /\ changes \in 0 .. Changes
  /\ came    \in Nat

(* No window that ends with the last entry has more than the burst that    *)
(* was set when it began and what came in.                                 *)
Bounded(l) == \A i \in 1 .. Len(l) : Left(l, i) >= 0

WindowBound == \A j \in 1 .. Len(log) : Bounded(SubSeq(log, 1, j))

(* So many units more are within the bound, at that time.                  *)
Admissible(units, time) ==
  Bounded(Append(log, [at |-> time, units |-> units,
                       came |-> came + (time - latest) * Rate(setting),
                       most |-> Capacity(setting)]))

Refuses(p) == pc[p] = "inside" /\ want[p] * Cost > level

(* What is refused would have exceeded the bound on some window.           *)
Exact == \A p \in Proc : Refuses(p) => ~ Admissible(want[p] * Cost, latest)

(* What process p is told: in how many ticks it would be admitted, and in  *)
(* how many the bucket will be full.                                       *)
RetryAfter(p) == Ceil(want[p] * Cost - level, Rate(setting))
ResetAfter    == Ceil(Capacity(setting) - level, Rate(setting))

FirstAt(units, time) ==
  /\ Admissible(units, time)
  /\ ~ Admissible(units, time - 1)

Retry ==
  \A p \in Proc : Refuses(p) =>
    /\ FirstAt(want[p] * Cost, latest + RetryAfter(p))
    /\ FirstAt(Capacity(setting), latest + ResetAfter)

(* The level is the least that any window leaves.                          *)
Consistent ==
  level = Min(Capacity(setting), Least(Append(log, Entry(0, Capacity(setting)))))

(* Admissions and changes take effect in the order of their readings.      *)
Ordered == \A i \in 2 .. Len(log) : log[i - 1].at <= log[i].at

Answer == \E p \in Proc : pc[p] = "inside" /\ pc'[p] = "outside"

(* Some request ends, again and again.                                     *)
DeadlockFreedom == []<><<Answer>>_vars

(* What it admits without changes, an abstract limiter may.                *)
A == INSTANCE Limiter WITH
       log <- [i \in DOMAIN log |-> [at |-> log[i].at, units |-> log[i].units]]

Refinement == A!Spec

=============================================================================
