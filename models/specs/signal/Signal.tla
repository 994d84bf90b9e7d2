------------------------------- MODULE Signal -------------------------------
(***************************************************************************)
(* The wait policy of the local locks, as in dev.lockproof.local.Signal:   *)
(* one waiter spins, then publishes its thread and parks; it may give up,  *)
(* and then another may wait in its place; one raiser raises and unparks   *)
(* the published thread.  Each action is one atomic step of that class and *)
(* carries the label it has there; Spin stands for both kinds of spinning, *)
(* as yielding is no step of the algorithm.                                *)
(*                                                                         *)
(* LockSupport gives each thread one permit: unpark makes it available,    *)
(* park consumes it or blocks.  Park may also return for no reason, or by  *)
(* an interrupt, or with a permit left over from something else.           *)
(***************************************************************************)
VARIABLES
  word,    \* the state word: "empty", "thread" (published) or "raised"
  permit,  \* is the waiter's permit available?
  waiter,  \* "spinning", "reading", "parking", "parked" or "returned"
  raiser   \* "away", "raised" (and about to unpark) or "done"

vars == <<word, permit, waiter, raiser>>

Init ==
  /\ word   = "empty"
  /\ permit \in BOOLEAN
  /\ waiter = "spinning"
  /\ raiser = "away"

(* A spinning waiter sees the signal raised.                               *)
Spin ==
  /\ waiter = "spinning"
  /\ word = "raised"
  /\ waiter' = "returned"
  /\ UNCHANGED <<word, permit, raiser>>

(* The waiter publishes its thread by compare-and-set; a failure means     *)
(* that the signal is raised.                                              *)
Publish ==
  /\ waiter = "spinning"
  /\ IF word = "empty"
     THEN word' = "thread" /\ waiter' = "reading"
     ELSE word' = word     /\ waiter' = "returned"
  /\ UNCHANGED <<permit, raiser>>

(* The waiter reads the state word before it parks, and again after.       *)
Read ==
  /\ waiter = "reading"
  /\ waiter' = IF word = "raised" THEN "returned" ELSE "parking"
  /\ UNCHANGED <<word, permit, raiser>>

(* The waiter calls park: it consumes the permit or blocks.                *)
Park ==
  /\ waiter = "parking"
  /\ waiter' = IF permit THEN "reading" ELSE "parked"
  /\ permit' = FALSE
  /\ UNCHANGED <<word, raiser>>

(* The waiter gives up: its time is over, or it was interrupted.  If the   *)
(* signal was raised meanwhile, it looks again; else another waiter comes, *)
(* which may have a permit or not.                                         *)
Withdraw ==
  /\ waiter = "parking"
  /\ IF word = "thread"
     THEN word' = "empty" /\ waiter' = "spinning" /\ permit' \in BOOLEAN
     ELSE waiter' = "reading" /\ UNCHANGED <<word, permit>>
  /\ UNCHANGED raiser

(* The permit is there: park returns.                                      *)
Wake ==
  /\ waiter = "parked"
  /\ permit
  /\ waiter' = "reading"
  /\ permit' = FALSE
  /\ UNCHANGED <<word, raiser>>

(* Park returns for no reason, or because of an interrupt.                 *)
SpuriousWake ==
  /\ waiter = "parked"
  /\ waiter' = "reading"
  /\ UNCHANGED <<word, permit, raiser>>

(* The raiser exchanges the state word; it unparks if that yields a thread.*)
Raise ==
  /\ raiser = "away"
  /\ word'   = "raised"
  /\ raiser' = IF word = "thread" THEN "raised" ELSE "done"
  /\ UNCHANGED <<permit, waiter>>

(* The raiser unparks the thread; it may have returned already, and then   *)
(* the permit is left over for its next park.                              *)
Unpark ==
  /\ raiser = "raised"
  /\ raiser' = "done"
  /\ permit' = TRUE
  /\ UNCHANGED <<word, waiter>>

Next ==
  \/ Spin \/ Publish \/ Read \/ Park \/ Withdraw \/ Wake \/ SpuriousWake
  \/ Raise \/ Unpark

(* Both threads are scheduled; but nobody is obliged to raise or give up,  *)
(* and nothing wakes for no reason when that would help.                   *)
Fairness == WF_vars(Spin \/ Publish \/ Read \/ Park \/ Wake) /\ WF_vars(Unpark)

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ word   \in {"empty", "thread", "raised"}
  /\ permit \in BOOLEAN
  /\ waiter \in {"spinning", "reading", "parking", "parked", "returned"}
  /\ raiser \in {"away", "raised", "done"}

(* await returns only after raise, and so sees what precedes it.           *)
ReturnsOnlyRaised == waiter = "returned" => word = "raised"

(* No wake-up is lost: once the signal is raised, the waiter returns.      *)
NoLostWakeup == word = "raised" ~> waiter = "returned"

=============================================================================
