-------------------------------- MODULE Tas ---------------------------------
(***************************************************************************)
(* The test-and-set lock, as in dev.lockproof.local.TasLock.  Each action  *)
(* is one atomic step of that class and carries the label it has there.    *)
(***************************************************************************)
EXTENDS Naturals

CONSTANT N  \* the number of processes

Proc == 1 .. N

VARIABLES
  held,  \* the word: is the lock held?
  pc     \* "idle", "waiting" or "holding"

vars == <<held, pc>>

Init ==
  /\ held = FALSE
  /\ pc   = [p \in Proc |-> "idle"]

(* Process p calls lock.                                                   *)
Ask(p) ==
  /\ pc[p] = "idle"
  /\ pc' = [pc EXCEPT ![p] = "waiting"]
  /\ UNCHANGED held

(* Process p, in lock or tryLock, sets the word and finds that it was      *)
(* clear.  If it was set, nothing has changed.                             *)
Swap(p) ==
  /\ pc[p] \in {"idle", "waiting"}
  /\ ~ held
  /\ held' = TRUE
  /\ pc'   = [pc EXCEPT ![p] = "holding"]

(* Process p clears the word.                                              *)
Exit(p) ==
  /\ pc[p] = "holding"
  /\ held' = FALSE
  /\ pc'   = [pc EXCEPT ![p] = "idle"]

Next == \E p \in Proc : Ask(p) \/ Swap(p) \/ Exit(p)

(* Whoever waits is scheduled, and holders unlock.                         *)
Fairness ==
  \A p \in Proc : WF_vars(pc[p] = "waiting" /\ Swap(p)) /\ WF_vars(Exit(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ held \in BOOLEAN
  /\ pc   \in [Proc -> {"idle", "waiting", "holding"}]

(* This algorithm implements the abstract lock.                            *)
M == INSTANCE Mutex WITH state <- pc

(* While processes wait, some process enters.                              *)
DeadlockFreedom ==
  (\E p \in Proc : pc[p] = "waiting") ~> (\E p \in Proc : pc[p] = "holding")

MutualExclusion == M!MutualExclusion

Refinement == M!Spec

=============================================================================
