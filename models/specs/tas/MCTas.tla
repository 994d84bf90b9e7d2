------------------------------- MODULE MCTas --------------------------------
(***************************************************************************)
(* N = 3 gives a holder and two that compete for its place; a fourth       *)
(* process only competes with them.                                        *)
(***************************************************************************)
EXTENDS Tas

(* A witness, which must be violated: two wait for a holder.               *)
NeverContended ==
  ~ \E p \in Proc : pc[p] = "holding" /\ \A q \in Proc \ {p} : pc[q] = "waiting"

=============================================================================
