--------------------------- MODULE MCMichaelScott ---------------------------
(***************************************************************************)
(* N = 2: what disturbs a process is that an end has moved, whoever moved  *)
(* it.  M = 3: the empty node and two more, with which another makes the   *)
(* head pass by a process and come back to the node that it has seen, if   *)
(* that is recycled.                                                       *)
(***************************************************************************)
EXTENDS MichaelScott

(* Witnesses, which must be violated: somebody else linked first; the head *)
(* has overtaken the tail; a node is out of the queue and still not free.  *)
NeverDisturbed ==
  ~ \E p \in Proc : pc[p] = "linking" /\ heap[seen[p]].next # None

NeverOvertaken == head # heap[tail].next

NeverHeldBack ==
  ~ \E p \in Proc : pc[p] = "taking" /\ seen[p] \notin Closure({head, tail})

(* Lock-free is less than starvation-free: must be violated.               *)
NeverStarved == \A p \in Proc : Busy(p) ~> ~Busy(p)

=============================================================================
