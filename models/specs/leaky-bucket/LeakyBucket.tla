---------------------------- MODULE LeakyBucket ----------------------------
(***************************************************************************)
(* The leaky bucket as a queue of dev.lockproof.rate.LeakyBucket.  A place *)
(* in the line says when its request is due, and how much has to leak out  *)
(* after that until the next one may leave.  Each action of a process is   *)
(* one step in the monitor, but for Park, and carries the label that it    *)
(* has there.                                                              *)
(*                                                                         *)
(* A request may leave at its moment, which is a number of units: those    *)
(* that leaked out since the start, if the bucket was never empty.  It is  *)
(* due at the first tick that is not before that.                          *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  N,         \* the number of processes
  Capacity,  \* the permits that fit in
  Cost,      \* the units of a permit
  Gain,      \* the units that leak out each tick
  MaxTime,   \* from when on nobody asks any more
  Compact    \* whether log keeps only its last entry

VARIABLES
  now,    \* the time
  base,   \* the level after the last one that was due: units, after that time
  line,   \* the places: whose, since when, its units, and the level after it
  pc,     \* "idle", "asking", "looking", "parking" or "parked"
  want,   \* the permits that each process asks for
  until,  \* when the park of each process ends
  woken,  \* the processes that were unparked since they last looked
  log     \* history: the places that were due, in order

vars == <<now, base, line, pc, want, until, woken, log>>

Proc == 1 .. N

Max(a, b)  == IF a < b THEN b ELSE a
Ceil(a, b) == -((-a) \div b)

(* The units that have not leaked out by that time.                        *)
Inside(level, time) == Max(0, level.units - (time - level.at) * Gain)

(* The level after so many units more.                                     *)
Serve(level, units) ==
  LET inside == Inside(level, now)
      wait   == Ceil(inside, Gain)
  IN [at |-> now + wait, units |-> units - (wait * Gain - inside)]

Level(place) == [at |-> place.at, units |-> place.units]
Last(places) == IF places = <<>> THEN base ELSE Level(places[Len(places)])

Add(places, who, came, units) ==
  LET level == Serve(Last(places), units) IN
  Append(places, [who |-> who, came |-> came, cost |-> units,
                  at |-> level.at, units |-> level.units])

Init ==
  /\ now   = 0
  /\ base  = [at |-> 0, units |-> 0]
  /\ line  = <<>>
  /\ pc    = [p \in Proc |-> "idle"]
  /\ want  = [p \in Proc |-> 0]
  /\ until = [p \in Proc |-> 0]
  /\ woken = {}
  /\ log   = <<>>

Goto(p, place) == pc' = [pc EXCEPT ![p] = place]

(* Process p will ask for some permits.                                    *)
Ask(p) ==
  /\ pc[p] = "idle"
  /\ now < MaxTime
  /\ \A i \in 1 .. Len(line) : line[i].who # p
  /\ \E permits \in 1 .. Capacity : want' = [want EXCEPT ![p] = permits]
  /\ Goto(p, "asking")
  /\ UNCHANGED <<now, base, line, until, woken, log>>

(* The permits of process p do not fit in.                                 *)
NoRoom(p) == Inside(Last(line), now) + want[p] * Cost > Capacity * Cost

(* Process p gets in line.                                                 *)
Reserve(p) ==
  /\ pc[p] = "asking"
  /\ ~ NoRoom(p)
  /\ line' = Add(line, p, now, want[p] * Cost)
  /\ want' = [want EXCEPT ![p] = 0]
  /\ Goto(p, "looking")
  /\ UNCHANGED <<now, base, until, woken, log>>

(* Process p is refused.                                                   *)
Refuse(p) ==
  /\ pc[p] = "asking"
  /\ NoRoom(p)
  /\ want' = [want EXCEPT ![p] = 0]
  /\ Goto(p, "idle")
  /\ UNCHANGED <<now, base, line, until, woken, log>>

Places(p) == {i \in 1 .. Len(line) : line[i].who = p}

(* When process p is due; 0 if it was before.                              *)
Due(p) ==
  IF Places(p) = {} THEN 0 ELSE line[CHOOSE i \in Places(p) : TRUE].at

(* Process p sees that it is due, and returns.                             *)
Return(p) ==
  /\ pc[p] = "looking"
  /\ Due(p) <= now
  /\ woken' = woken \ {p}
  /\ Goto(p, "idle")
  /\ UNCHANGED <<now, base, line, want, until, log>>

(* Process p sees when it is due.                                          *)
Look(p) ==
  /\ pc[p] = "looking"
  /\ Due(p) > now
  /\ until' = [until EXCEPT ![p] = Due(p)]
  /\ Goto(p, "parking")
  /\ UNCHANGED <<now, base, line, want, woken, log>>

(* Process p parks until then.                                             *)
Park(p) ==
  /\ pc[p] = "parking"
  /\ Goto(p, "parked")
  /\ UNCHANGED <<now, base, line, want, until, woken, log>>

(* The park of process p ends; early if it is interrupted, or for no       *)
(* reason.                                                                 *)
Unpark(p) ==
  /\ pc[p] = "parked"
  /\ woken' = woken \ {p}
  /\ until' = [until EXCEPT ![p] = 0]
  /\ Goto(p, "looking")
  /\ UNCHANGED <<now, base, line, want, log>>

Wake(p) == (p \in woken \/ until[p] <= now) /\ Unpark(p)
Stir(p) == p \notin woken /\ until[p] > now /\ Unpark(p)

(* The places behind are computed anew.                                    *)
RECURSIVE MovedUp(_, _)
MovedUp(before, behind) ==
  IF behind = <<>> THEN before
  ELSE LET next == behind[1] IN
       MovedUp(Add(before, next.who, next.came, next.cost), Tail(behind))

(* Process p was interrupted, and is not due: it gets out of the line, and *)
(* those behind move up and are woken up.                                  *)
GiveBack(p) ==
  /\ pc[p] = "looking"
  /\ Due(p) > now
  /\ LET i      == CHOOSE j \in Places(p) : TRUE
         behind == SubSeq(line, i + 1, Len(line))
     IN /\ line'  = MovedUp(SubSeq(line, 1, i - 1), behind)
        /\ woken' = (woken \ {p}) \union {behind[j].who : j \in 1 .. Len(behind)}
  /\ Goto(p, "idle")
  /\ UNCHANGED <<now, base, want, until, log>>

(* The first in line is due, and out of it.                                *)
Served ==
  /\ line # <<>>
  /\ line[1].at <= now
  /\ base' = Level(line[1])
  /\ line' = Tail(line)
  /\ log'  = IF Compact THEN <<line[1]>> ELSE Append(log, line[1])
  /\ UNCHANGED <<now, pc, want, until, woken>>

(* Time passes, as long as anybody asks or waits.                          *)
Tick ==
  /\ now < MaxTime \/ line # <<>>
  /\ line # <<>> => line[1].at > now
  /\ now' = now + 1
  /\ UNCHANGED <<base, line, pc, want, until, woken, log>>

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

PlaceType ==
  [who : Proc, came : Nat, cost : 1 .. Capacity * Cost, at : Nat, units : Int]

TypeOK ==
  /\ now   \in Nat
  /\ base  \in [at : 0 .. now, units : Int]
  /\ line  \in Seq(PlaceType)
  /\ pc    \in [Proc -> {"idle", "asking", "looking", "parking", "parked"}]
  /\ want  \in [Proc -> 0 .. Capacity]
  /\ until \in [Proc -> Nat]
  /\ woken \in SUBSET Proc
  /\ log   \in Seq(PlaceType)

RECURSIVE Units(_, _, _)
Units(l, i, j) == IF i > j THEN 0 ELSE l[i].cost + Units(l, i + 1, j)

(* All that are due or will be, in order.                                  *)
All == log \o line

(* Each is due when it came or later; and from when one is due until       *)
(* another, the units leak out of it and of those between them, or less    *)
(* than a tick brings are missing.                                         *)
Spacing ==
  \A j \in 1 .. Len(All) :
    /\ All[j].at >= All[j].came
    /\ \A i \in 1 .. j - 1 :
         Units(All, i, j - 1) - Gain * (All[j].at - All[i].at) < Gain

(* The moment from which on the bucket is empty after the first j of them: *)
(* whoever came first after the last time it was empty began to fill it.   *)
Empty(j) ==
  LET moments == {All[i].came * Gain + Units(All, i, j) : i \in 1 .. j}
  IN CHOOSE m \in moments \union {0} : \A other \in moments : other <= m

(* Who is not due yet is due at the first tick that is not before its      *)
(* moment, as if whoever gave up had never been there.                     *)
NoLater ==
  \A i \in 1 .. Len(line) :
    LET before == Empty(Len(log) + i - 1)
    IN line[i].at > now => line[i].at = Ceil(before, Gain)

(* What was let in and has not leaked out is no more than fits in.         *)
Bounded == Empty(Len(All)) - now * Gain <= Capacity * Cost

(* Whoever is refused does not fit in.                                     *)
Exact ==
  \A p \in Proc : pc[p] = "asking" /\ NoRoom(p) =>
    Max(0, Empty(Len(All)) - now * Gain) + want[p] * Cost > Capacity * Cost

(* Times in the line do not decrease: first come, first served.            *)
FirstComeFirstServed ==
  \A i, j \in 1 .. Len(line) : i < j => line[i].at <= line[j].at

(* Nobody goes before it is due, and who has given up has no place.        *)
NoneEarly ==
  \A i \in 1 .. Len(line) : line[i].at > now => pc[line[i].who] \notin {"idle", "asking"}

NothingLeft == NoneEarly

(* Who sleeps without a wake-up on its way sleeps no longer than it has to.*)
OnTime ==
  \A p \in Proc : pc[p] = "parked" /\ p \notin woken => until[p] <= Max(now, Due(p))

(* When the one after that place may leave, and it itself might.           *)
After(place)  == place.at * Gain + place.units
Moment(place) == After(place) - place.cost

(* Each is due in the tick of its moment, and that is not before all of    *)
(* the one before it has leaked out.                                       *)
Chain ==
  /\ log # <<>> => base = Level(log[Len(log)])
  /\ \A i \in 1 .. Len(All) :
       /\ Moment(All[i]) <= All[i].at * Gain
       /\ Moment(All[i]) > (All[i].at - 1) * Gain
       /\ i > 1 => Moment(All[i]) >= After(All[i - 1])

(* Whoever waits goes, unless it gives up.                                 *)
StarvationFreedom == \A p \in Proc : pc[p] = "looking" ~> pc[p] = "idle"

=============================================================================
