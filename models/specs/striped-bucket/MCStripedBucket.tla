--------------------------- MODULE MCStripedBucket ---------------------------
(***************************************************************************)
(* A stripe draws two permits, of which it keeps one.  Of a burst of four  *)
(* the bucket then has three: a draw, and one more for who finds the       *)
(* stripe drawing.  Three units come in each tick, of which a permit needs *)
(* two; two ticks fill the bucket, while the stripe keeps what it has.     *)
(* Two processes: one that draws, and one that meanwhile asks the bucket.  *)
(* Two stripes and three processes are in the large model only.            *)
(***************************************************************************)
EXTENDS StripedBucket

(* Witnesses, which must be violated: the burst is reached; somebody comes *)
(* too late for a permit of its stripe; somebody is refused while another  *)
(* holds what it wants.                                                    *)
NeverBurst   == Heaviest(log) < Burst * Cost
NeverLate    == \A p \in Proc : pc[p] = "serving" => word[stripe[p]] = held[p]
NeverRefused == \A p, q \in Proc : ~ (Refuses(p) /\ pc[q] = "filling" /\ held[q] > 0)

=============================================================================
