------------------------------ MODULE MCTicket ------------------------------
(***************************************************************************)
(* N = 3 gives a holder, a waiter, and a waiter behind it (or a tryLock    *)
(* that races with both).  Four tickets is the least that tells three from *)
(* none, and lets the numbers wrap soon and often.                         *)
(***************************************************************************)
EXTENDS Ticket

(* Witnesses, which must be violated: two wait behind a holder; numbers    *)
(* have gone round since a tryLock read one, and its ticket is not up yet. *)
NeverThreeQueued ==
  ~ \E p \in Proc : pc[p] = "holding" /\ Len(queue) = 3

NeverWrapped ==
  ~ \E p \in Proc : pc[p] = "trying" /\ next = ticket[p] /\ serving # ticket[p]

=============================================================================
