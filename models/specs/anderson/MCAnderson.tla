----------------------------- MODULE MCAnderson -----------------------------
(***************************************************************************)
(* N = 3 gives a holder, a waiter, and a waiter behind it, which with two  *)
(* slots shares the holder's.  Four tickets is the least that tells three  *)
(* from none, and lets the numbers wrap soon and often.                    *)
(***************************************************************************)
EXTENDS Anderson

(* Witnesses, which must be violated: two wait behind a holder, one of     *)
(* them at the holder's slot; numbers have gone round since a tryLock read *)
(* one, and its ticket is not up yet.                                      *)
NeverShared ==
  ~ \E p, q \in Proc : /\ pc[p] = "holding" /\ pc[q] = "waiting" /\ Len(queue) = 3
                      /\ SlotOf(ticket[p]) = SlotOf(ticket[q])

NeverWrapped ==
  ~ \E p \in Proc : /\ pc[p] = "trying" /\ next = ticket[p]
                   /\ served[SlotOf(next)] # next

=============================================================================
