------------------------------- MODULE Mutex --------------------------------
(***************************************************************************)
(* The abstract lock: what any lock of this project may do, and no more.   *)
(* A process asks for the lock with lock or tryLock, enters when nobody    *)
(* holds it, and leaves.  Nothing is said about who enters first.          *)
(***************************************************************************)
CONSTANT Proc  \* the processes

VARIABLE state \* of each process: "idle", "waiting" or "holding"

Init == state = [p \in Proc |-> "idle"]

Free == \A p \in Proc : state[p] # "holding"

(* Process p calls lock.                                                   *)
Ask(p) ==
  /\ state[p] = "idle"
  /\ state' = [state EXCEPT ![p] = "waiting"]

(* Process p enters: it waited, or its tryLock succeeds.                   *)
Enter(p) ==
  /\ state[p] \in {"idle", "waiting"}
  /\ Free
  /\ state' = [state EXCEPT ![p] = "holding"]

(* Process p calls unlock.                                                 *)
Exit(p) ==
  /\ state[p] = "holding"
  /\ state' = [state EXCEPT ![p] = "idle"]

Next == \E p \in Proc : Ask(p) \/ Enter(p) \/ Exit(p)

Spec == Init /\ [][Next]_state

-----------------------------------------------------------------------------

TypeOK == state \in [Proc -> {"idle", "waiting", "holding"}]

(* At most one process holds the lock.                                     *)
MutualExclusion ==
  \A p, q \in Proc : state[p] = "holding" /\ state[q] = "holding" => p = q

=============================================================================
