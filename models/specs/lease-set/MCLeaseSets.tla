---------------------------- MODULE MCLeaseSets -----------------------------
(***************************************************************************)
(* Three callers, each of whom wants two of three resources: all circles   *)
(* of two and of three are there to be met.                                *)
(***************************************************************************)
EXTENDS LeaseSets, TLC

Pairs == 1 :> {1, 2} @@ 2 :> {2, 3} @@ 3 :> {1, 3}

(* Witnesses, which must be violated: somebody waits for one who waits for *)
(* another; one of several leases ends before all are there.               *)
NeverChained ==
  \A b, c \in Caller :
    ~ (Waits(b) /\ Waits(c) /\ owner[Least(Wants[b] \ got[b])] = c
         /\ owner[Least(Wants[c] \ got[c])] # Nobody)
NeverAgain == \A c \in Caller : pc[c] = "freeing" => goal[c] = "out"

=============================================================================
