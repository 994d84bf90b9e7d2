------------------------ MODULE MCRedisFencedLeases -------------------------
(***************************************************************************)
(* Two clients and two attempts make a holder and its successor.  A        *)
(* time-to-live of three leaves room for a shorter renewal, and for a      *)
(* drift within that.  The order of accesses needs no renewals, and the    *)
(* leases do not need the resource.  A repeated request matters by the     *)
(* time-to-live that it asks for, so that clocks can be exact there.       *)
(***************************************************************************)
EXTENDS RedisFencedLeases, TLC

Symmetry == Permutations(Client)

NeverWorking(c) == FALSE

(* Witness, which must be violated: a client holds the lease while another *)
(* still waits for the renewal of its own.                                 *)
NeverTakenOver ==
  ~ \E c, d \in Client : Held(c) /\ pc[d] = "renewing" /\ ~ Held(d)

=============================================================================
