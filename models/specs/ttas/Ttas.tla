-------------------------------- MODULE Ttas --------------------------------
(***************************************************************************)
(* The test-and-test-and-set lock of Rudolph and Segall (1984), as in      *)
(* dev.lockproof.local.TtasLock.  Each action is one atomic step of that   *)
(* class and carries the label it has there.  Backing off is no step.      *)
(***************************************************************************)
EXTENDS Naturals

CONSTANT N  \* the number of processes

Proc == 1 .. N

VARIABLES
  held,  \* the word: is the lock held?
  pc     \* "idle"; "waiting" or "near" in lock; "trying"; "holding"

vars == <<held, pc>>

Init ==
  /\ held = FALSE
  /\ pc   = [p \in Proc |-> "idle"]

(* Process p calls lock.                                                   *)
Ask(p) ==
  /\ pc[p] = "idle"
  /\ pc' = [pc EXCEPT ![p] = "waiting"]
  /\ UNCHANGED held

(* Process p sees the word clear.  A tryLock that sees it set has failed.  *)
Look(p) ==
  /\ pc[p] \in {"idle", "waiting"}
  /\ ~ held
  /\ pc' = [pc EXCEPT ![p] = IF @ = "idle" THEN "trying" ELSE "near"]
  /\ UNCHANGED held

(* Process p sets the word.  If it was clear p has entered; else lock      *)
(* looks again, and tryLock has failed.                                    *)
Swap(p) ==
  /\ pc[p] \in {"near", "trying"}
  /\ held' = TRUE
  /\ pc'   = [pc EXCEPT ![p] = IF ~ held      THEN "holding"
                               ELSE IF @ = "near" THEN "waiting"
                               ELSE "idle"]

(* Process p clears the word.                                              *)
Exit(p) ==
  /\ pc[p] = "holding"
  /\ held' = FALSE
  /\ pc'   = [pc EXCEPT ![p] = "idle"]

Next == \E p \in Proc : Ask(p) \/ Look(p) \/ Swap(p) \/ Exit(p)

(* Whoever waits is scheduled, and holders unlock.                         *)
Fairness ==
  \A p \in Proc :
    /\ WF_vars(pc[p] = "waiting" /\ Look(p))
    /\ WF_vars(pc[p] = "near" /\ Swap(p))
    /\ WF_vars(Exit(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ held \in BOOLEAN
  /\ pc   \in [Proc -> {"idle", "waiting", "near", "trying", "holding"}]

(* This algorithm implements the abstract lock.  A tryLock that has not    *)
(* entered yet leaves no trace there.                                      *)
M == INSTANCE Mutex WITH
  state <- [p \in Proc |-> IF pc[p] = "trying" THEN "idle"
                           ELSE IF pc[p] = "near" THEN "waiting"
                           ELSE pc[p]]

(* While processes wait, some process enters.                              *)
DeadlockFreedom ==
  (\E p \in Proc : pc[p] \in {"waiting", "near"})
    ~> (\E p \in Proc : pc[p] = "holding")

MutualExclusion == M!MutualExclusion

Refinement == M!Spec

=============================================================================
