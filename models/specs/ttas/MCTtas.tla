------------------------------- MODULE MCTtas -------------------------------
(***************************************************************************)
(* N = 3 gives a holder and two that compete for its place; a fourth       *)
(* process only competes with them.                                        *)
(***************************************************************************)
EXTENDS Ttas

(* Witnesses, which must be violated: two wait for a holder; one that saw  *)
(* the word clear comes too late.                                          *)
NeverContended ==
  ~ \E p \in Proc : pc[p] = "holding" /\ \A q \in Proc \ {p} : pc[q] = "waiting"

NeverLate ==
  ~ \E p \in Proc : held /\ pc[p] = "near"

=============================================================================
