------------------------------ MODULE Redlock -------------------------------
(***************************************************************************)
(* The lease of one resource on several Redis servers that know nothing of *)
(* each other, the instances: Redlock (Sanfilippo 2014), as in             *)
(* dev.lockproof.lease.RedlockRound.  Whoever gets its key onto a majority *)
(* of the instances, before the time-to-live is over, holds the lease.     *)
(* What an instance does is one atomic step there: Grant or Refuse,        *)
(* Prolong and Free are the scripts that create, renew and delete a key.   *)
(*                                                                         *)
(* Time is discrete; durations are countdowns.  A client may pause between *)
(* any two of its steps, for any time or for ever, and a request or a      *)
(* reply may stay on its way as long (it is lost), or be overtaken: Tick   *)
(* can always come next.  Faults are what the algorithm assumes not to     *)
(* happen:                                                                 *)
(*   "jump"     the clock of an instance jumps and its key expires early   *)
(*   "restart"  an instance crashes and comes back without its key         *)
(*   "suspend"  a client is suspended, and its clock with it               *)
(*   "pause"    a client is paused beyond its lease and acts without       *)
(*              another look at its clock                                  *)
(*   "vanish"   a client crashes for ever (that breaks no assumption)      *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Client,      \* the clients
  Node,        \* the instances
  Round,       \* names of rounds; one without a trace may be used again
  TimeToLive,  \* the time-to-live of each key
  Drift,       \* what a client takes off, for its clock may be too slow
  Slowness,    \* what its clock may really lose within a time-to-live
  Extending,   \* do clients extend their leases?
  Prompt,      \* do messages arrive, and clients decide, before time passes?
  Faults       \* the assumptions that are broken

ASSUME Drift < TimeToLive

VARIABLES
  \* The instances.
  owner,     \* whose key each instance has: client and round
  ttl,       \* the time until that key expires
  \* The network.
  requests,  \* the requests on their way
  replies,   \* the replies on their way; those that say no tell nothing
  \* The clients.
  pc,        \* what each client does
  key,       \* the key of its round or lease
  yes,       \* the instances that have said yes to its latest question
  left,      \* how long it will judge its lease to be held
  asked      \* the same, should the question be answered by a majority

server  == <<owner, ttl>>
network == <<requests, replies>>
client  == <<pc, key, yes, left, asked>>
vars    == <<server, network, client>>

NoKey == <<>>

Init ==
  /\ owner = [n \in Node |-> NoKey]
  /\ ttl   = [n \in Node |-> 0]
  /\ requests = {} /\ replies = {}
  /\ pc    = [c \in Client |-> "idle"]
  /\ key   = [c \in Client |-> NoKey]
  /\ yes   = [c \in Client |-> {}]
  /\ left  = [c \in Client |-> 0]
  /\ asked = [c \in Client |-> 0]

Max(a, b) == IF a > b THEN a ELSE b
Less(a)   == IF a > 0 THEN a - 1 ELSE 0

Quorum == Cardinality(Node) \div 2 + 1

(* How long a client judges a lease to be held, counted from before it     *)
(* asks: by its own clock, which may be too slow.                          *)
Validity == (TimeToLive - Drift) .. (TimeToLive - Drift + Slowness)

Key     == Client \X Round
Request == [op : {"acquire", "renew", "release"}, key : Key, node : Node]

Message(op, k, n) == [op |-> op, key |-> k, node |-> n]

(* One request to each instance, all at the same time.                     *)
Ask(op, k) == {Message(op, k, n) : n \in Node}

(* The requests, and replies, that may still change something.             *)
Pending == replies \union
  {m \in requests : m.op = "release" => owner[m.node] = m.key}

(* Nothing reminds of key k, so that it is as good as a new one.           *)
New(k) ==
  k \notin {owner[n] : n \in Node} \union {m.key : m \in Pending}

-----------------------------------------------------------------------------

(* Client c begins a round: it reads its clock, then asks all instances    *)
(* for the lease, under a new key.                                         *)
Begin(c) ==
  /\ pc[c] \in {"idle", "lapsed"}
  /\ LET new == {<<c, r>> : r \in {r \in Round : New(<<c, r>>)}}
     IN  new # {} /\ key' = [key EXCEPT ![c] = CHOOSE k \in new : TRUE]
  /\ pc'  = [pc EXCEPT ![c] = "asking"]
  /\ yes' = [yes EXCEPT ![c] = {}]
  /\ \E v \in Validity : asked' = [asked EXCEPT ![c] = v]
  /\ requests' = {m \in requests : m.key # key'[c]} \union Ask("acquire", key'[c])
  /\ UNCHANGED <<server, replies, left>>

(* Client c gets an answer to its latest question.                         *)
Answer(c) == \E m \in replies :
  /\ m.key = key[c]
  /\ replies' = replies \ {m}
  /\ yes'     = [yes EXCEPT ![c] = @ \union {m.node}]
  /\ UNCHANGED <<server, requests, pc, key, left, asked>>

Enough(c) == Cardinality(yes[c]) >= Quorum /\ asked[c] > 0

(* Client c no longer waits for answers.                                   *)
Settled(c) == Prompt => \A m \in Pending : m.key # key[c]

(* The question of client c is decided: answers that come later tell       *)
(* nothing.                                                                *)
Decided(c) ==
  /\ asked'   = [asked EXCEPT ![c] = 0]
  /\ yes'     = [yes EXCEPT ![c] = {}]
  /\ replies' = {m \in replies : m.key # key[c]}

(* Client c counts its answers, reads its clock again, and holds the lease *)
(* for the time that remains.                                              *)
Decide(c) ==
  /\ pc[c] = "asking"
  /\ Enough(c)
  /\ pc'    = [pc EXCEPT ![c] = "holding"]
  /\ left'  = [left EXCEPT ![c] = asked[c]]
  /\ Decided(c)
  /\ UNCHANGED <<server, requests, key>>

End(c) ==
  /\ pc'    = [pc EXCEPT ![c] = "idle"]
  /\ key'   = [key EXCEPT ![c] = NoKey]
  /\ left'  = [left EXCEPT ![c] = 0]
  /\ Decided(c)
  /\ requests' = requests \union Ask("release", key[c])
  /\ UNCHANGED server

(* Client c gives up its round, as it has too few answers or no time left, *)
(* and asks all instances to release its key.                              *)
GiveUp(c) ==
  /\ pc[c] = "asking"
  /\ Settled(c) /\ ~ Enough(c)
  /\ End(c)

(* The holder c asks all instances to extend its lease.                    *)
Extend(c) ==
  /\ Extending
  /\ pc[c] = "holding" /\ left[c] > 0
  /\ requests \intersect Ask("renew", key[c]) = {}
  /\ pc' = [pc EXCEPT ![c] = "extending"]
  /\ \E v \in Validity : asked' = [asked EXCEPT ![c] = v]
  /\ requests' = requests \union Ask("renew", key[c])
  /\ UNCHANGED <<server, replies, key, yes, left>>

(* The holder c counts the answers.  If they are too few, or too late, it  *)
(* holds the lease as long as before.                                      *)
Extended(c) ==
  /\ pc[c] = "extending"
  /\ Enough(c) \/ Settled(c)
  /\ pc'    = [pc EXCEPT ![c] = "holding"]
  /\ left'  = [left EXCEPT ![c] = IF Enough(c) THEN Max(@, asked[c]) ELSE @]
  /\ Decided(c)
  /\ UNCHANGED <<server, requests, key>>

(* Client c ends its lease, then asks all instances to release its key.    *)
Release(c) ==
  /\ pc[c] \in {"holding", "lapsed"}
  /\ End(c)

-----------------------------------------------------------------------------

Asks(c) ==
  CASE pc[c] = "asking" -> "acquire" [] pc[c] = "extending" -> "renew" [] OTHER -> "none"

(* An instance has run a script for request m.  It says yes, but perhaps   *)
(* nobody waits for that any more.                                         *)
Done(m, yesses) ==
  /\ requests' = requests \ {m}
  /\ replies'  = replies \union
                  {r \in yesses : \E c \in Client : key[c] = r.key /\ Asks(c) = r.op}
  /\ UNCHANGED client

(* An instance has no key for the resource: it creates that of the request.*)
Grant(m) ==
  /\ m \in requests /\ m.op = "acquire" /\ owner[m.node] = NoKey
  /\ owner' = [owner EXCEPT ![m.node] = m.key]
  /\ ttl'   = [ttl EXCEPT ![m.node] = TimeToLive]
  /\ Done(m, {m})

(* An instance has another key.                                            *)
Refuse(m) ==
  /\ m \in requests /\ m.op = "acquire" /\ owner[m.node] # NoKey
  /\ UNCHANGED server
  /\ Done(m, {})

(* An instance is asked to extend: if it has that key, it lets it live     *)
(* longer, and else it creates none.                                       *)
Prolong(m) ==
  /\ m \in requests /\ m.op = "renew"
  /\ IF owner[m.node] = m.key
     THEN /\ ttl' = [ttl EXCEPT ![m.node] = TimeToLive]
          /\ UNCHANGED owner
          /\ Done(m, {m})
     ELSE UNCHANGED server /\ Done(m, {})

Lose(n) ==
  /\ owner' = [owner EXCEPT ![n] = NoKey]
  /\ ttl'   = [ttl EXCEPT ![n] = 0]

(* An instance is asked to release: if it has that key, it deletes it.     *)
(* The request stays on its way: it may come late, never, or twice.        *)
Free(m) ==
  /\ m \in requests /\ m.op = "release" /\ owner[m.node] = m.key
  /\ Lose(m.node)
  /\ UNCHANGED <<network, client>>

(* Keys expire with their time.                                            *)
Expire ==
  /\ ttl'   = [n \in Node |-> Less(ttl[n])]
  /\ owner' = [n \in Node |-> IF ttl'[n] = 0 THEN NoKey ELSE owner[n]]

Believing(c) == pc[c] \in {"holding", "extending"}

(* Time passes, and the clocks of all clients but some.  A lease lapses    *)
(* for its holder as soon as there is no time left by its clock.           *)
Pass(stopped) ==
  /\ Expire
  /\ asked' = [c \in Client |-> IF c \in stopped THEN asked[c] ELSE Less(asked[c])]
  /\ left'  = [c \in Client |-> IF c \in stopped THEN left[c] ELSE Less(left[c])]
  /\ pc'    = [c \in Client |->
                IF Believing(c) /\ left'[c] = 0 /\ "pause" \notin Faults
                THEN "lapsed" ELSE pc[c]]
  /\ UNCHANGED <<network, key, yes>>

Tick ==
  /\ Prompt => Pending = {} /\ \A c \in Client : ~ Enough(c)
  /\ Pass({})

-----------------------------------------------------------------------------

(* The clock of instance n jumps ahead.                                    *)
ClockJump(n) ==
  /\ "jump" \in Faults /\ owner[n] # NoKey
  /\ Lose(n)
  /\ UNCHANGED <<network, client>>

(* Instance n crashes and restarts with nothing of what it had in memory.  *)
CrashRestart(n) ==
  /\ "restart" \in Faults /\ owner[n] # NoKey
  /\ Lose(n)
  /\ UNCHANGED <<network, client>>

(* The host of client c is suspended while it waits for answers: time      *)
(* passes, but not for its clock.                                          *)
Suspend(c) == "suspend" \in Faults /\ pc[c] = "asking" /\ Pass({c})

(* Client c crashes, whatever it was doing, and never comes back.          *)
Vanish(c) ==
  /\ "vanish" \in Faults /\ pc[c] # "vanished"
  /\ pc'      = [pc EXCEPT ![c] = "vanished"]
  /\ key'     = [key EXCEPT ![c] = NoKey]
  /\ yes'     = [yes EXCEPT ![c] = {}]
  /\ left'    = [left EXCEPT ![c] = 0]
  /\ asked'   = [asked EXCEPT ![c] = 0]
  /\ replies' = {m \in replies : m.key[1] # c}
  /\ UNCHANGED <<server, requests>>

(* TLC reports the first of several shortest counterexamples, in the order *)
(* of this list.                                                           *)
Next ==
  \/ \E c \in Client : Answer(c) \/ Decide(c) \/ Extended(c)
  \/ \E m \in Request : Grant(m) \/ Refuse(m) \/ Prolong(m) \/ Free(m)
  \/ \E n \in Node : ClockJump(n) \/ CrashRestart(n)
  \/ Tick
  \/ \E c \in Client :
       Begin(c) \/ GiveUp(c) \/ Extend(c) \/ Release(c) \/ Suspend(c) \/ Vanish(c)

(* Clients that have not vanished keep trying, instances serve, and time   *)
(* passes.                                                                 *)
Fairness ==
  /\ \A c \in Client :
       WF_vars(Begin(c)) /\ WF_vars(Answer(c)) /\ WF_vars(Decide(c) \/ GiveUp(c) \/ Extended(c))
  /\ \A m \in Request : WF_vars(Grant(m) \/ Refuse(m) \/ Prolong(m) \/ Free(m))
  /\ SF_vars(Tick)

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

Time == 0 .. TimeToLive + Slowness

TypeOK ==
  /\ owner    \in [Node -> Key \union {NoKey}]
  /\ ttl      \in [Node -> Time]
  /\ requests \subseteq Request
  /\ replies  \subseteq Request
  /\ pc       \in [Client -> {"idle", "asking", "holding", "extending", "lapsed", "vanished"}]
  /\ key      \in [Client -> Key \union {NoKey}]
  /\ yes      \in [Client -> SUBSET Node]
  /\ left     \in [Client -> Time]
  /\ asked    \in [Client -> Time]

Majority(nodes) == 2 * Cardinality(nodes) > Cardinality(Node)

(* Quorum.  Whoever believes to hold the lease has its key on a majority.  *)
OnMajority ==
  \A c \in Client : Believing(c) => Majority({n \in Node : owner[n] = key[c]})

(* Validity.  A majority keeps the key of a holder as long as it believes, *)
(* by its clock, to hold the lease.                                        *)
WithinValidity ==
  \A c \in Client :
    Believing(c) => Majority({n \in Node : owner[n] = key[c] /\ ttl[n] >= left[c]})

(* Release.  An instance loses a key only by its time, or by a request to  *)
(* release that key; and whoever gives up or ends its lease sends one to   *)
(* every instance, as the answer of one that did grant may have been lost. *)
ReleaseOwn ==
  [][\A n \in Node : owner[n] # NoKey /\ owner'[n] # owner[n] =>
       ttl[n] = 1 \/ Message("release", owner[n], n) \in requests]_<<server, requests>>
ReleaseAll ==
  [][\A c \in Client : pc[c] # "idle" /\ pc'[c] = "idle" =>
       Ask("release", key[c]) \subseteq requests']_<<pc, key, requests>>

(* Extension.  Only a request to acquire creates a key, and where none is. *)
ExtensionOwn ==
  [][\A n \in Node : owner'[n] # NoKey /\ owner'[n] # owner[n] =>
       owner[n] = NoKey /\ Message("acquire", owner'[n], n) \in requests]_<<server, requests>>

(* Liveness.  After a client vanished, another is granted the lease.       *)
Regranted ==
  \A c, d \in Client :
    pc[c] = "vanished" ~> pc[d] \in {"holding", "extending", "vanished"}

(* Exclusion.  At most one client believes to hold the lease.              *)
Exclusion == \A c, d \in Client : Believing(c) /\ Believing(d) => c = d

(* A client that believes to hold the lease is as good as one that holds a *)
(* lock, until it does not believe it any more.                            *)
M == INSTANCE Mutex WITH
  Proc  <- Client,
  state <- [c \in Client |-> IF Believing(c) THEN "holding" ELSE "idle"]

Refinement == M!Spec

=============================================================================
