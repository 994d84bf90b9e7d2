--------------------------- MODULE MCReciprocating --------------------------
(***************************************************************************)
(* N = 3 gives a holder, a waiter, and one that arrives after the waiter,  *)
(* enters before it and comes again; and a batch whose last detaches the   *)
(* next one.                                                               *)
(***************************************************************************)
EXTENDS Reciprocating

(* Witnesses, which must be violated: a waiter is overtaken; the last of a *)
(* batch detaches another.                                                 *)
NeverBypassed == \A p, q \in Proc : bypassed[p][q] = 0

NeverDetachedTwice ==
  ~ \E p \in Proc : pc[p] = "handing" /\ end = Locked

=============================================================================
