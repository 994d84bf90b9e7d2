--------------------------- MODULE MCLeaseKeeper ----------------------------
(***************************************************************************)
(* A time-to-live of eight ticks has five attempts.  Two leases share a    *)
(* request, or four of which one hangs, which needs two splits in half to  *)
(* be alone.  All attempts to renew for the first time come before the     *)
(* bound of six ticks; nine and more have those of a second time.          *)
(***************************************************************************)
EXTENDS LeaseKeeper

(* Witnesses, which must be violated: an attempt fails and a later one     *)
(* does not; a request is split; a lease is let go; a renewal reaches the  *)
(* store after the release.                                                *)
NeverRecovered ==
  \A l \in Lease, r \in requests : asked[l] > 1 => ~ r.done \/ l \notin r.leases
NeverSplit     == \A l \in Lease : Size(l) > 1
NeverLetGo     == \A l \in Lease : pc[l] # "let go"
NeverLate      == \A l \in Lease : pc[l] = "released" => ttl[l] < TTL

=============================================================================
