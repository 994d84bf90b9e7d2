--------------------------- MODULE MCLeasedTokens ---------------------------
(***************************************************************************)
(* Two nodes that draw two permits each from a bucket of three, at one     *)
(* each two ticks; a stay of two ticks brings one, by which the bucket is  *)
(* smaller than the burst.  Four ticks are two stays.        *)
(***************************************************************************)
EXTENDS LeasedTokens

(* Witnesses, which must be violated: a window has more than the bucket    *)
(* holds; an answer is lost; a stay ends; the bucket is empty.             *)
NeverMore    == Heaviest(log) <= InBucket
NeverLost    == owed = Sum(left, N) + Sum(drawn, N)
NeverExpired == \A p \in Node : left[p] = 0 \/ now < end[p]
NeverRefused == Cost <= Available

=============================================================================
