----------------------------- MODULE ThreeState -----------------------------
(***************************************************************************)
(* The three-state mutex of Drepper (2005) with a list of waiters, as in   *)
(* dev.lockproof.local.ThreeStateLock.  Each action is one atomic step of  *)
(* that class and carries the label it has there.                          *)
(*                                                                         *)
(* LockSupport gives each thread one permit: unpark makes it available,    *)
(* park consumes it or blocks.  Park may also return for no reason, or by  *)
(* an interrupt, or with a permit left over from an earlier wait.          *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANT N  \* the number of processes

Proc == 1 .. N

FREE      == 0
LOCKED    == 1
CONTENDED == 2

(* The node of process p is called p while p waits, and Old(p) once p has  *)
(* entered without being woken; None is no node.                           *)
Old(p) == N + p
None   == 0

VARIABLES
  state,    \* the word
  arrived,  \* the nodes among the arrivals, the one pushed last at the end
  queue,    \* the nodes that were gathered
  target,   \* of each process: the node that it is about to wake
  woken,    \* the processes whose nodes are woken
  permits,  \* the processes whose permits are available
  pc        \* see TypeOK

vars == <<state, arrived, queue, target, woken, permits, pc>>

Init ==
  /\ state   = FREE
  /\ arrived = <<>>
  /\ queue   = <<>>
  /\ target  = [p \in Proc |-> None]
  /\ woken   = {}
  /\ permits = {}
  /\ pc      = [p \in Proc |-> "idle"]

Goto(p, place) == pc' = [pc EXCEPT ![p] = place]

Without(nodes, p) == SelectSeq(nodes, LAMBDA n : n # p)

(* Process p calls lock: it takes the word if that is free.                *)
Take(p) ==
  /\ pc[p] = "idle"
  /\ IF state = FREE
     THEN state' = LOCKED /\ Goto(p, "holding")
     ELSE Goto(p, "competing") /\ UNCHANGED state
  /\ UNCHANGED <<arrived, queue, target, woken, permits>>

(* Process p calls tryLock: likewise, or it has failed.                    *)
TryTake(p) ==
  /\ pc[p] = "idle"
  /\ IF state = FREE
     THEN state' = LOCKED /\ Goto(p, "holding")
     ELSE UNCHANGED <<state, pc>>
  /\ UNCHANGED <<arrived, queue, target, woken, permits>>

(* Process p spins for a while, sees the word free and takes it.           *)
Snatch(p) ==
  /\ pc[p] = "competing"
  /\ state = FREE
  /\ state' = LOCKED
  /\ Goto(p, "holding")
  /\ UNCHANGED <<arrived, queue, target, woken, permits>>

(* Process p, which has come in vain, pushes a new node to the arrivals.   *)
Push(p) ==
  /\ pc[p] \in {"competing", "late"}
  /\ arrived' = Append(arrived, p)
  /\ Goto(p, "queued")
  /\ UNCHANGED <<state, queue, target, woken, permits>>

(* Process p makes the word contended.  If it was free p has entered, and  *)
(* its node, wherever it is, does not count any more; else p waits.        *)
Claim(p) ==
  /\ pc[p] = "queued"
  /\ state' = CONTENDED
  /\ IF state = FREE
     THEN /\ arrived' = Without(arrived, p)
          /\ queue'   = Without(queue, p)
          /\ target'  = [q \in Proc |-> IF target[q] = p THEN Old(p) ELSE target[q]]
          /\ woken'   = woken \ {p}
          /\ Goto(p, "holding")
     ELSE /\ Goto(p, "waiting")
          /\ UNCHANGED <<arrived, queue, target, woken>>
  /\ UNCHANGED permits

(* Process p looks whether its node is woken; if not, it is about to park. *)
Look(p) ==
  /\ pc[p] = "waiting"
  /\ woken' = woken \ {p}
  /\ Goto(p, IF p \in woken THEN "woken" ELSE "parking")
  /\ UNCHANGED <<state, arrived, queue, target, permits>>

(* Process p parks: its permit is there, or it has to wait for that.       *)
Park(p) ==
  /\ pc[p] = "parking"
  /\ p \in permits
  /\ permits' = permits \ {p}
  /\ Goto(p, "waiting")
  /\ UNCHANGED <<state, arrived, queue, target, woken>>

(* Park returns to process p for no reason, or because of an interrupt.    *)
SpuriousWake(p) ==
  /\ pc[p] = "parking"
  /\ Goto(p, "waiting")
  /\ UNCHANGED <<state, arrived, queue, target, woken, permits>>

(* Process p, which was woken, makes the word contended, and has entered   *)
(* if it was free.                                                         *)
Reclaim(p) ==
  /\ pc[p] = "woken"
  /\ state' = CONTENDED
  /\ Goto(p, IF state = FREE THEN "holding" ELSE "late")
  /\ UNCHANGED <<arrived, queue, target, woken, permits>>

(* Process p frees the word, as nobody waits.                              *)
Exit(p) ==
  /\ pc[p] = "holding"
  /\ state = LOCKED
  /\ state' = FREE
  /\ Goto(p, "idle")
  /\ UNCHANGED <<arrived, queue, target, woken, permits>>

(* Process p unlocks, and finds that somebody waits, or has waited.        *)
Clear(p) ==
  /\ pc[p] = "holding"
  /\ state = CONTENDED
  /\ state' = LOCKED
  /\ Goto(p, "clearing")
  /\ UNCHANGED <<arrived, queue, target, woken, permits>>

(* Process p finds the queue empty and takes the arrivals.  If there are   *)
(* none, all is as in the beginning of unlock.                             *)
Gather(p) ==
  /\ pc[p] = "clearing"
  /\ queue = <<>>
  /\ queue'   = arrived
  /\ arrived' = <<>>
  /\ Goto(p, IF arrived = <<>> THEN "holding" ELSE "clearing")
  /\ UNCHANGED <<state, target, woken, permits>>

(* Process p takes the first from the queue and frees the word.            *)
Open(p) ==
  /\ pc[p] = "clearing"
  /\ queue # <<>>
  /\ target' = [target EXCEPT ![p] = Head(queue)]
  /\ queue'  = Tail(queue)
  /\ state'  = FREE
  /\ Goto(p, "waking")
  /\ UNCHANGED <<arrived, woken, permits>>

(* Process p marks the node as woken.                                      *)
Wake(p) ==
  /\ pc[p] = "waking"
  /\ woken' = woken \union ({target[p]} \intersect Proc)
  /\ Goto(p, "unparking")
  /\ UNCHANGED <<state, arrived, queue, target, permits>>

(* Process p unparks the node's owner, which may have entered already, and *)
(* then the permit is left over for its next park.                         *)
Unpark(p) ==
  /\ pc[p] = "unparking"
  /\ permits' = permits \union {q \in Proc : target[p] \in {q, Old(q)}}
  /\ target'  = [target EXCEPT ![p] = None]
  /\ Goto(p, "idle")
  /\ UNCHANGED <<state, arrived, queue, woken>>

Next == \E p \in Proc :
  \/ Take(p) \/ TryTake(p) \/ Snatch(p)
  \/ Push(p) \/ Claim(p) \/ Look(p) \/ Park(p) \/ SpuriousWake(p) \/ Reclaim(p)
  \/ Exit(p) \/ Clear(p) \/ Gather(p) \/ Open(p) \/ Wake(p) \/ Unpark(p)

(* Whoever may go on is scheduled, and holders unlock; nothing is taken by *)
(* chance, nor woken for no reason, when that would help.                  *)
Fairness == \A p \in Proc :
  WF_vars(\/ Push(p) \/ Claim(p) \/ Look(p) \/ Park(p) \/ Reclaim(p)
          \/ Exit(p) \/ Clear(p) \/ Gather(p) \/ Open(p) \/ Wake(p) \/ Unpark(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ state   \in {FREE, LOCKED, CONTENDED}
  /\ arrived \in Seq(Proc)
  /\ queue   \in Seq(Proc)
  /\ target  \in [Proc -> Proc \union {Old(p) : p \in Proc} \union {None}]
  /\ woken   \in SUBSET Proc
  /\ permits \in SUBSET Proc
  /\ pc      \in [Proc -> {"idle", "competing", "queued", "waiting", "parking",
                           "woken", "late", "holding", "clearing", "waking",
                           "unparking"}]

(* This algorithm implements the abstract lock: Open is where it leaves.   *)
M == INSTANCE Mutex WITH
  state <- [p \in Proc |->
    IF pc[p] \in {"idle", "waking", "unparking"} THEN "idle"
    ELSE IF pc[p] \in {"holding", "clearing"} THEN "holding"
    ELSE "waiting"]

(* While processes wait, some process enters.                              *)
DeadlockFreedom ==
  (\E p \in Proc : pc[p] \in {"competing", "queued", "waiting", "parking", "woken", "late"})
    ~> (\E p \in Proc : pc[p] = "holding")

MutualExclusion == M!MutualExclusion

Refinement == M!Spec

=============================================================================
