------------------------------ MODULE Treiber -------------------------------
(***************************************************************************)
(* The stack of Treiber (1986), as in dev.lockproof.local.TreiberStack.    *)
(* Each action is one atomic step of that class and carries the label it   *)
(* has there.  A pushed node does not change, so its fields are read in    *)
(* the step that finds the node.  Each process pushes its own name.        *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  N,  \* the number of processes
  M   \* the number of nodes that memory holds

Proc == 1 .. N
Node == 1 .. M
None == 0

VARIABLES
  top,     \* the first node
  heap,    \* the element and the next of each node
  pc,      \* "idle", "push", "pushing", "pop" or "popping"
  node,    \* the node that each process is about to push
  first,   \* the node that each process is about to pop,
  next,    \*   and what it saw behind it
  answer   \* what the last operation to take effect answered

vars == <<top, heap, pc, node, first, next, answer>>

Blank == [element |-> None, next |-> None]

Init ==
  /\ top    = None
  /\ heap   = [n \in Node |-> Blank]
  /\ pc     = [p \in Proc |-> "idle"]
  /\ node   = [p \in Proc |-> None]
  /\ first  = [p \in Proc |-> None]
  /\ next   = [p \in Proc |-> None]
  /\ answer = None

(* The nodes that can be reached from others, and from where they must be. *)
RECURSIVE Closure(_)
Closure(nodes) ==
  LET more == nodes \union {heap[n].next : n \in nodes \ {None}}
  IN  IF more = nodes THEN nodes ELSE Closure(more)

Roots == {top} \union {node[p] : p \in Proc} \union {first[p] : p \in Proc}

(* The collector erases all others, and they may be allocated again.       *)
Collected == [n \in Node |-> IF n \in Closure(Roots') THEN heap[n] ELSE Blank]

Free  == Node \ Closure(Roots)
Fresh == CHOOSE n \in Free : \A m \in Free : n <= m

(* Process p reads the top and links its node, which it allocates when it  *)
(* begins to push, to that.                                                *)
PushRead(p) ==
  /\ pc[p] = "push" \/ (pc[p] = "idle" /\ Free # {})
  /\ node' = [node EXCEPT ![p] = IF pc[p] = "idle" THEN Fresh ELSE @]
  /\ heap' = [heap EXCEPT ![node'[p]] = [element |-> p, next |-> top]]
  /\ pc'   = [pc EXCEPT ![p] = "pushing"]
  /\ UNCHANGED <<top, first, next, answer>>

(* Process p swings the top from what its node is linked to to its node:   *)
(* here push takes effect.  If the top has moved, all starts over.         *)
Push(p) ==
  /\ pc[p] = "pushing"
  /\ IF top = heap[node[p]].next
     THEN /\ top'    = node[p]
          /\ node'   = [node EXCEPT ![p] = None]
          /\ pc'     = [pc EXCEPT ![p] = "idle"]
          /\ answer' = None
     ELSE /\ pc'     = [pc EXCEPT ![p] = "push"]
          /\ UNCHANGED <<top, node, answer>>
  /\ UNCHANGED <<heap, first, next>>

(* Process p reads the top.  If there is no node, pop takes effect here.   *)
PopRead(p) ==
  /\ pc[p] \in {"idle", "pop"}
  /\ IF top = None
     THEN /\ pc'     = [pc EXCEPT ![p] = "idle"]
          /\ answer' = None
          /\ UNCHANGED <<first, next>>
     ELSE /\ pc'     = [pc EXCEPT ![p] = "popping"]
          /\ first'  = [first EXCEPT ![p] = top]
          /\ next'   = [next EXCEPT ![p] = heap[top].next]
          /\ UNCHANGED answer
  /\ UNCHANGED <<top, heap, node>>

(* Process p swings the top from the first node to the next: here pop      *)
(* takes effect.  If the top has moved, all starts over.                   *)
Pop(p) ==
  /\ pc[p] = "popping"
  /\ IF top = first[p]
     THEN /\ top'    = next[p]
          /\ pc'     = [pc EXCEPT ![p] = "idle"]
          /\ answer' = heap[first[p]].element
     ELSE /\ pc'     = [pc EXCEPT ![p] = "pop"]
          /\ UNCHANGED <<top, answer>>
  /\ first' = [first EXCEPT ![p] = None]
  /\ next'  = [next EXCEPT ![p] = None]
  /\ UNCHANGED node
  /\ heap'  = Collected

(* Process p looks at the first element, or whether there is one.          *)
Look(p) ==
  /\ pc[p] = "idle"
  /\ answer' = IF top = None THEN None ELSE heap[top].element
  /\ UNCHANGED <<top, heap, pc, node, first, next>>

Next == \E p \in Proc :
  PushRead(p) \/ Push(p) \/ PopRead(p) \/ Pop(p) \/ Look(p)

(* Some process that is in an operation is scheduled, whichever; nothing   *)
(* is said about any one of them, and nobody is obliged to begin.          *)
Busy(p) == pc[p] # "idle"

SomeStep == \E p \in Proc :
  Busy(p) /\ (PushRead(p) \/ Push(p) \/ PopRead(p) \/ Pop(p))

Fairness == WF_vars(SomeStep)

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ top    \in Node \union {None}
  /\ heap   \in [Node -> [element : Proc \union {None}, next : Node \union {None}]]
  /\ pc     \in [Proc -> {"idle", "push", "pushing", "pop", "popping"}]
  /\ node   \in [Proc -> Node \union {None}]
  /\ first  \in [Proc -> Node \union {None}]
  /\ next   \in [Proc -> Node \union {None}]
  /\ answer \in Proc \union {None}

(* The elements from node n on, at most so many.                           *)
RECURSIVE Elements(_, _)
Elements(n, most) ==
  IF n = None \/ most = 0
  THEN <<>>
  ELSE <<heap[n].element>> \o Elements(heap[n].next, most - 1)

(* This algorithm implements the abstract stack.                           *)
S == INSTANCE Stack WITH
  stack <- Elements(top, M),
  state <- [p \in Proc |->
              CASE pc[p] \in {"push", "pushing"} -> "push"
                [] pc[p] \in {"pop", "popping"}  -> "pop"
                [] OTHER                         -> "idle"]

(* Under any scheduling, an operation completes again and again, unless    *)
(* there is none any more.                                                 *)
Completion == \E p \in Proc : Busy(p) /\ ~Busy(p)'

LockFreedom ==
  []<><<Completion>>_vars \/ <>[](\A p \in Proc : ~Busy(p))

Refinement == S!Spec

=============================================================================
