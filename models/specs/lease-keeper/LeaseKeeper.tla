---------------------------- MODULE LeaseKeeper -----------------------------
(***************************************************************************)
(* The renewal of the leases of one store, as in                           *)
(* dev.lockproof.lease.LeaseKeeper; each lease takes the steps of Keeping. *)
(* Time is discrete, durations are countdowns, and time may not pass what  *)
(* is due.                                                                 *)
(*                                                                         *)
(* A request has several leases, and it is answered for all or for none.   *)
(* The store hangs with the leases of Sick: a request with one of them is  *)
(* never answered.  The others are answered within the delay, unless they  *)
(* are lost, which may happen so often in a row.                           *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Lease,     \* the leases that are kept
  Sick,      \* those with which the store hangs
  TTL,       \* the time-to-live that the store counts
  Margin,    \* how much earlier a holder stops
  Third,     \* when to ask, after the last confirmed request was sent
  Twelfth,   \* when to ask again, after a request that is not confirmed
  AtMost,    \* how long to keep a lease
  Most,      \* how many leases a request may have
  Part,      \* into how many parts a request without an answer is split
  Smallest,  \* how often it may be split
  Many,      \* how many requests to split into what is in doubt
  Delay,     \* how long a request and its answer take at most
  Losses,    \* how many requests may be lost in a row
  Pausing,   \* may the keeper be paused when something is due?
  Releasing  \* do holders release their leases?

ASSUME Sick \subseteq Lease /\ Third < TTL - Margin

VARIABLES
  pc,        \* what each lease is: "kept", "let go", "released", "lost"
  left,      \* how long its holder will judge it to be held
  ttl,       \* how long the store will keep its key
  next,      \* when to ask for it next
  asked,     \* how often it was asked for since the latest confirmation
  spent,     \* history: how long it has been kept, or not been kept any more
  requests   \* the requests that may still be answered

vars == <<pc, left, ttl, next, asked, spent, requests>>

Validity == TTL - Margin

Init == \* Keep
  /\ pc       = [l \in Lease |-> "kept"]
  /\ left     = [l \in Lease |-> Validity]
  /\ ttl      = [l \in Lease |-> TTL]
  /\ next     = [l \in Lease |-> Third]
  /\ asked    = [l \in Lease |-> 0]
  /\ spent    = [l \in Lease |-> 0]
  /\ requests = {}

Max(a, b) == IF a > b THEN a ELSE b
Min(a, b) == IF a < b THEN a ELSE b
Less(a)   == IF a > 0 THEN a - 1 ELSE 0

Kept(l) == pc[l] = "kept"
Due     == {l \in Lease : Kept(l) /\ next[l] = 0}

(* How many leases a request for lease l may have.  What is in doubt is not *)
(* split into many: the store may be down for all.                         *)
Size(l) ==
  LET size  == Max(1, Most \div (Part ^ Min(asked[l], Smallest)))
      floor == Cardinality({k \in Due : asked[k] > 0}) \div Many
  IN  Min(Most, Max(size, floor))

-----------------------------------------------------------------------------

(* The keeper asks for some that are due, as many as may be in a request.  *)
Ask ==
  /\ \E s \in {Size(l) : l \in Due} :
       LET alike == {l \in Due : Size(l) = s /\ spent[l] < AtMost}
       IN  \E some \in SUBSET alike :
             /\ some # {}
             /\ Cardinality(some) = Min(s, Cardinality(alike))
             /\ next'  = [l \in Lease |-> IF l \in some THEN Twelfth ELSE next[l]]
             /\ asked' = [l \in Lease |-> IF l \in some THEN asked[l] + 1 ELSE asked[l]]
             /\ requests' = requests \union {[leases |-> some, age |-> 0, done |-> FALSE]}
  /\ UNCHANGED <<pc, left, ttl, spent>>

(* Lease l is due, and has been kept for long enough.                      *)
LetGo(l) ==
  /\ l \in Due /\ spent[l] >= AtMost
  /\ pc'    = [pc EXCEPT ![l] = "let go"]
  /\ spent' = [spent EXCEPT ![l] = 0]
  /\ UNCHANGED <<left, ttl, next, asked, requests>>

(* The store renews what it still has of a request.                        *)
Extend ==
  \E r \in requests :
    /\ ~ r.done /\ r.leases \intersect Sick = {}
    /\ ttl' = [l \in Lease |-> IF l \in r.leases /\ ttl[l] > 0 THEN TTL ELSE ttl[l]]
    /\ requests' = (requests \ {r}) \union {[r EXCEPT !.done = TRUE]}
    /\ UNCHANGED <<pc, left, next, asked, spent>>

(* The keeper has the answer: both count from when the request was sent.   *)
(* A lease that has ended by its deadline stays ended.                     *)
Confirm ==
  \E r \in requests :
    /\ r.done
    /\ left'  = [l \in Lease |-> IF l \in r.leases /\ Kept(l)
                                 THEN Max(left[l], Validity - r.age) ELSE left[l]]
    /\ next'  = [l \in Lease |-> IF l \in r.leases THEN Max(next[l], Third - r.age) ELSE next[l]]
    /\ asked' = [l \in Lease |-> IF l \in r.leases THEN 0 ELSE asked[l]]
    /\ requests' = requests \ {r}
    /\ UNCHANGED <<pc, ttl, spent>>

(* A request, or its answer, is lost; the client gives it up.              *)
Lose ==
  \E r \in requests :
    /\ r.leases \intersect Sick # {} \/ \A l \in r.leases : asked[l] <= Losses
    /\ requests' = requests \ {r}
    /\ UNCHANGED <<pc, left, ttl, next, asked, spent>>

(* The holder of lease l releases it: it is out of the keeper first.  The  *)
(* request to free it may be lost.                                         *)
Release(l) ==
  /\ Releasing /\ Kept(l)
  /\ pc'    = [pc EXCEPT ![l] = "released"]
  /\ left'  = [left EXCEPT ![l] = 0]
  /\ spent' = [spent EXCEPT ![l] = 0]
  /\ \E t \in {0, ttl[l]} : ttl' = [ttl EXCEPT ![l] = t]
  /\ UNCHANGED <<next, asked, requests>>

(* Time passes, unless something is to be done first.                      *)
Tick ==
  /\ Due = {} \/ Pausing
  /\ \A r \in requests : r.age < Delay
  /\ left'  = [l \in Lease |-> Less(left[l])]
  /\ ttl'   = [l \in Lease |-> Less(ttl[l])]
  /\ next'  = [l \in Lease |-> Less(next[l])]
  /\ pc'    = [l \in Lease |-> IF Kept(l) /\ left[l] <= 1 THEN "lost" ELSE pc[l]]
  /\ spent' = [l \in Lease |->
                IF Kept(l) /\ left[l] <= 1 THEN 0
                ELSE Min(spent[l] + 1, AtMost + TTL + Delay)]
  /\ requests' = {[r EXCEPT !.age = @ + 1] : r \in requests}
  /\ UNCHANGED asked

Next ==
  \/ Ask \/ Extend \/ Confirm \/ Lose \/ Tick
  \/ \E l \in Lease : LetGo(l) \/ Release(l)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

TypeOK ==
  /\ pc    \in [Lease -> {"kept", "let go", "released", "lost"}]
  /\ left  \in [Lease -> 0 .. Validity]
  /\ ttl   \in [Lease -> 0 .. TTL]
  /\ next  \in [Lease -> 0 .. TTL]
  /\ asked \in [Lease -> Nat]
  /\ spent \in [Lease -> 0 .. AtMost + TTL + Delay]
  /\ requests \subseteq [leases : SUBSET Lease, age : 0 .. Delay, done : BOOLEAN]

(* Told.  A lease ends for its holder before the store frees it.           *)
HolderFirst == \A l \in Lease : left[l] > 0 => ttl[l] > left[l]

(* Owned.  Only what is kept is asked for, and what is not is free within  *)
(* a time-to-live and the delay of one request.                            *)
AsksForKept ==
  [][\A r \in requests' :
       r.age = 0 /\ (\A q \in requests : q.leases # r.leases \/ q.age # 0) =>
         \A l \in r.leases : Kept(l) /\ left[l] > 0]_requests

FreeInTime ==
  \A l \in Lease : ~ Kept(l) /\ ttl[l] > 0 => spent[l] < TTL + Delay

(* Bound.  No lease is kept for longer than was said, up to its next turn. *)
NotForEver == \A l \in Lease : Kept(l) => spent[l] <= AtMost + Third

(* Kept.  No lease is lost with which the store does not hang.             *)
NoneLost == \A l \in Lease \ Sick : pc[l] # "lost"

=============================================================================
