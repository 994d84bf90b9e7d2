------------------------------- MODULE Ticket -------------------------------
(***************************************************************************)
(* The ticket lock of Reed and Kanodia (1979) and of Mellor-Crummey and    *)
(* Scott (1991), with tryLock, as in dev.lockproof.local.TicketLock.  Each *)
(* action is one atomic step of that class and carries the label it has    *)
(* there.  Numbers wrap, as they do there.                                 *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  N,       \* the number of processes
  Tickets  \* the number of tickets, after which they start again

ASSUME N < Tickets

Proc   == 1 .. N
Number == 0 .. Tickets - 1

VARIABLES
  next,     \* the ticket to be drawn next
  serving,  \* the ticket that may enter, or has
  ticket,   \* the ticket that each process has drawn, or has seen served
  pc,       \* "idle", "waiting", "trying" or "holding"
  queue     \* history: the processes that wait or hold, in order of entry

vars == <<next, serving, ticket, pc, queue>>

After(n) == (n + 1) % Tickets

Init ==
  /\ next    = 0
  /\ serving = 0
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
  /\ UNCHANGED serving

(* Process p sees its ticket served and enters.                            *)
Enter(p) ==
  /\ pc[p] = "waiting"
  /\ serving = ticket[p]
  /\ ticket' = [ticket EXCEPT ![p] = 0]
  /\ pc'     = [pc EXCEPT ![p] = "holding"]
  /\ UNCHANGED <<next, serving, queue>>

(* Process p calls tryLock and reads which ticket is served.               *)
TryRead(p) ==
  /\ pc[p] = "idle"
  /\ ticket' = [ticket EXCEPT ![p] = serving]
  /\ pc'     = [pc EXCEPT ![p] = "trying"]
  /\ UNCHANGED <<next, serving, queue>>

(* Process p draws the ticket that it saw served, if it is the next one,   *)
(* and enters when it is served still; if it is not, tryLock has failed.   *)
TryDraw(p) ==
  /\ pc[p] = "trying"
  /\ IF next = ticket[p]
     THEN /\ next'   = After(next)
          /\ pc'     = [pc EXCEPT ![p] = "waiting"]
          /\ queue'  = Append(queue, p)
          /\ UNCHANGED <<serving, ticket>>
     ELSE /\ ticket' = [ticket EXCEPT ![p] = 0]
          /\ pc'     = [pc EXCEPT ![p] = "idle"]
          /\ UNCHANGED <<next, serving, queue>>

(* Process p serves the next ticket.                                       *)
Exit(p) ==
  /\ pc[p] = "holding"
  /\ serving' = After(serving)
  /\ pc'      = [pc EXCEPT ![p] = "idle"]
  /\ queue'   = SelectSeq(queue, LAMBDA q : q # p)
  /\ UNCHANGED <<next, ticket>>

Next == \E p \in Proc :
  Draw(p) \/ Enter(p) \/ TryRead(p) \/ TryDraw(p) \/ Exit(p)

(* Whoever may enter is scheduled, and holders unlock.                     *)
Fairness == \A p \in Proc : WF_vars(Enter(p)) /\ WF_vars(Exit(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ next    \in Number
  /\ serving \in Number
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
