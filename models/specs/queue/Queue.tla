------------------------------- MODULE Queue --------------------------------
(***************************************************************************)
(* The abstract queue: what any queue of this project may do, and no more. *)
(* An operation takes effect in one step, at some moment of its call; that *)
(* is what linearizable means.  Each process enqueues its own name.        *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  Proc,      \* the processes
  None,      \* no element: the answer when the queue is empty
  Full,      \* what enqueue answers when the queue is full
  Capacity   \* how many elements it holds

VARIABLES
  queue,  \* the elements, the one enqueued first first
  state,  \* of each process: "idle", "enqueue", "dequeue" or "look"
  answer  \* what the last operation to take effect answered

vars == <<queue, state, answer>>

Init ==
  /\ queue  = <<>>
  /\ state  = [p \in Proc |-> "idle"]
  /\ answer = None

First == IF queue = <<>> THEN None ELSE Head(queue)

(* Process p calls an operation.                                           *)
Call(p) ==
  /\ state[p] = "idle"
  /\ \E operation \in {"enqueue", "dequeue", "look"} :
       state' = [state EXCEPT ![p] = operation]
  /\ UNCHANGED <<queue, answer>>

Return(p) == state' = [state EXCEPT ![p] = "idle"]

(* The enqueue of process p takes effect: its element is the last now, or  *)
(* there is no room for it.                                                *)
Enqueue(p) ==
  /\ state[p] = "enqueue"
  /\ IF Len(queue) = Capacity
     THEN answer' = Full /\ UNCHANGED queue
     ELSE answer' = None /\ queue' = Append(queue, p)
  /\ Return(p)

(* The dequeue of process p takes effect.                                  *)
Dequeue(p) ==
  /\ state[p] = "dequeue"
  /\ queue'  = IF queue = <<>> THEN queue ELSE Tail(queue)
  /\ answer' = First
  /\ Return(p)

(* Process p looks at the first element, or whether there is one.          *)
Look(p) ==
  /\ state[p] = "look"
  /\ answer' = First
  /\ UNCHANGED queue
  /\ Return(p)

Next == \E p \in Proc : Call(p) \/ Enqueue(p) \/ Dequeue(p) \/ Look(p)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

TypeOK ==
  /\ queue  \in Seq(Proc)
  /\ Len(queue) <= Capacity
  /\ state  \in [Proc -> {"idle", "enqueue", "dequeue", "look"}]
  /\ answer \in Proc \union {None, Full}

(* What comes comes last, and what goes was first.                         *)
FirstInFirstOut ==
  [][\/ queue' = queue
     \/ \E p \in Proc : queue' = Append(queue, p)
     \/ queue # <<>> /\ queue' = Tail(queue) /\ answer' = Head(queue)]_vars

=============================================================================
