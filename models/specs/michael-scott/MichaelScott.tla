---------------------------- MODULE MichaelScott ----------------------------
(***************************************************************************)
(* The queue of Michael and Scott (1996), as in                            *)
(* dev.lockproof.local.MichaelScottQueue.  Each action is one atomic step  *)
(* of that class and carries the label it has there.  The element of a     *)
(* node is read, and erased, in the step that finds it to be one's own.    *)
(* Each process enqueues its own name.                                     *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  N,  \* the number of processes
  M   \* the number of nodes that memory holds

Proc == 1 .. N
Node == 1 .. M
None == 0

VARIABLES
  head,   \* the empty node before the first element
  tail,   \* the last node, or the one before
  heap,   \* the element and the next of each node
  pc,     \* "idle", or what each process is about to do
  node,   \* the node that each process is about to link
  seen,   \* the node that each process found at the end where it works,
  next,   \*   and the one behind it
  answer  \* what the last operation to take effect answered

vars == <<head, tail, heap, pc, node, seen, next, answer>>

Blank == [element |-> None, next |-> None]

Init ==
  /\ head   = 1
  /\ tail   = 1
  /\ heap   = [n \in Node |-> Blank]
  /\ pc     = [p \in Proc |-> "idle"]
  /\ node   = [p \in Proc |-> None]
  /\ seen   = [p \in Proc |-> None]
  /\ next   = [p \in Proc |-> None]
  /\ answer = None

(* The nodes that can be reached from others, and from where they must be. *)
RECURSIVE Closure(_)
Closure(nodes) ==
  LET more == nodes \union {heap[n].next : n \in nodes \ {None}}
  IN  IF more = nodes THEN nodes ELSE Closure(more)

Held  == UNION {{node[p], seen[p], next[p]} : p \in Proc}
Roots == {head, tail} \union Held

(* The collector erases all others, and they may be allocated again.       *)
Collected == [n \in Node |-> IF n \in Closure(Roots') THEN heap[n] ELSE Blank]

Free  == Node \ Closure(Roots)
Fresh == CHOOSE n \in Free : \A m \in Free : n <= m

(* Process p reads the tail, with a node that it allocates when it begins  *)
(* to enqueue.                                                             *)
Aim(p) ==
  /\ pc[p] = "enqueue" \/ (pc[p] = "idle" /\ Free # {})
  /\ node' = [node EXCEPT ![p] = IF pc[p] = "idle" THEN Fresh ELSE @]
  /\ heap' = [heap EXCEPT ![node'[p]] = [element |-> p, next |-> None]]
  /\ seen' = [seen EXCEPT ![p] = tail]
  /\ pc'   = [pc EXCEPT ![p] = "linking"]
  /\ UNCHANGED <<head, tail, next, answer>>

(* Process p links its node to the last one: here enqueue takes effect.    *)
(* If there is something behind that already, all starts over after Swing. *)
Link(p) ==
  /\ pc[p] = "linking"
  /\ IF heap[seen[p]].next = None
     THEN /\ heap'   = [heap EXCEPT ![seen[p]].next = node[p]]
          /\ next'   = [next EXCEPT ![p] = node[p]]
          /\ node'   = [node EXCEPT ![p] = None]
          /\ answer' = None
     ELSE /\ next'   = [next EXCEPT ![p] = heap[seen[p]].next]
          /\ UNCHANGED <<heap, node, answer>>
  /\ pc' = [pc EXCEPT ![p] = "swinging"]
  /\ UNCHANGED <<head, tail, seen>>

(* Process p swings the tail to what it knows to be behind, if nobody did. *)
Swing(p) ==
  /\ pc[p] = "swinging"
  /\ tail' = IF tail = seen[p] THEN next[p] ELSE tail
  /\ pc'   = [pc EXCEPT ![p] = IF node[p] = None THEN "idle" ELSE "enqueue"]
  /\ seen' = [seen EXCEPT ![p] = None]
  /\ next' = [next EXCEPT ![p] = None]
  /\ UNCHANGED <<head, node, answer>>
  /\ heap' = Collected

(* Process p reads the head, to dequeue or to look.                        *)
First(p) ==
  /\ \E operation \in {"dequeue", "look"} :
       /\ pc[p] \in {"idle", operation}
       /\ pc' = [pc EXCEPT ![p] = operation \o "ing"]
  /\ seen' = [seen EXCEPT ![p] = head]
  /\ UNCHANGED <<head, tail, heap, node, next, answer>>

(* Process p reads what is behind.  If there is nothing, its operation     *)
(* takes effect here.                                                      *)
Behind(p) ==
  /\ pc[p] \in {"dequeueing", "looking"}
  /\ IF heap[seen[p]].next = None
     THEN /\ pc'     = [pc EXCEPT ![p] = "idle"]
          /\ seen'   = [seen EXCEPT ![p] = None]
          /\ answer' = None
          /\ UNCHANGED next
     ELSE /\ pc'     = [pc EXCEPT ![p] = IF @ = "dequeueing" THEN "taking" ELSE "checking"]
          /\ next'   = [next EXCEPT ![p] = heap[seen[p]].next]
          /\ UNCHANGED <<seen, answer>>
  /\ UNCHANGED <<head, tail, node>>
  /\ heap' = Collected

(* Process p swings the head to the node behind: here dequeue takes        *)
(* effect.  If the head has moved, all starts over.                        *)
Take(p) ==
  /\ pc[p] = "taking"
  /\ IF head = seen[p]
     THEN /\ head'   = next[p]
          /\ pc'     = [pc EXCEPT ![p] = "idle"]
          /\ answer' = heap[next[p]].element
     ELSE /\ pc'     = [pc EXCEPT ![p] = "dequeue"]
          /\ UNCHANGED <<head, answer>>
  /\ seen' = [seen EXCEPT ![p] = None]
  /\ next' = [next EXCEPT ![p] = None]
  /\ UNCHANGED <<tail, node>>
  /\ heap' = [n \in Node |->
                IF n = head' /\ head' # head THEN [Collected[n] EXCEPT !.element = None]
                                             ELSE Collected[n]]

(* Process p finds the head where it was: here peek takes effect.  If the  *)
(* head has moved, all starts over.                                        *)
Look(p) ==
  /\ pc[p] = "checking"
  /\ IF head = seen[p]
     THEN /\ pc'     = [pc EXCEPT ![p] = "idle"]
          /\ answer' = heap[next[p]].element
     ELSE /\ pc'     = [pc EXCEPT ![p] = "look"]
          /\ UNCHANGED answer
  /\ seen' = [seen EXCEPT ![p] = None]
  /\ next' = [next EXCEPT ![p] = None]
  /\ UNCHANGED <<head, tail, node>>
  /\ heap' = Collected

Step(p) == Aim(p) \/ Link(p) \/ Swing(p) \/ First(p) \/ Behind(p) \/ Take(p) \/ Look(p)

Next == \E p \in Proc : Step(p)

(* Some process that is in an operation is scheduled, whichever; nothing   *)
(* is said about any one of them, and nobody is obliged to begin.          *)
Busy(p) == pc[p] # "idle"

SomeStep == \E p \in Proc : Busy(p) /\ Step(p)

Fairness == WF_vars(SomeStep)

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ head   \in Node
  /\ tail   \in Node
  /\ heap   \in [Node -> [element : Proc \union {None}, next : Node \union {None}]]
  /\ pc     \in [Proc -> {"idle", "enqueue", "linking", "swinging", "dequeue",
                          "dequeueing", "taking", "look", "looking", "checking"}]
  /\ node   \in [Proc -> Node \union {None}]
  /\ seen   \in [Proc -> Node \union {None}]
  /\ next   \in [Proc -> Node \union {None}]
  /\ answer \in Proc \union {None}

(* The elements from node n on, at most so many.                           *)
RECURSIVE Elements(_, _)
Elements(n, most) ==
  IF n = None \/ most = 0
  THEN <<>>
  ELSE <<heap[n].element>> \o Elements(heap[n].next, most - 1)

(* This algorithm implements the abstract queue, which is never full.      *)
Q == INSTANCE Queue WITH
  Full     <- N + 1,
  Capacity <- M,
  queue    <- Elements(heap[head].next, M),
  state    <- [p \in Proc |->
                 CASE pc[p] \in {"enqueue", "linking"}              -> "enqueue"
                   [] pc[p] = "swinging" /\ node[p] # None          -> "enqueue"
                   [] pc[p] \in {"dequeue", "dequeueing", "taking"} -> "dequeue"
                   [] pc[p] \in {"look", "looking", "checking"}     -> "look"
                   [] OTHER                                         -> "idle"]

(* The tail lags behind by one node at most.                               *)
TailIsNear == heap[tail].next = None \/ heap[heap[tail].next].next = None

(* Under any scheduling, an operation completes again and again, unless    *)
(* there is none any more.                                                 *)
Completion == \E p \in Proc : Busy(p) /\ ~Busy(p)'

LockFreedom ==
  []<><<Completion>>_vars \/ <>[](\A p \in Proc : ~Busy(p))

Refinement == Q!Spec

=============================================================================
