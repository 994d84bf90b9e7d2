------------------------------ MODULE MCHandOff ------------------------------
(***************************************************************************)
(* N = 3 gives a holder that signals, a waiter that gives up, and a waiter *)
(* behind it, which the lock or the signal must reach then.  Two holds are *)
(* the least that a wait could forget; two signals wake two waiters.       *)
(***************************************************************************)
EXTENDS HandOff

(* Witnesses, which must be violated: a signal finds a waiter that has     *)
(* given up, and has not the lock again yet; one that held the lock twice  *)
(* waits; one leaves the queue of the lock that has another behind it.     *)
NeverGaveUpFirst ==
  ~ \E p, q \in Proc :
      pc[p] = "returning" /\ waiters # <<>> /\ Head(waiters) = p /\ pc[q] = "holding"

NeverKeptTwo == ~ \E p \in Proc : kept[p] = 2

NeverLeftBetween ==
  [][~ \E p \in Proc :
        pc[p] = "waiting" /\ pc'[p] = "idle" /\ queue[Len(queue)] # p]_vars

=============================================================================
