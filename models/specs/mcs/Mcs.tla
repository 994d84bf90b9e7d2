-------------------------------- MODULE Mcs --------------------------------
(***************************************************************************)
(* The queue lock of Mellor-Crummey and Scott (1991), with tryLock and     *)
(* with an unlock that leaves a mark instead of waiting for the link, as   *)
(* in dev.lockproof.local.McsLock.  Each action is one atomic step of that *)
(* class and carries the label it has there.  How a waiter waits is left   *)
(* out here: see ../signal/Signal.tla.                                     *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANT N  \* the number of processes

Proc == 1 .. N

(* The collector recycles nodes.  Each process reaches at most two.  What  *)
(* nobody will read again is reset, so that states differ in nothing else. *)
Node == 1 .. 2 * N
None == 0
Gone == 2 * N + 1

VARIABLES
  tail,     \* the node that was enqueued last, or None
  next,     \* of each node: its successor, None, or Gone
  raised,   \* the nodes whose turn has come
  node,     \* the node of each process, from Enqueue to the end of unlock
  pred,     \* the predecessor that each process has to link itself to
  pc,       \* where each process is
  queue     \* history: the processes that wait or hold, in order of entry

vars == <<tail, next, raised, node, pred, pc, queue>>

Init ==
  /\ tail   = None
  /\ next   = [n \in Node |-> None]
  /\ raised = {}
  /\ node   = [p \in Proc |-> None]
  /\ pred   = [p \in Proc |-> None]
  /\ pc     = [p \in Proc |-> "idle"]
  /\ queue  = <<>>

(* A node that nobody can reach any more, as the collector would find it.  *)
Reachable == {tail} \union {node[p] : p \in Proc} \union {pred[p] : p \in Proc}
Fresh     == CHOOSE n \in Node \ Reachable : TRUE

(* Process p brings its fresh node to the tail.                            *)
Swap(p) ==
  /\ tail'  = Fresh
  /\ node'  = [node EXCEPT ![p] = Fresh]
  /\ queue' = Append(queue, p)
  /\ UNCHANGED <<next, raised>>

(* Process p goes to a place of its own program.                           *)
Goto(p, place) == pc' = [pc EXCEPT ![p] = place]

(* Process p enters the queue: the exchange on the tail.  If nobody was    *)
(* there, it holds the lock.                                               *)
Enqueue(p) ==
  /\ pc[p] = "idle"
  /\ Swap(p)
  /\ pred' = [pred EXCEPT ![p] = tail]
  /\ Goto(p, IF tail = None THEN "holding" ELSE "linking")

(* Process p makes itself known to its predecessor: the exchange on next.  *)
(* If the predecessor has left, it holds the lock.                         *)
Link(p) ==
  /\ pc[p] = "linking"
  /\ pred' = [pred EXCEPT ![p] = None]
  /\ IF next[pred[p]] = Gone
     THEN next' = [next EXCEPT ![pred[p]] = None] /\ Goto(p, "holding")
     ELSE next' = [next EXCEPT ![pred[p]] = node[p]] /\ Goto(p, "waiting")
  /\ UNCHANGED <<tail, raised, node, queue>>

(* Process p sees its node raised and enters.                              *)
Enter(p) ==
  /\ pc[p] = "waiting"
  /\ node[p] \in raised
  /\ raised' = raised \ {node[p]}
  /\ Goto(p, "holding")
  /\ UNCHANGED <<tail, next, node, pred, queue>>

(* Process p calls tryLock, which enqueues where nobody is, and only there.*)
TryEnter(p) ==
  /\ pc[p] = "idle"
  /\ tail = None
  /\ Swap(p)
  /\ Goto(p, "holding")
  /\ UNCHANGED pred

(* Process p calls unlock and looks for a successor.                       *)
Look(p) ==
  /\ pc[p] = "holding"
  /\ Goto(p, IF next[node[p]] = None THEN "freeing" ELSE "handing")
  /\ UNCHANGED <<tail, next, raised, node, pred, queue>>

(* Process p is out of unlock.                                             *)
Done(p) ==
  /\ node'  = [node EXCEPT ![p] = None]
  /\ queue' = SelectSeq(queue, LAMBDA q : q # p)
  /\ Goto(p, "idle")

(* Process p swings the tail from its node to None: nobody waits.  That    *)
(* fails if somebody has enqueued.                                         *)
Free(p) ==
  /\ pc[p] = "freeing"
  /\ IF tail = node[p]
     THEN tail' = None /\ Done(p)
     ELSE Goto(p, "leaving") /\ UNCHANGED <<tail, node, queue>>
  /\ UNCHANGED <<next, raised, pred>>

(* Process p marks its node as left, unless the successor has linked.      *)
Leave(p) ==
  /\ pc[p] = "leaving"
  /\ IF next[node[p]] = None
     THEN next' = [next EXCEPT ![node[p]] = Gone] /\ Done(p)
     ELSE Goto(p, "handing") /\ UNCHANGED <<next, node, queue>>
  /\ UNCHANGED <<tail, raised, pred>>

(* Process p raises the node of its successor.                             *)
HandOver(p) ==
  /\ pc[p] = "handing"
  /\ raised' = raised \union {next[node[p]]}
  /\ next'   = [next EXCEPT ![node[p]] = None]
  /\ Done(p)
  /\ UNCHANGED <<tail, pred>>

Next == \E p \in Proc :
  \/ Enqueue(p) \/ Link(p) \/ Enter(p) \/ TryEnter(p)
  \/ Look(p) \/ Free(p) \/ Leave(p) \/ HandOver(p)

(* Whoever has begun is scheduled, and holders unlock.                     *)
Fairness == \A p \in Proc :
  WF_vars(Link(p) \/ Enter(p) \/ Look(p) \/ Free(p) \/ Leave(p) \/ HandOver(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ tail   \in Node \union {None}
  /\ next   \in [Node -> Node \union {None, Gone}]
  /\ raised \in SUBSET Node
  /\ node   \in [Proc -> Node \union {None}]
  /\ pred   \in [Proc -> Node \union {None}]
  /\ pc     \in [Proc -> {"idle", "linking", "waiting", "holding",
                          "freeing", "leaving", "handing"}]
  /\ queue  \in Seq(Proc)

(* This algorithm implements the abstract lock.  A process holds the lock  *)
(* until the step of unlock that gives it up.                              *)
State(p) ==
  CASE pc[p] = "idle"                   -> "idle"
    [] pc[p] \in {"linking", "waiting"} -> "waiting"
    [] OTHER                            -> "holding"

M == INSTANCE Mutex WITH state <- [p \in Proc |-> State(p)]

(* First come, first served: the holder is the first in order of Enqueue.  *)
FirstComeFirstServed ==
  \A p \in Proc : State(p) = "holding" => p = Head(queue)

(* Every process that waits enters.                                        *)
StarvationFreedom ==
  \A p \in Proc : State(p) = "waiting" ~> State(p) = "holding"

MutualExclusion == M!MutualExclusion

Refinement == M!Spec

=============================================================================
