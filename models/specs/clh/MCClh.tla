------------------------------- MODULE MCClh --------------------------------
(***************************************************************************)
(* N = 3 gives a holder, a waiter, and a waiter behind it (or a tryLock    *)
(* that races with both); a fourth process only makes the queue longer.    *)
(***************************************************************************)
EXTENDS Clh

(* Witnesses, which must be violated: two wait behind a holder; a tryLock  *)
(* that saw the lock free comes too late.                                  *)
NeverThreeQueued ==
  ~ \E p \in Proc : pc[p] = "holding" /\ Len(queue) = 3

NeverOvertaken ==
  ~ \E p \in Proc : pc[p] = "trying" /\ tail # pred[p]

=============================================================================
