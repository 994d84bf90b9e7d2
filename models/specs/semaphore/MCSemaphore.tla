----------------------------- MODULE MCSemaphore -----------------------------
(***************************************************************************)
(* Two permits, and one process that wants both: it is served only if      *)
(* those that want one do not overtake it, and when it gives up those      *)
(* behind it must be served.  A fourth process waits behind a waiter.      *)
(***************************************************************************)
EXTENDS Semaphore

OneOneTwo    == <<1, 1, 2>>
OneOneTwoTwo == <<1, 1, 2, 2>>

(* Witnesses, which must be violated: somebody that gives up has been      *)
(* served meanwhile; one release is enough for two waiters; the first      *)
(* waiter keeps one waiting for whom there are permits.                    *)
NeverServedLate == ~ \E p \in Proc : pc[p] = "leaving" /\ p \in raised

NeverServesTwo ==
  [][~ \E p \in Proc : pc[p] = "serving" /\ pc'[p] = "serving" /\ raised # {}
                       /\ raised' # raised]_vars

NeverHeldUp == ~
  /\ Len(queue) > 1
  /\ permits < Wants[queue[1]] /\ permits >= Wants[queue[2]]
  /\ \A p \in Proc : pc[p] \notin {"giving", "serving"}

=============================================================================
