------------------------------- MODULE HandOff -------------------------------
(***************************************************************************)
(* A fair, reentrant lock with a condition, as in                          *)
(* dev.lockproof.local.HandOffLock and HandOffCondition.  Its queue is one *)
(* sequence here, and leaving it one step: for how a queue becomes a lock, *)
(* and lets waiters go, see ../abortable-clh/AbortableClh.tla.             *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  N,        \* the number of processes
  MaxHolds, \* how often a process holds the lock, at most
  Signals   \* how many signals there are, at most

Proc == 1 .. N

VARIABLES
  queue,    \* who holds the lock or waits for it, in order of entry
  holds,    \* of each process: how often it holds the lock
  kept,     \* of each process: how often it held the lock before it waited
  waiters,  \* who waits for the condition and is not signalled, in order
  raised,   \* the processes whose signals are raised
  given,    \* history: how many signals found a waiter
  taken,    \* history: how many waits ended with a signal
  pc        \* "idle", "waiting", "holding", "awaiting" or "returning"

vars == <<queue, holds, kept, waiters, raised, given, taken, pc>>

Init ==
  /\ queue   = <<>>
  /\ holds   = [p \in Proc |-> 0]
  /\ kept    = [p \in Proc |-> 0]
  /\ waiters = <<>>
  /\ raised  = {}
  /\ given   = 0
  /\ taken   = 0
  /\ pc      = [p \in Proc |-> "idle"]

Goto(p, place) == pc' = [pc EXCEPT ![p] = place]

Without(s, p) == SelectSeq(s, LAMBDA q : q # p)

IsIn(s, p) == \E i \in 1 .. Len(s) : s[i] = p

Ungiven == UNCHANGED <<given, taken>>

(* Process p calls lock, and queues.                                       *)
Ask(p) ==
  /\ pc[p] = "idle"
  /\ queue' = Append(queue, p)
  /\ Goto(p, "waiting")
  /\ UNCHANGED <<holds, kept, waiters, raised>> /\ Ungiven

(* Process p is the first in the queue, and enters.                        *)
Enter(p) ==
  /\ pc[p] = "waiting"
  /\ Head(queue) = p
  /\ holds' = [holds EXCEPT ![p] = 1]
  /\ Goto(p, "holding")
  /\ UNCHANGED <<queue, kept, waiters, raised>> /\ Ungiven

(* Process p, which waits for the lock, gives up: its time is over, or it  *)
(* was interrupted.                                                        *)
Leave(p) ==
  /\ pc[p] = "waiting"
  /\ queue' = Without(queue, p)
  /\ Goto(p, "idle")
  /\ UNCHANGED <<holds, kept, waiters, raised>> /\ Ungiven

(* Process p calls tryLock, and enters if the queue is empty.              *)
TryEnter(p) ==
  /\ pc[p] = "idle"
  /\ queue = <<>>
  /\ queue' = <<p>>
  /\ holds' = [holds EXCEPT ![p] = 1]
  /\ Goto(p, "holding")
  /\ UNCHANGED <<kept, waiters, raised>> /\ Ungiven

(* Process p, which holds the lock, locks again.                           *)
Again(p) ==
  /\ pc[p] = "holding"
  /\ holds[p] < MaxHolds
  /\ holds' = [holds EXCEPT ![p] = @ + 1]
  /\ UNCHANGED <<queue, kept, waiters, raised, pc>> /\ Ungiven

(* Process p gives up a hold, and with the last one the lock.              *)
Exit(p) ==
  /\ pc[p] = "holding"
  /\ holds' = [holds EXCEPT ![p] = @ - 1]
  /\ IF holds[p] = 1
     THEN queue' = Without(queue, p) /\ Goto(p, "idle")
     ELSE UNCHANGED <<queue, pc>>
  /\ UNCHANGED <<kept, waiters, raised>> /\ Ungiven

(* Process p waits for the condition, and gives up all holds.              *)
Wait(p) ==
  /\ pc[p] = "holding"
  /\ waiters' = Append(waiters, p)
  /\ kept'    = [kept EXCEPT ![p] = holds[p]]
  /\ holds'   = [holds EXCEPT ![p] = 0]
  /\ queue'   = Without(queue, p)
  /\ Goto(p, "awaiting")
  /\ UNCHANGED raised /\ Ungiven

(* Process p signals who has waited longest for the condition.             *)
Signal(p) ==
  /\ pc[p] = "holding"
  /\ waiters # <<>>
  /\ given < Signals
  /\ raised'  = raised \union {Head(waiters)}
  /\ waiters' = Tail(waiters)
  /\ given'   = given + 1
  /\ UNCHANGED <<queue, holds, kept, taken, pc>>

(* Process p sees its signal raised, and queues for the lock.              *)
Woken(p) ==
  /\ pc[p] = "awaiting"
  /\ p \in raised
  /\ queue' = Append(queue, p)
  /\ Goto(p, "returning")
  /\ UNCHANGED <<holds, kept, waiters, raised>> /\ Ungiven

(* Process p, which waits for the condition, gives up and queues for the   *)
(* lock.                                                                   *)
GiveUp(p) ==
  /\ pc[p] = "awaiting"
  /\ p \notin raised
  /\ queue' = Append(queue, p)
  /\ Goto(p, "returning")
  /\ UNCHANGED <<holds, kept, waiters, raised>> /\ Ungiven

(* Process p holds the lock as often as before.  If it is not among the    *)
(* waiters any more, then it was signalled, even if it has given up.       *)
Return(p) ==
  /\ pc[p] = "returning"
  /\ Head(queue) = p
  /\ holds'   = [holds EXCEPT ![p] = kept[p]]
  /\ kept'    = [kept EXCEPT ![p] = 0]
  /\ taken'   = IF IsIn(waiters, p) THEN taken ELSE taken + 1
  /\ waiters' = Without(waiters, p)
  /\ raised'  = raised \ {p}
  /\ Goto(p, "holding")
  /\ UNCHANGED <<queue, given>>

Next == \E p \in Proc :
  \/ Ask(p) \/ Enter(p) \/ Leave(p) \/ TryEnter(p) \/ Again(p) \/ Exit(p)
  \/ Wait(p) \/ Signal(p) \/ Woken(p) \/ GiveUp(p) \/ Return(p)

(* Whoever may enter is scheduled, and holders unlock in the end; nobody   *)
(* has to lock again, to signal or to give up.                             *)
Fairness == \A p \in Proc :
  /\ WF_vars(Enter(p) \/ Woken(p) \/ Return(p))
  /\ SF_vars(Exit(p) /\ holds[p] = 1)
  /\ WF_vars(Exit(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ queue   \in Seq(Proc)
  /\ holds   \in [Proc -> 0 .. MaxHolds]
  /\ kept    \in [Proc -> 0 .. MaxHolds]
  /\ waiters \in Seq(Proc)
  /\ raised  \in SUBSET Proc
  /\ given   \in 0 .. Signals
  /\ taken   \in 0 .. Signals
  /\ pc      \in [Proc -> {"idle", "waiting", "holding", "awaiting", "returning"}]

(* This algorithm implements the abstract lock.  Whoever waits may give up *)
(* yet, so it has not asked for good, and leaves no trace there.           *)
M == INSTANCE Mutex WITH
  state <- [p \in Proc |-> IF pc[p] = "holding" THEN "holding" ELSE "idle"]

(* First come, first served: the holder is the first that queued.          *)
FirstComeFirstServed ==
  \A p \in Proc : pc[p] = "holding" => p = Head(queue)

(* Who holds the lock holds it once at least, and nobody else does.        *)
HeldAsOften == \A p \in Proc :
  /\ holds[p] > 0 <=> pc[p] = "holding"
  /\ kept[p] > 0 <=> pc[p] \in {"awaiting", "returning"}

(* After a wait the lock is held as often as before it.                    *)
KeepsHolds == [][\A p \in Proc :
  pc[p] = "returning" /\ pc'[p] = "holding" => holds'[p] = kept[p]]_vars

(* Whoever waits for the condition can be signalled, or was.               *)
EachWaiterIsKnown == \A p \in Proc :
  pc[p] = "awaiting" => IsIn(waiters, p) \/ p \in raised

(* Each signal that found a waiter ends one wait: it is taken, or is on    *)
(* its way to one that waits.                                              *)
NoSignalLost ==
  given = taken + Len(SelectSeq([p \in Proc |-> p],
    LAMBDA p : pc[p] \in {"awaiting", "returning"} /\ ~ IsIn(waiters, p)))

(* Every process that asks for the lock holds it, unless it gives up; and  *)
(* so does every one that waited for the condition and does not any more.  *)
StarvationFreedom == \A p \in Proc :
  /\ pc[p] = "waiting" ~> pc[p] \in {"holding", "idle"}
  /\ pc[p] = "returning" \/ p \in raised ~> pc[p] = "holding"

MutualExclusion == M!MutualExclusion

Refinement == M!Spec

=============================================================================
