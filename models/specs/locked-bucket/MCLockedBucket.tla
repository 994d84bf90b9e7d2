--------------------------- MODULE MCLockedBucket ---------------------------
(***************************************************************************)
(* Two processes, of which one finds what the other has done.  The first   *)
(* setting is larger and slower, so that a change takes away from a full   *)
(* bucket, and brings more from then on; there are changes back and forth. *)
(* Half a permit comes in each tick at one setting, and a permit and a     *)
(* half at the other, so that fractions matter.                            *)
(***************************************************************************)
EXTENDS LockedBucket, TLC

(* All states, reachable or not, in which the level is what the window     *)
(* that leaves least leaves, and one process at most is inside.            *)
InductiveInit ==
  /\ now     \in 0 .. MaxTime
  /\ latest  \in 0 .. now
  /\ setting \in 1 .. 2
  /\ level   \in 0 .. Capacity(setting)
  /\ came    = 0
  /\ log     = <<[at |-> latest, units |-> Capacity(setting) - level,
                  came |-> 0, most |-> Capacity(setting)]>>
  /\ pc      \in {f \in [Proc -> {"outside", "inside"}] :
                    \A p, q \in Proc : f[p] = "inside" /\ f[q] = "inside" => p = q}
  /\ want    \in {f \in [Proc -> -1 .. Permits(setting)] :
                    \A p \in Proc : pc[p] = "outside" <=> f[p] = -1}
  /\ changes = 0

OneStep == TLCGet("level") < 2

(* Witnesses, which must be violated: somebody is refused; a change takes  *)
(* away what is above the new burst; a larger burst fills up; a fraction   *)
(* of a permit is left.                                                    *)
NeverRefused  == \A p \in Proc : ~ Refuses(p)
NeverCut      == ~ \E p \in Proc :
                   /\ pc[p] = "inside" /\ want[p] = 0
                   /\ level > Capacity(3 - setting)
NeverGrown    == changes < 2 \/ level <= Capacity(2)
NeverFraction == level % Cost = 0

=============================================================================
