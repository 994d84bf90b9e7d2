----------------------------- MODULE FairBucket -----------------------------
(***************************************************************************)
(* The token bucket with a line of dev.lockproof.rate.FairBucket.  A place *)
(* in the line says when its permits are due and what the bucket has then. *)
(* Each action of a process is one step in the monitor, but for Park, and  *)
(* carries the label that it has there.                                    *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  N,        \* the number of processes
  Burst,    \* the permits of a full bucket
  Cost,     \* the units of a permit
  Gain,     \* the units that come in each tick
  MaxTime,  \* from when on nobody asks any more
  Compact   \* whether log keeps only its heaviest window

VARIABLES
  now,    \* the time
  base,   \* the level after the last one that was due: units, at that time
  line,   \* the places: whose, its units, and the level after it
  pc,     \* "idle", "asking", "looking", "parking" or "parked"
  want,   \* the permits that each process asks for
  hurry,  \* whether it takes them at once or not at all
  until,  \* when the park of each process ends
  woken,  \* the processes that were unparked since they last looked
  log     \* history: what was admitted, as in Limiter

vars == <<now, base, line, pc, want, hurry, until, woken, log>>

Proc == 1 .. N

(* This algorithm implements the abstract limiter.                         *)
L == INSTANCE Limiter

Capacity == Burst * Cost

Min(a, b)  == IF a < b THEN a ELSE b
Max(a, b)  == IF a < b THEN b ELSE a
Ceil(a, b) == -((-a) \div b)

After(level, time) == Min(Capacity, level.units + (time - level.at) * Gain)

(* The level after so many units are due, now or later, to the next one.   *)
Serve(level, units) ==
  LET start == Max(now, level.at)
      there == After(level, start)
      due   == start + Max(0, Ceil(units - there, Gain))
  IN [at |-> due, units |-> After([at |-> start, units |-> there], due) - units]

Level(place) == [at |-> place.at, units |-> place.units]
Last(places) == IF places = <<>> THEN base ELSE Level(places[Len(places)])

Add(places, who, units) ==
  LET level == Serve(Last(places), units) IN
  Append(places, [who |-> who, cost |-> units, at |-> level.at, units |-> level.units])

Init ==
  /\ now   = 0
  /\ base  = [at |-> 0, units |-> Capacity]
  /\ line  = <<>>
  /\ pc    = [p \in Proc |-> "idle"]
  /\ want  = [p \in Proc |-> 0]
  /\ hurry = [p \in Proc |-> FALSE]
  /\ until = [p \in Proc |-> 0]
  /\ woken = {}
  /\ log   = <<[at |-> 0, units |-> 0]>>

Goto(p, place) == pc' = [pc EXCEPT ![p] = place]

(* Process p will ask for some permits, and may be in a hurry.             *)
Ask(p) ==
  /\ pc[p] = "idle"
  /\ now < MaxTime
  /\ \A i \in 1 .. Len(line) : line[i].who # p
  /\ \E permits \in 1 .. Burst : want' = [want EXCEPT ![p] = permits]
  /\ \E soon \in BOOLEAN : hurry' = [hurry EXCEPT ![p] = soon]
  /\ Goto(p, "asking")
  /\ UNCHANGED <<now, base, line, until, woken, log>>

(* The permits of process p would not be due now.                          *)
Late(p) == Serve(Last(line), want[p] * Cost).at > now

(* Process p gets in line.                                                 *)
Reserve(p) ==
  /\ pc[p] = "asking"
  /\ ~ (hurry[p] /\ Late(p))
  /\ line'  = Add(line, p, want[p] * Cost)
  /\ want'  = [want EXCEPT ![p] = 0]
  /\ hurry' = [hurry EXCEPT ![p] = FALSE]
  /\ Goto(p, "looking")
  /\ UNCHANGED <<now, base, until, woken, log>>

(* Process p, which is in a hurry, is refused.                             *)
Refuse(p) ==
  /\ pc[p] = "asking"
  /\ hurry[p] /\ Late(p)
  /\ want'  = [want EXCEPT ![p] = 0]
  /\ hurry' = [hurry EXCEPT ![p] = FALSE]
  /\ Goto(p, "idle")
  /\ UNCHANGED <<now, base, line, until, woken, log>>

Places(p) == {i \in 1 .. Len(line) : line[i].who = p}

(* When the permits of process p are due; 0 if they were before.           *)
Due(p) ==
  IF Places(p) = {} THEN 0 ELSE line[CHOOSE i \in Places(p) : TRUE].at

(* Process p sees that its permits are due, and returns.                   *)
Return(p) ==
  /\ pc[p] = "looking"
  /\ Due(p) <= now
  /\ woken' = woken \ {p}
  /\ Goto(p, "idle")
  /\ UNCHANGED <<now, base, line, want, hurry, until, log>>

(* Process p sees when they are due.                                       *)
Look(p) ==
  /\ pc[p] = "looking"
  /\ Due(p) > now
  /\ until' = [until EXCEPT ![p] = Due(p)]
  /\ Goto(p, "parking")
  /\ UNCHANGED <<now, base, line, want, hurry, woken, log>>

(* Process p parks until then.                                             *)
Park(p) ==
  /\ pc[p] = "parking"
  /\ Goto(p, "parked")
  /\ UNCHANGED <<now, base, line, want, hurry, until, woken, log>>

(* The park of process p ends.                                             *)
Wake(p) ==
  /\ pc[p] = "parked"
  /\ p \in woken \/ until[p] <= now
  /\ woken' = woken \ {p}
  /\ until' = [until EXCEPT ![p] = 0]
  /\ Goto(p, "looking")
  /\ UNCHANGED <<now, base, line, want, hurry, log>>

(* The park of process p ends early, as it is interrupted or for no reason.*)
Stir(p) ==
  /\ pc[p] = "parked"
  /\ p \notin woken /\ until[p] > now
  /\ until' = [until EXCEPT ![p] = 0]
  /\ Goto(p, "looking")
  /\ UNCHANGED <<now, base, line, want, hurry, woken, log>>

(* The places behind are computed anew.                                    *)
RECURSIVE MovedUp(_, _)
MovedUp(before, behind) ==
  IF behind = <<>> THEN before
  ELSE MovedUp(Add(before, behind[1].who, behind[1].cost), Tail(behind))

(* Process p was interrupted, and its permits are not due: it gets out of  *)
(* the line, and those behind move up and are woken up.                    *)
GiveBack(p) ==
  /\ pc[p] = "looking"
  /\ Due(p) > now
  /\ LET i      == CHOOSE j \in Places(p) : TRUE
         behind == SubSeq(line, i + 1, Len(line))
     IN /\ line'  = MovedUp(SubSeq(line, 1, i - 1), behind)
        /\ woken' = (woken \ {p}) \union {behind[j].who : j \in 1 .. Len(behind)}
  /\ Goto(p, "idle")
  /\ UNCHANGED <<now, base, want, hurry, until, log>>

(* Heavier than any other that ends with the last entry of log.            *)
Heaviest(l) ==
  CHOOSE w \in {L!Weight(l, i) : i \in 1 .. Len(l)} :
    \A i \in 1 .. Len(l) : L!Weight(l, i) <= w

Logged(entry) ==
  LET all == Append(log, entry) IN
  IF Compact THEN <<[at |-> entry.at, units |-> Heaviest(all)]>> ELSE all

(* The permits of the first place are due: it is admitted, and out of line.*)
Served ==
  /\ line # <<>>
  /\ line[1].at <= now
  /\ base' = Level(line[1])
  /\ line' = Tail(line)
  /\ log'  = Logged([at |-> line[1].at, units |-> line[1].cost])
  /\ UNCHANGED <<now, pc, want, hurry, until, woken>>

(* Time passes, as long as anybody asks or waits.                          *)
Tick ==
  /\ now < MaxTime \/ line # <<>>
  /\ line # <<>> => line[1].at > now
  /\ now' = now + 1
  /\ UNCHANGED <<base, line, pc, want, hurry, until, woken, log>>

Next == Tick \/ Served \/ \E p \in Proc :
  \/ Ask(p) \/ Reserve(p) \/ Refuse(p) \/ Return(p) \/ Look(p) \/ Park(p)
  \/ Wake(p) \/ Stir(p) \/ GiveBack(p)

(* Time passes, and all are scheduled; nobody has to ask or to give up.    *)
Fairness ==
  /\ WF_vars(Tick \/ Served)
  /\ \A p \in Proc :
       WF_vars(Reserve(p) \/ Refuse(p) \/ Return(p) \/ Look(p) \/ Park(p) \/ Wake(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

PlaceType == [who : Proc, cost : 1 .. Capacity, at : Nat, units : 0 .. Capacity]

TypeOK ==
  /\ now   \in Nat
  /\ base  \in [at : 0 .. now, units : 0 .. Capacity]
  /\ line  \in Seq(PlaceType)
  /\ pc    \in [Proc -> {"idle", "asking", "looking", "parking", "parked"}]
  /\ want  \in [Proc -> 0 .. Burst]
  /\ hurry \in [Proc -> BOOLEAN]
  /\ until \in [Proc -> Nat]
  /\ woken \in SUBSET Proc

(* So many units more are within the bound at that time, after those in    *)
(* log and in those places.                                                *)
Fits(places, units, time) ==
  LET l == log \o [i \in 1 .. Len(places) |->
                     [at |-> places[i].at, units |-> places[i].cost]]
  IN L!Bounded(Append(l, [at |-> time, units |-> units]))

(* When the next one after those places may be due.                        *)
Start(places) == Max(now, Last(places).at)

(* Who is not due yet is due as soon as the bound lets it through after    *)
(* those before it, as if whoever gave up had never been there.            *)
NoLater ==
  \A i \in 1 .. Len(line) :
    LET before == SubSeq(line, 1, i - 1)
        due    == line[i].at
    IN due > Start(before) => ~ Fits(before, line[i].cost, due - 1)

(* Who is in a hurry is refused only if the bound does not let it through  *)
(* now, after those in line.                                               *)
Exact ==
  \A p \in Proc : pc[p] = "asking" /\ Late(p) =>
    Start(line) > now \/ ~ Fits(line, want[p] * Cost, now)

(* Times in the line do not decrease: first come, first served.            *)
FirstComeFirstServed ==
  \A i, j \in 1 .. Len(line) : i < j => line[i].at <= line[j].at

(* Who sleeps without a wake-up on its way sleeps no longer than it has to.*)
OnTime ==
  \A p \in Proc : pc[p] = "parked" /\ p \notin woken => until[p] <= Max(now, Due(p))

(* Nobody goes before its permits are due.                                 *)
NoneEarly ==
  \A i \in 1 .. Len(line) : line[i].at > now => pc[line[i].who] \notin {"idle", "asking"}

(* Nobody who has given up has a place in line.                            *)
NothingLeft == NoneEarly

(* Each level lies on the line that the one before leaves.                 *)
Chain ==
  /\ base.units = Capacity - Heaviest(log) /\ base.at = log[Len(log)].at
  /\ \A i \in 1 .. Len(line) :
       LET before == Last(SubSeq(line, 1, i - 1)) IN
       /\ line[i].at >= before.at
       /\ line[i].units = After(before, line[i].at) - line[i].cost
       /\ line[i].units >= 0

(* Whoever waits goes, unless it gives up.                                 *)
StarvationFreedom == \A p \in Proc : pc[p] = "looking" ~> pc[p] = "idle"

WindowBound == L!WindowBound

Refinement == L!Spec

=============================================================================
