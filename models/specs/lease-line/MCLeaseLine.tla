----------------------------- MODULE MCLeaseLine -----------------------------
(***************************************************************************)
(* Two waiters in one process and one in another, or all in one.           *)
(***************************************************************************)
EXTENDS LeaseLine

TwoProcesses == <<1, 1, 2>>
OneProcess   == <<1, 1, 1>>

(* Witnesses, which must be violated: the lease is free while both first   *)
(* of their lines rest and wait for news; two ask at a time; who was about *)
(* to ask has given up, and another waits behind it.                       *)
NeverBothRest  == ~ (holder = 0 /\ \A p \in Process :
                       Waits(p) /\ first[p] = "rest" /\ rests[p] /\ ear[p] = "yes")
NeverTwoAsk    == ~ \A p \in Process : first[p] = "ask"
NeverLeftAlone == \A w \in Waiter :
                    ~ (pc[w] = "gone" /\ holder = 0 /\ ~ rests[Home[w]] /\ Waits(Home[w])
                         /\ ear[Home[w]] = "yes" /\ ~ news[Home[w]]
                         /\ first[Home[w]] = "rest")

=============================================================================
