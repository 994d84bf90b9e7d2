--------------------------- MODULE MCAbortableClh ---------------------------
(***************************************************************************)
(* N = 3 gives a holder, a waiter that gives up, and a waiter behind it;   *)
(* whoever comes once more meets what the waiter has left behind.          *)
(***************************************************************************)
EXTENDS AbortableClh

OneComesAgain == <<2, 1, 1>>
AllComeAgain  == <<2, 2, 2>>

(* Witnesses, which must be violated: a waiter finds that its predecessor  *)
(* has given up; a tryLock finds its way over a node that was given up.    *)
NeverSkipped ==
  ~ \E p \in Proc :
      pc[p] = "waiting" /\ pred[p] \notin quiet /\ instead[pred[p]] # None

NeverPassed ==
  ~ \E p \in Proc : pc[p] = "trying" /\ tail \notin quiet /\ instead[tail] # None

=============================================================================
