--------------------------- MODULE MCKeyedLimiter ---------------------------
(***************************************************************************)
(* Two processes, of which one finds what the other has done; two keys,    *)
(* for one of which there is room, so that they push each other out.  Two  *)
(* thirds of a permit come in each tick, so that fractions matter.         *)
(***************************************************************************)
EXTENDS KeyedLimiter, TLC

(* All states, reachable or not, in which each bucket misses what the      *)
(* heaviest window of its key has, and one process at most is inside.      *)
InductiveInit ==
  /\ now    \in 0 .. MaxTime
  /\ latest \in 0 .. now
  /\ full   \in [Key -> {-1} \union (0 .. (latest * Gain + Capacity))]
  /\ RoomBound
  /\ logs   = [k \in Key |-> <<[at |-> latest, units |-> Missing(k)]>>]
  /\ pc     \in {[p \in Proc |-> IF p = q THEN "inside" ELSE "outside"] : q \in 0 .. 1}
  /\ key    \in [Proc -> 0 .. Keys]
  /\ want   \in [Proc -> -1 .. Burst]
  /\ \A p \in Proc :
       IF pc[p] = "outside" THEN key[p] = 0 /\ want[p] = -1 ELSE key[p] > 0 /\ want[p] >= 0

OneStep == TLCGet("level") < 2

(* Witnesses, which must be violated: somebody is refused; there is no     *)
(* room; a key that was admitted is forgotten; a fraction of a permit is   *)
(* left.                                                                   *)
NeverRefused   == \A p \in Proc : ~ Refuses(p)
NeverExcluded  == \A p \in Proc : ~ Excludes(p)
NeverForgotten == \A k \in Key \ Kept : Len(logs[k]) = 1
NeverFraction  == \A k \in Kept : full[k] % Cost = 0

=============================================================================
