---------------------------- MODULE KeyedLimiter ----------------------------
(***************************************************************************)
(* A stripe of dev.lockproof.rate.KeyedLimiter: a table with room for so   *)
(* many buckets, in a monitor.  A key has one there, or none; what has     *)
(* none is full.  Each action of a process is a step inside the monitor    *)
(* and carries the label that it has there.                                *)
(*                                                                         *)
(* Clocks may be read Skew ticks behind the time; 0 is a clock that never  *)
(* goes back.                                                              *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
  N,        \* the number of processes
  Keys,     \* the number of keys
  Room,     \* for how many of them there is room
  Burst,    \* the permits of a full bucket
  Cost,     \* the units of a permit
  Gain,     \* the units that come in each tick
  Skew,     \* how far behind a clock may be read
  MaxTime,  \* when the models end
  Compact   \* whether the logs keep only their heaviest window

VARIABLES
  now,     \* the time
  latest,  \* the latest reading of the clock
  full,    \* of each key when its bucket is full, in units of time; -1 if it has none
  pc,      \* "outside" or "inside" the monitor
  key,     \* for which key each process asks; 0 is none
  want,    \* for how many permits; 0 is only to tidy, and -1 nothing
  logs     \* history: of each key what was admitted, as in Limiter

vars == <<now, latest, full, pc, key, want, logs>>

Proc == 1 .. N
Key  == 1 .. Keys

(* For each key, this algorithm implements an abstract limiter.            *)
L(k) == INSTANCE Limiter WITH log <- logs[k]

Capacity == Burst * Cost

Max(a, b)  == IF a < b THEN b ELSE a
Ceil(a, b) == -((-a) \div b)

Init ==
  /\ now    = 0
  /\ latest = 0
  /\ full   = [k \in Key |-> -1]
  /\ pc     = [p \in Proc |-> "outside"]
  /\ key    = [p \in Proc |-> 0]
  /\ want   = [p \in Proc |-> -1]
  /\ logs   = [k \in Key |-> <<[at |-> 0, units |-> 0]>>]

Units == latest * Gain

Kept      == {k \in Key : full[k] # -1}
Forgotten == {k \in Kept : full[k] <= Units}

(* Process p enters the monitor to ask for some permits of a key, or to    *)
(* tidy, and reads the clock.                                              *)
Look(p) ==
  /\ \A q \in Proc : pc[q] = "outside"
  /\ \E k \in Key, permits \in 0 .. Burst, time \in Max(0, now - Skew) .. now :
       /\ permits = 0 => k = 1
       /\ latest' = Max(latest, time)
       /\ key'    = [key EXCEPT ![p] = k]
       /\ want'   = [want EXCEPT ![p] = permits]
  /\ pc' = [pc EXCEPT ![p] = "inside"]
  /\ UNCHANGED <<now, full, logs>>

Leave(p) ==
  /\ pc'   = [pc EXCEPT ![p] = "outside"]
  /\ key'  = [key EXCEPT ![p] = 0]
  /\ want' = [want EXCEPT ![p] = -1]
  /\ UNCHANGED <<now, latest>>

Asks(p) == pc[p] = "inside" /\ want[p] > 0

(* The key of process p has a bucket, or there is room for one.            *)
Placed(p) == key[p] \in Kept \/ Cardinality(Kept) < Room

(* When the bucket of the key of process p would be full, and what would   *)
(* be left.                                                                *)
Full(p) == Max(full[key[p]], Units) + want[p] * Cost
Left(p) == Units + Capacity - Full(p)

(* Heavier than any other that ends with the last entry of log.            *)
Heaviest(k, log) ==
  CHOOSE w \in {L(k)!Weight(log, i) : i \in DOMAIN log} :
    \A i \in DOMAIN log : L(k)!Weight(log, i) <= w

Logged(k, entry) ==
  LET all == Append(logs[k], entry)
  IN IF Compact THEN <<[at |-> entry.at, units |-> Heaviest(k, all)]>> ELSE all

(* Process p, whose permits are there, is admitted, and leaves.            *)
Take(p) ==
  /\ Asks(p)
  /\ Placed(p) /\ Left(p) >= 0
  /\ full' = [full EXCEPT ![key[p]] = Full(p)]
  /\ logs' = [logs EXCEPT ![key[p]] =
                Logged(key[p], [at |-> latest, units |-> want[p] * Cost])]
  /\ Leave(p)

(* Process p, whose permits are not there, is refused, and leaves.         *)
Refuse(p) ==
  /\ Asks(p)
  /\ Placed(p) /\ Left(p) < 0
  /\ UNCHANGED <<full, logs>>
  /\ Leave(p)

(* Process p forgets the keys whose buckets are full: as there is no room  *)
(* for its own, as the table has to grow or time to begin anew, or to tidy.*)
Forget(p) ==
  /\ pc[p] = "inside"
  /\ Forgotten # {} \/ want[p] = 0
  /\ full' = [k \in Key |-> IF k \in Forgotten THEN -1 ELSE full[k]]
  /\ UNCHANGED logs
  /\ IF want[p] = 0 THEN Leave(p) ELSE UNCHANGED <<now, latest, pc, key, want>>

(* Process p is refused, as there is no room for a new key and none to     *)
(* forget, and leaves.                                                     *)
NoRoom(p) ==
  /\ Asks(p)
  /\ ~ Placed(p) /\ Forgotten = {}
  /\ UNCHANGED <<full, logs>>
  /\ Leave(p)

Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ UNCHANGED <<latest, full, pc, key, want, logs>>

Next == Tick \/ \E p \in Proc : Look(p) \/ Take(p) \/ Refuse(p) \/ Forget(p) \/ NoRoom(p)

(* Somebody is scheduled, but nobody in particular.                        *)
Fairness ==
  WF_vars(\E p \in Proc : Look(p) \/ Take(p) \/ Refuse(p) \/ Forget(p) \/ NoRoom(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ now    \in 0 .. MaxTime
  /\ latest \in 0 .. now
  /\ full   \in [Key -> {-1} \union Nat]
  /\ pc     \in [Proc -> {"outside", "inside"}]
  /\ key    \in [Proc -> {0} \union Key]
  /\ want   \in [Proc -> -1 .. Burst]

WindowBound == \A k \in Key : L(k)!WindowBound

(* There are no more buckets than there is room for.                       *)
RoomBound == Cardinality(Kept) <= Room

Refuses(p)  == Asks(p) /\ Placed(p) /\ Left(p) < 0
Excludes(p) == Asks(p) /\ ~ Placed(p) /\ Forgotten = {}

(* The bound lets a whole burst of the key through, at that time.          *)
AsNew(k, time) == L(k)!Admissible(Capacity, time)

(* What is refused would have exceeded the bound on some window of its key,*)
(* or there is no room: that many other keys are not as new.               *)
Exact ==
  /\ \A p \in Proc : Refuses(p) => ~ L(key[p])!Admissible(want[p] * Cost, latest)
  /\ \A p \in Proc : Excludes(p) => Cardinality({k \in Key : ~ AsNew(k, latest)}) >= Room

(* What process p is told: in how many ticks it would be admitted, and in  *)
(* how many the bucket of its key will be full.                            *)
RetryAfter(p) == Ceil(-Left(p), Gain)
ResetAfter(p) == Ceil(Max(full[key[p]], Units) - Units, Gain)

(* If there is no room: in how many ticks there will be.                   *)
RoomAfter ==
  Ceil((CHOOSE f \in {full[k] : k \in Kept} : \A k \in Kept : f <= full[k]) - Units, Gain)

FirstAt(k, units, time) ==
  /\ L(k)!Admissible(units, time)
  /\ ~ L(k)!Admissible(units, time - 1)

Retry ==
  /\ \A p \in Proc : Refuses(p) =>
       /\ FirstAt(key[p], want[p] * Cost, latest + RetryAfter(p))
       /\ FirstAt(key[p], Capacity, latest + ResetAfter(p))
  /\ \A p \in Proc : Excludes(p) =>
       /\ \E k \in Kept : AsNew(k, latest + RoomAfter)
       /\ \A k \in Kept : ~ AsNew(k, latest + RoomAfter - 1)

(* What is missing in a bucket is what its heaviest window has.            *)
Missing(k) == Max(0, full[k] - Units)

Consistent ==
  \A k \in Key :
    Missing(k) = Heaviest(k, Append(logs[k], [at |-> latest, units |-> 0]))

(* Admissions take effect in the order of their readings of the clock.     *)
Ordered == \A k \in Key : \A i \in 2 .. Len(logs[k]) : logs[k][i - 1].at <= logs[k][i].at

Answer == \E p \in Proc : pc[p] = "inside" /\ pc'[p] = "outside"

(* Some request ends, again and again.                                     *)
DeadlockFreedom == []<><<Answer>>_vars

(* All keys are alike.                                                     *)
A == INSTANCE Limiter WITH log <- logs[1]

Refinement == A!Spec

=============================================================================
