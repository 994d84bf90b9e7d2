---------------------------- MODULE MCThreeState ----------------------------
(***************************************************************************)
(* N = 2 gives a holder and a waiter, and the newcomer that enters before  *)
(* a waiter that was woken.  N = 3 gives a waiter behind a waiter, which   *)
(* must not be forgotten when the first of them enters.                    *)
(***************************************************************************)
EXTENDS ThreeState

(* Witnesses, which must be violated: two are parked behind a holder; one  *)
(* that was woken comes too late; an unlock finds that nobody waits any    *)
(* more; a permit is left over.                                            *)
NeverTwoParked ==
  ~ \E p \in Proc : pc[p] = "holding" /\ \A q \in Proc \ {p} : pc[q] = "parking"

NeverLate == ~ \E p \in Proc : pc[p] = "late"

NeverInVain == ~ \E p \in Proc : pc[p] = "clearing" /\ queue = <<>> /\ arrived = <<>>

NeverLeftOver == ~ \E p \in Proc : pc[p] = "idle" /\ p \in permits

=============================================================================
