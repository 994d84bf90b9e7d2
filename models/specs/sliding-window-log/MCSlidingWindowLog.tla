------------------------ MODULE MCSlidingWindowLog -------------------------
(***************************************************************************)
(* Two processes, of which one finds what the other has done.  Three       *)
(* permits, so that a request may have to wait for some and not for all;   *)
(* a length of three ticks, so that permits of several moments count; time *)
(* for two lengths, after which nothing of the first is left.              *)
(***************************************************************************)
EXTENDS SlidingWindowLog, TLC

Sorted(s) == \A i \in 2 .. Len(s) : s[i - 1] <= s[i]

(* All states, reachable or not, in which the ring has the permits of the  *)
(* log in order of time, and one process at most is inside.                *)
Rings(t) == {s \in UNION {[1 .. n -> 0 .. t] : n \in 0 .. Limit} : Sorted(s)}

InductiveInit ==
  /\ now    \in 0 .. MaxTime
  /\ latest \in 0 .. now
  /\ ring   \in Rings(latest)
  /\ log    = [i \in DOMAIN ring |-> [at |-> ring[i], units |-> Length]]
  /\ pc     \in {f \in [Proc -> {"outside", "inside"}] :
                   \A p, q \in Proc : f[p] = "inside" /\ f[q] = "inside" => p = q}
  /\ want   \in [Proc -> 0 .. Limit]
  /\ \A p \in Proc :
       IF pc[p] = "outside"
       THEN want[p] = 0
       ELSE want[p] > 0 /\ \A i \in DOMAIN ring : Counts(ring[i], latest)

Young(s) == SelectSeq(s, LAMBDA time : Counts(time, latest))

(* The invariant, which each step from there has to keep: the ring is in   *)
(* order, and has every permit of the log that counts.                     *)
Inductive ==
  /\ Sorted(ring)
  /\ Len(ring) <= Limit
  /\ \A time \in 0 .. latest : Counts(time, latest) =>
       Len(SelectSeq(ring, LAMBDA t : t = time)) * Length
         = L!Units(SelectSeq(log, LAMBDA e : e.at = time), 1)

OneStep == TLCGet("level") < 2

(* Witnesses, which must be violated: somebody is refused; somebody gets   *)
(* permits although others count; more than the limit in a longer window.  *)
NeverRefused == \A p \in Proc : ~ Refuses(p)
NeverAdded   == \A i \in 3 .. Len(log) : ~ Counts(log[i - 1].at, log[i].at)
NeverMoved   == Len(log) < 3 \/ Permits(log, 1) <= Limit

=============================================================================
