-------------------------------- MODULE Clh ---------------------------------
(***************************************************************************)
(* The queue lock of Craig (1993) and of Magnusson, Landin and Hagersten   *)
(* (1994), with tryLock, as in dev.lockproof.local.ClhLock.  Each action   *)
(* is one atomic step of that class and carries the label it has there.    *)
(* How a waiter waits is left out here: see ../signal/Signal.tla.          *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANT N  \* the number of processes

Proc == 1 .. N

(* The collector recycles nodes.  Each process reaches at most two, and    *)
(* the tail refers to one.                                                 *)
Node == 1 .. 2 * N + 1
None == 0

VARIABLES
  tail,     \* the node that was enqueued last
  locked,   \* the nodes whose owner has not unlocked yet
  node,     \* the node of each process, in the queue or about to be
  pred,     \* the predecessor that each process waits for, or has seen
  pc,       \* "idle", "waiting", "looking", "trying" or "holding"
  queue     \* history: the processes that wait or hold, in order of entry

vars == <<tail, locked, node, pred, pc, queue>>

Init ==
  /\ tail   = 1
  /\ locked = {}
  /\ node   = [p \in Proc |-> None]
  /\ pred   = [p \in Proc |-> None]
  /\ pc     = [p \in Proc |-> "idle"]
  /\ queue  = <<>>

(* A node that nobody can reach any more, as the collector would find it.  *)
Reachable == {tail} \union {node[p] : p \in Proc} \union {pred[p] : p \in Proc}
Fresh     == CHOOSE n \in Node \ Reachable : TRUE

(* Process p enters the queue: the exchange on the tail.                   *)
Enqueue(p) ==
  /\ pc[p] = "idle"
  /\ tail'   = Fresh
  /\ locked' = locked \union {Fresh}
  /\ node'   = [node EXCEPT ![p] = Fresh]
  /\ pred'   = [pred EXCEPT ![p] = tail]
  /\ pc'     = [pc EXCEPT ![p] = "waiting"]
  /\ queue'  = Append(queue, p)

(* Process p sees its predecessor unlocked and enters.                     *)
Enter(p) ==
  /\ pc[p] = "waiting"
  /\ pred[p] \notin locked
  /\ pred'   = [pred EXCEPT ![p] = None]
  /\ pc'     = [pc EXCEPT ![p] = "holding"]
  /\ UNCHANGED <<tail, locked, node, queue>>

(* Process p calls tryLock and reads the tail.                             *)
TryRead(p) ==
  /\ pc[p] = "idle"
  /\ pred'   = [pred EXCEPT ![p] = tail]
  /\ pc'     = [pc EXCEPT ![p] = "looking"]
  /\ UNCHANGED <<tail, locked, node, queue>>

(* Process p looks whether that node is unlocked; if not, tryLock has      *)
(* failed.                                                                 *)
TryLook(p) ==
  /\ pc[p] = "looking"
  /\ IF pred[p] \in locked
     THEN pred' = [pred EXCEPT ![p] = None] /\ pc' = [pc EXCEPT ![p] = "idle"]
     ELSE pc' = [pc EXCEPT ![p] = "trying"] /\ UNCHANGED pred
  /\ UNCHANGED <<tail, locked, node, queue>>

(* Process p swings the tail from the node it saw unlocked to its own, and *)
(* holds the lock; if the tail has moved, tryLock has failed.              *)
TryEnter(p) ==
  /\ pc[p] = "trying"
  /\ pred' = [pred EXCEPT ![p] = None]
  /\ IF tail = pred[p]
     THEN /\ tail'   = Fresh
          /\ locked' = locked \union {Fresh}
          /\ node'   = [node EXCEPT ![p] = Fresh]
          /\ pc'     = [pc EXCEPT ![p] = "holding"]
          /\ queue'  = Append(queue, p)
     ELSE /\ pc'     = [pc EXCEPT ![p] = "idle"]
          /\ UNCHANGED <<tail, locked, node, queue>>

(* Process p unlocks its node.                                             *)
Exit(p) ==
  /\ pc[p] = "holding"
  /\ locked' = locked \ {node[p]}
  /\ node'   = [node EXCEPT ![p] = None]
  /\ pc'     = [pc EXCEPT ![p] = "idle"]
  /\ queue'  = SelectSeq(queue, LAMBDA q : q # p)
  /\ UNCHANGED <<tail, pred>>

Next == \E p \in Proc :
  \/ Enqueue(p) \/ Enter(p)
  \/ TryRead(p) \/ TryLook(p) \/ TryEnter(p)
  \/ Exit(p)

(* Whoever may enter is scheduled, and holders unlock.                     *)
Fairness == \A p \in Proc : WF_vars(Enter(p)) /\ WF_vars(Exit(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ tail   \in Node
  /\ locked \in SUBSET Node
  /\ node   \in [Proc -> Node \union {None}]
  /\ pred   \in [Proc -> Node \union {None}]
  /\ pc     \in [Proc -> {"idle", "waiting", "looking", "trying", "holding"}]
  /\ queue  \in Seq(Proc)

(* This algorithm implements the abstract lock.  A tryLock that has not    *)
(* entered yet leaves no trace there.                                      *)
M == INSTANCE Mutex WITH
  state <- [p \in Proc |-> IF pc[p] \in {"looking", "trying"} THEN "idle" ELSE pc[p]]

(* First come, first served: the holder is the first in order of Enqueue.  *)
FirstComeFirstServed ==
  \A p \in Proc : pc[p] = "holding" => p = Head(queue)

(* Every process that waits enters.                                        *)
StarvationFreedom ==
  \A p \in Proc : pc[p] = "waiting" ~> pc[p] = "holding"

MutualExclusion == M!MutualExclusion

Refinement == M!Spec

=============================================================================
