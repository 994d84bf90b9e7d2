------------------------------- MODULE MCMcs --------------------------------
(***************************************************************************)
(* N = 3 gives a holder that unlocks, a successor that has not linked      *)
(* itself yet, and a waiter behind it.                                     *)
(***************************************************************************)
EXTENDS Mcs

(* Witnesses, which must be violated: two wait behind a holder; an unlock  *)
(* goes before its successor has linked itself.                            *)
NeverThreeQueued ==
  ~ \E p \in Proc : pc[p] = "holding" /\ Len(queue) = 3

NeverGone ==
  ~ \E p \in Proc : pc[p] = "linking" /\ next[pred[p]] = Gone

=============================================================================
