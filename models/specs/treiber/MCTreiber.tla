----------------------------- MODULE MCTreiber ------------------------------
(***************************************************************************)
(* N = 2: what disturbs a process is that the top has moved, whoever moved *)
(* it.  M = 3: a process holds one node back while another pops the two    *)
(* below and pushes again, which is what a recycled node needs to be taken *)
(* for its former self.                                                    *)
(***************************************************************************)
EXTENDS Treiber

(* Witnesses, which must be violated: the top moves before a push; before  *)
(* a pop, whose node is out of the stack then and still not free.          *)
NeverDisturbed ==
  ~ \E p \in Proc : pc[p] = "pushing" /\ top # heap[node[p]].next

NeverHeldBack ==
  ~ \E p \in Proc : pc[p] = "popping" /\ first[p] \notin Closure({top})

(* Lock-free is less than starvation-free: must be violated.               *)
NeverStarved == \A p \in Proc : Busy(p) ~> ~Busy(p)

=============================================================================
