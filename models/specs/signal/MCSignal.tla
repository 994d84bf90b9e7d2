------------------------------ MODULE MCSignal ------------------------------
(***************************************************************************)
(* No bounds are needed: one waiter, one raiser, one shot.                 *)
(***************************************************************************)
EXTENDS Signal

(* Witnesses, which must be violated: the waiter is blocked while the      *)
(* signal is raised already; a permit is left over.                        *)
NeverParked   == ~ (waiter = "parked" /\ word = "raised")
NeverLeftOver == ~ (waiter = "returned" /\ permit)

=============================================================================
