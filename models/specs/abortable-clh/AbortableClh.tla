---------------------------- MODULE AbortableClh ----------------------------
(***************************************************************************)
(* The queue lock of Craig, and of Magnusson, Landin and Hagersten, with   *)
(* the way out of Scott (2002) and with tryLock, as in                     *)
(* dev.lockproof.local.AbortableClhLock.  Each action is one atomic step   *)
(* of that class and carries the label it has there.  How a waiter waits,  *)
(* and when it gives up, is left out here: see ../signal/Signal.tla.       *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  N,  \* the number of processes
  K   \* of each of them: how often it asks for the lock

Proc == 1 .. N

(* Each attempt has a node of its own; the first tail is nobody's.  A run  *)
(* is finite because a waiter that never wakes up would leave behind it an *)
(* ever longer chain of nodes that were given up.                          *)
Most  == CHOOSE k \in {K[p] : p \in Proc} : \A p \in Proc : K[p] <= k
Node  == 0 .. N * Most
First == 0
None  == N * Most + 1

VARIABLES
  tail,     \* the node of the last in the queue
  quiet,    \* the nodes that are not raised yet
  instead,  \* of each node: whom to wait for instead, if it was given up
  turns,    \* how often each process has asked for the lock
  node,     \* the node of each process, in the queue
  pred,     \* the predecessor that each process waits for, or has seen
  pc,       \* "idle", "waiting", "leaving", "telling", "trying" or "holding"
  queue     \* history: the processes that wait or hold, in order of entry

vars == <<tail, quiet, instead, turns, node, pred, pc, queue>>

Init ==
  /\ tail    = First
  /\ quiet   = {}
  /\ instead = [n \in Node |-> None]
  /\ turns   = [p \in Proc |-> 0]
  /\ node    = [p \in Proc |-> None]
  /\ pred    = [p \in Proc |-> None]
  /\ pc      = [p \in Proc |-> "idle"]
  /\ queue   = <<>>

(* The node of the present attempt of process p, when it is the kth.       *)
NodeOf(p, k) == p + N * (k - 1)

(* Process p begins an attempt.                                            *)
Begin(p) ==
  /\ pc[p] = "idle"
  /\ turns[p] < K[p]
  /\ turns' = [turns EXCEPT ![p] = @ + 1]

Goto(p, place) == pc' = [pc EXCEPT ![p] = place]

(* Process p swings the tail to the node of its kth attempt.               *)
Swing(p, k) ==
  /\ tail'  = NodeOf(p, k)
  /\ quiet' = quiet \union {NodeOf(p, k)}
  /\ node'  = [node EXCEPT ![p] = NodeOf(p, k)]
  /\ queue' = Append(queue, p)

(* Process p is not in the queue any more.                                 *)
Out(p) ==
  /\ node'  = [node EXCEPT ![p] = None]
  /\ queue' = SelectSeq(queue, LAMBDA q : q # p)

(* Process p enters the queue: the exchange on the tail.                   *)
Enqueue(p) ==
  /\ Begin(p)
  /\ Swing(p, turns'[p])
  /\ pred' = [pred EXCEPT ![p] = tail]
  /\ Goto(p, "waiting")
  /\ UNCHANGED instead

(* Process p sees its predecessor raised by unlock and enters.             *)
Enter(p) ==
  /\ pc[p] = "waiting"
  /\ pred[p] \notin quiet
  /\ instead[pred[p]] = None
  /\ pred' = [pred EXCEPT ![p] = None]
  /\ Goto(p, "holding")
  /\ UNCHANGED <<tail, quiet, instead, turns, node, queue>>

(* Process p sees that its predecessor has given up, and waits for the one *)
(* before it.                                                              *)
Skip(p) ==
  /\ pc[p] = "waiting"
  /\ pred[p] \notin quiet
  /\ instead[pred[p]] # None
  /\ pred' = [pred EXCEPT ![p] = instead[pred[p]]]
  /\ UNCHANGED <<tail, quiet, instead, turns, node, pc, queue>>

(* Process p gives up: its time is over, or it was interrupted.            *)
GiveUp(p) ==
  /\ pc[p] = "waiting"
  /\ pred[p] \in quiet
  /\ Goto(p, "leaving")
  /\ UNCHANGED <<tail, quiet, instead, turns, node, pred, queue>>

(* Process p makes its predecessor the tail again, if it is the last.      *)
Unlink(p) ==
  /\ pc[p] = "leaving"
  /\ IF tail = node[p]
     THEN /\ tail'  = pred[p]
          /\ quiet' = quiet \ {node[p]}
          /\ pred'  = [pred EXCEPT ![p] = None]
          /\ Out(p)
          /\ Goto(p, "idle")
     ELSE /\ Goto(p, "telling")
          /\ UNCHANGED <<tail, quiet, node, pred, queue>>
  /\ UNCHANGED <<instead, turns>>

(* The first node, from n on, whose owner has not given up.                *)
RECURSIVE Passed(_)
Passed(n) ==
  IF n \in quiet \/ instead[n] = None THEN n ELSE Passed(instead[n])

(* Process p raises its node, which says whom to wait for instead.         *)
Leave(p) ==
  /\ pc[p] = "telling"
  /\ instead' = [instead EXCEPT ![node[p]] = Passed(pred[p])]
  /\ quiet'   = quiet \ {node[p]}
  /\ pred'    = [pred EXCEPT ![p] = None]
  /\ Out(p)
  /\ Goto(p, "idle")
  /\ UNCHANGED <<tail, turns>>

(* Process p calls tryLock and reads the tail.                             *)
TryRead(p) ==
  /\ Begin(p)
  /\ pred' = [pred EXCEPT ![p] = tail]
  /\ Goto(p, "trying")
  /\ UNCHANGED <<tail, quiet, instead, node, queue>>

(* Process p, which finds nobody in the queue, swings the tail from the    *)
(* node it has read to its own, and holds the lock; else tryLock fails.    *)
TryEnter(p) ==
  /\ pc[p] = "trying"
  /\ pred' = [pred EXCEPT ![p] = None]
  /\ IF Passed(pred[p]) \notin quiet /\ tail = pred[p]
     THEN Swing(p, turns[p]) /\ Goto(p, "holding")
     ELSE Goto(p, "idle") /\ UNCHANGED <<tail, quiet, node, queue>>
  /\ UNCHANGED <<instead, turns>>

(* Process p unlocks: it raises its node.                                  *)
Exit(p) ==
  /\ pc[p] = "holding"
  /\ quiet' = quiet \ {node[p]}
  /\ Out(p)
  /\ Goto(p, "idle")
  /\ UNCHANGED <<tail, instead, turns, pred>>

Next == \E p \in Proc :
  \/ Enqueue(p) \/ Enter(p) \/ Skip(p) \/ GiveUp(p) \/ Unlink(p) \/ Leave(p)
  \/ TryRead(p) \/ TryEnter(p) \/ Exit(p)

(* Whoever may go on is scheduled, and holders unlock; nobody has to give  *)
(* up.                                                                     *)
Fairness == \A p \in Proc :
  WF_vars(Enter(p) \/ Skip(p) \/ Unlink(p) \/ Leave(p) \/ Exit(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ tail    \in Node
  /\ quiet   \in SUBSET Node
  /\ instead \in [Node -> Node \union {None}]
  /\ turns   \in [Proc -> 0 .. Most]
  /\ node    \in [Proc -> Node \union {None}]
  /\ pred    \in [Proc -> Node \union {None}]
  /\ pc      \in [Proc -> {"idle", "waiting", "leaving", "telling", "trying",
                           "holding"}]
  /\ queue   \in Seq(Proc)

(* This algorithm implements the abstract lock.  Whoever waits may give up *)
(* yet, so it has not asked for good, and leaves no trace there.           *)
M == INSTANCE Mutex WITH
  state <- [p \in Proc |-> IF pc[p] = "holding" THEN "holding" ELSE "idle"]

(* First come, first served: nobody who waits still came before the holder.*)
FirstComeFirstServed ==
  \A p, q \in Proc : \A i, j \in 1 .. Len(queue) :
    (pc[p] = "holding" /\ pc[q] = "waiting" /\ queue[i] = p /\ queue[j] = q)
      => i < j

(* Whoever gives up leaves nothing behind: when all are gone, the lock is  *)
(* free.                                                                   *)
FreeInTheEnd == (\A p \in Proc : node[p] = None) => Passed(tail) \notin quiet

(* Each node has one waiter at most.                                       *)
OneWaiter == \A p, q \in Proc :
  (pc[p] = "waiting" /\ pc[q] = "waiting" /\ pred[p] = pred[q]) => p = q

(* Every process that waits enters, unless it gives up.                    *)
StarvationFreedom ==
  \A p \in Proc : pc[p] = "waiting" ~> pc[p] \in {"holding", "idle"}

MutualExclusion == M!MutualExclusion

Refinement == M!Spec

=============================================================================
