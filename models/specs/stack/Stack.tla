------------------------------- MODULE Stack --------------------------------
(***************************************************************************)
(* The abstract stack: what any stack of this project may do, and no more. *)
(* An operation takes effect in one step, at some moment of its call; that *)
(* is what linearizable means.  Each process pushes its own name.          *)
(***************************************************************************)
EXTENDS Sequences

CONSTANTS
  Proc,   \* the processes
  None    \* no element: what pop and peek answer when the stack is empty

VARIABLES
  stack,  \* the elements, the one pushed last first
  state,  \* of each process: "idle", "push" or "pop"
  answer  \* what the last operation to take effect answered

vars == <<stack, state, answer>>

Init ==
  /\ stack  = <<>>
  /\ state  = [p \in Proc |-> "idle"]
  /\ answer = None

Top == IF stack = <<>> THEN None ELSE Head(stack)

(* Process p calls push or pop.                                            *)
Call(p) ==
  /\ state[p] = "idle"
  /\ \E operation \in {"push", "pop"} : state' = [state EXCEPT ![p] = operation]
  /\ UNCHANGED <<stack, answer>>

(* The push of process p takes effect.                                     *)
Push(p) ==
  /\ state[p] = "push"
  /\ stack'  = <<p>> \o stack
  /\ state'  = [state EXCEPT ![p] = "idle"]
  /\ answer' = None

(* The pop of process p takes effect, perhaps at once.                     *)
Pop(p) ==
  /\ state[p] \in {"idle", "pop"}
  /\ stack'  = IF stack = <<>> THEN stack ELSE Tail(stack)
  /\ state'  = [state EXCEPT ![p] = "idle"]
  /\ answer' = Top

(* Process p looks at the first element, or whether there is one.          *)
Look(p) ==
  /\ state[p] = "idle"
  /\ answer' = Top
  /\ UNCHANGED <<stack, state>>

Next == \E p \in Proc : Call(p) \/ Push(p) \/ Pop(p) \/ Look(p)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

TypeOK ==
  /\ stack  \in Seq(Proc)
  /\ state  \in [Proc -> {"idle", "push", "pop"}]
  /\ answer \in Proc \union {None}

(* What is pushed is on top, and lies on what was there before.            *)
LastInFirst ==
  [][\A p \in Proc : Push(p) => Head(stack') = p /\ Tail(stack') = stack]_vars

=============================================================================
