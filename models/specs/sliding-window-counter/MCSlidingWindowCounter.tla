---------------------- MODULE MCSlidingWindowCounter -----------------------
(***************************************************************************)
(* Two processes, of which one finds what the other has done.  Two permits *)
(* in each period of four ticks, so that half of the period before may     *)
(* count, and a quarter; time for three periods, as only two are counted.  *)
(***************************************************************************)
EXTENDS SlidingWindowCounter

(* Witnesses, which must be violated: somebody is refused; permits are     *)
(* admitted of which some of the period before leave room; a period is     *)
(* passed over.                                                            *)
NeverRefused == \A p \in Proc : ~ Refuses(p)
NeverShared  == previous = 0 \/ current = 0
NeverPassed  == ~ (start > Length /\ previous = 0 /\ Len(log) > 1)

=============================================================================
