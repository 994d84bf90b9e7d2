------------------------------ MODULE Anderson ------------------------------
(***************************************************************************)
(* The array lock of Anderson (1990), whose slots hold tickets as in the   *)
(* partitioned ticket lock of Dice (2011), with tryLock, as in             *)
(* dev.lockproof.local.AndersonLock.  Each action is one atomic step of    *)
(* that class and carries the label it has there.  Numbers wrap, as there. *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  N,       \* the number of processes
  Tickets, \* the number of tickets, after which they start again
  Slots    \* the number of slots

ASSUME N < Tickets /\ Tickets % Slots = 0 /\ Slots < Tickets

Proc   == 1 .. N
Number == 0 .. Tickets - 1
Slot   == 0 .. Slots - 1

VARIABLES
  next,     \* the ticket to be drawn next
  served,   \* in each slot the ticket of its own that was served last
  ticket,   \* the ticket that each process has drawn, or has seen served
  pc,       \* "idle", "waiting", "trying" or "holding"
  queue     \* history: the processes that wait or hold, in order of entry

vars == <<next, served, ticket, pc, queue>>

After(n)  == (n + 1) % Tickets
SlotOf(n) == n % Slots

Init ==
  /\ next    = 0
  /\ served  = [s \in Slot |-> 0]
  /\ ticket  = [p \in Proc |-> 0]
  /\ pc      = [p \in Proc |-> "idle"]
  /\ queue   = <<>>

(* Process p draws a ticket: the fetch-and-add.                            *)
Draw(p) ==
  /\ pc[p] = "idle"
  /\ ticket' = [ticket EXCEPT ![p] = next]
  /\ next'   = After(next)
  /\ pc'     = [pc EXCEPT ![p] = "waiting"]
  /\ queue'  = Append(queue, p)
  /\ UNCHANGED served

(* Process p finds its ticket in its slot and enters.                      *)
Enter(p) ==
  /\ pc[p] = "waiting"
  /\ served[SlotOf(ticket[p])] = ticket[p]
  /\ pc' = [pc EXCEPT ![p] = "holding"]
  /\ UNCHANGED <<next, served, ticket, queue>>

(* Process p calls tryLock, reads the next ticket, and finds that it is    *)
(* served; else tryLock has failed and nothing has changed.                *)
TryRead(p) ==
  /\ pc[p] = "idle"
  /\ served[SlotOf(next)] = next
  /\ ticket' = [ticket EXCEPT ![p] = next]
  /\ pc'     = [pc EXCEPT ![p] = "trying"]
  /\ UNCHANGED <<next, served, queue>>

(* Process p draws the ticket that it saw served, if it is the next one,   *)
(* and enters when it is served still; if it is not, tryLock has failed.   *)
TryDraw(p) ==
  /\ pc[p] = "trying"
  /\ IF next = ticket[p]
     THEN /\ next'   = After(next)
          /\ pc'     = [pc EXCEPT ![p] = "waiting"]
          /\ queue'  = Append(queue, p)
          /\ UNCHANGED <<served, ticket>>
     ELSE /\ ticket' = [ticket EXCEPT ![p] = 0]
          /\ pc'     = [pc EXCEPT ![p] = "idle"]
          /\ UNCHANGED <<next, served, queue>>

(* Process p puts the next ticket into the next slot.                      *)
Exit(p) ==
  /\ pc[p] = "holding"
  /\ LET following == After(ticket[p]) IN
     served' = [served EXCEPT ![SlotOf(following)] = following]
  /\ ticket' = [ticket EXCEPT ![p] = 0]
  /\ pc'     = [pc EXCEPT ![p] = "idle"]
  /\ queue'  = SelectSeq(queue, LAMBDA q : q # p)
  /\ UNCHANGED next

Next == \E p \in Proc :
  Draw(p) \/ Enter(p) \/ TryRead(p) \/ TryDraw(p) \/ Exit(p)

(* Whoever may enter is scheduled, and holders unlock.                     *)
Fairness == \A p \in Proc : WF_vars(Enter(p)) /\ WF_vars(Exit(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ next    \in Number
  /\ served  \in [Slot -> Number]
  /\ ticket  \in [Proc -> Number]
  /\ pc      \in [Proc -> {"idle", "waiting", "trying", "holding"}]
  /\ queue   \in Seq(Proc)

(* This algorithm implements the abstract lock.  A tryLock that has not    *)
(* drawn a ticket leaves no trace there.                                   *)
M == INSTANCE Mutex WITH
  state <- [p \in Proc |-> IF pc[p] = "trying" THEN "idle" ELSE pc[p]]

(* First come, first served: the holder is the first that drew a ticket.   *)
FirstComeFirstServed ==
  \A p \in Proc : pc[p] = "holding" => p = Head(queue)

(* Every process that waits enters.                                        *)
StarvationFreedom ==
  \A p \in Proc : pc[p] = "waiting" ~> pc[p] = "holding"

MutualExclusion == M!MutualExclusion

Refinement == M!Spec

=============================================================================
