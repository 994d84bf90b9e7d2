------------------------ MODULE MCRedisSlidingWindow ------------------------
(***************************************************************************)
(* Three permits, so that a request may have to wait for some and not for  *)
(* all; a length of three ticks, so that permits of several moments count; *)
(* permits counted modulo four, the least that works.  Keys expire in      *)
(* units of two ticks, one later than they have to: so a list of the first *)
(* tick is gone after eight.                                               *)
(***************************************************************************)
EXTENDS RedisSlidingWindow, TLC

(* All states, reachable or not, in which the invariant holds.             *)
Lists(t) ==
  UNION {[1 .. n -> [at : 0 .. t, before : 0 .. Wrap - 1, permits : 1 .. Limit]] :
           n \in 0 .. Limit}

InductiveInit ==
  /\ now     \in 0 .. MaxTime
  /\ entries \in Lists(now)
  /\ log     = [i \in DOMAIN entries |->
                  [at |-> entries[i].at, units |-> entries[i].permits * Length]]
  /\ Inductive

OneStep == TLCGet("level") < 2

(* Witnesses, which must be violated: somebody is refused; permits are     *)
(* admitted while others count; the numbers start again at zero; a key     *)
(* expires; the clock goes back between two requests.                      *)
NeverRefused == \A permits \in 1 .. Limit : ~ Refused(now, permits)
NeverAdded   == \A i \in 3 .. Len(log) : ~ W!Counts(log[i - 1].at, log[i].at)
NeverWraps   == \A i \in 2 .. Len(entries) : entries[i - 1].before <= entries[i].before
NeverExpired == ~ (entries = <<>> /\ Len(log) > 1)
NeverBack    == entries = <<>> \/ Newest.at <= Max(0, now - Skew)

=============================================================================
