------------------------- MODULE RedisFencedLeases --------------------------
(***************************************************************************)
(* The fenced lease of one resource on a Redis server, as in               *)
(* dev.lockproof.redis.RedisFencedLeases, and the guard before the         *)
(* resource.  Grant, Extend and Free are the scripts grant.lua, renew.lua  *)
(* and release.lua, each one atomic step of the server.                    *)
(*                                                                         *)
(* Time is discrete and is the server's; durations are countdowns.  A      *)
(* client may pause between any two of its steps, for any time or for ever *)
(* (it has crashed), and a request may stay in flight as long (it is       *)
(* lost): Tick can always come next.  Replies are lost by Cut.  A client   *)
(* does not look at the time before it reads or writes the resource: it    *)
(* could be paused just after.  So a write in flight is a pause as well.   *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Client,       \* the clients
  Attempts,     \* how often they try to acquire, all together
  Renewals,     \* how often they renew, all together
  Repeats,      \* how often the network, or a client library, repeats a request
  TimesToLive,  \* the times-to-live that they may ask for
  Drift,        \* what a client takes off, for its clock may be too slow
  Slowness,     \* what its clock may really lose within a time-to-live
  Guarded,      \* does a guard refuse smaller tokens?
  Raising       \* does a holder raise the guard before its first read?

ASSUME \A t \in TimesToLive : t > Drift

VARIABLES
  \* The server.
  owner,     \* the attempt that owns the lease key, 0 if there is no key
  ttl,       \* the time until the key expires
  silent,    \* history: the time since the owner was last heard
  grants,    \* history: the grants in their order, each with its token
  \* The clients and the network.
  requests,  \* the requests in flight
  reply,     \* the reply in flight to each client; a grant has the token
  attempts,  \* how many attempts there were: the name of the latest one
  renewals,  \* how many renewals there were
  repeats,   \* how many requests were repeated
  pc,        \* what each client does or has learnt
  attempt,   \* the latest attempt of each client
  token,     \* the token of its latest lease
  left,      \* how long it will judge its lease to be held
  asked,     \* the same, should the request in flight succeed
  \* The resource.
  work,      \* how far each client is: "none", "raised", "read", "written"
  floor,     \* the highest token that the guard has seen
  log        \* history: the accesses to the resource in their order

server   == <<owner, ttl, silent, grants>>
network  == <<requests, reply, attempts, renewals, repeats>>
client   == <<pc, attempt, token, left, asked>>
resource == <<work, floor, log>>
vars     == <<server, network, client, resource>>

None      == [answer |-> "none", token |-> 0]
No        == [answer |-> "no", token |-> 0]
Yes(t)    == [answer |-> "yes", token |-> t]

Init ==
  /\ owner = 0 /\ ttl = 0 /\ silent = 0 /\ grants = <<>>
  /\ requests = {} /\ attempts = 0 /\ renewals = 0 /\ repeats = 0
  /\ reply   = [c \in Client |-> None]
  /\ pc      = [c \in Client |-> "idle"]
  /\ attempt = [c \in Client |-> 0]
  /\ token   = [c \in Client |-> 0]
  /\ left    = [c \in Client |-> 0]
  /\ asked   = [c \in Client |-> 0]
  /\ work    = [c \in Client |-> "none"]
  /\ floor = 0 /\ log = <<>>

Max(a, b)  == IF a > b THEN a ELSE b
Less(a, n) == IF a > n THEN a - n ELSE 0

Held(c) == left[c] > 0

(* How long a client judges a lease of time-to-live t to be held, counted  *)
(* from before it sends the request: t - Drift by its own clock, which may *)
(* be too slow.                                                            *)
Validity(t) == (t - Drift) .. (t - Drift + Slowness)

Request(op, c, a, t) ==
  [op |-> op, client |-> c, attempt |-> a, ttl |-> t, copy |-> 0, connected |-> TRUE]

(* The requests in flight, and one more: a copy of what is there, perhaps. *)
Sent(m) ==
  LET plain(n) == [n EXCEPT !.copy = 0, !.connected = TRUE]
      used     == {n.copy : n \in {n \in requests : plain(n) = plain(m)}}
      first    == CHOOSE i \in 0 .. Cardinality(used) :
                    i \notin used /\ \A j \in 0 .. Cardinality(used) : j < i => j \in used
  IN  requests \union {[m EXCEPT !.copy = first]}

-----------------------------------------------------------------------------

(* Client c sends a request to acquire the lease, under a new owner name.  *)
Acquire(c) ==
  /\ pc[c] \in {"idle", "missed", "unknown", "holding"} /\ ~ Held(c)
  /\ attempts < Attempts
  /\ attempts' = attempts + 1
  /\ pc'       = [pc EXCEPT ![c] = "acquiring"]
  /\ attempt'  = [attempt EXCEPT ![c] = attempts']
  /\ \E t \in TimesToLive :
       /\ requests' = requests \union {Request("acquire", c, attempts', t)}
       /\ \E v \in Validity(t) : asked' = [asked EXCEPT ![c] = v]
  /\ work'     = [work EXCEPT ![c] = "none"]
  /\ UNCHANGED <<server, reply, renewals, repeats, token, left, floor, log>>

(* A request is repeated: by the client library, which has lost the        *)
(* connection, or by the network.  Only one of the answers is waited for.  *)
Repeat ==
  /\ repeats < Repeats
  /\ repeats' = repeats + 1
  /\ \E m \in requests : m.connected /\ requests' = Sent([m EXCEPT !.connected = FALSE])
  /\ UNCHANGED <<server, reply, attempts, renewals, client, resource>>

(* The server has run a script for request m and answers it.               *)
Answer(m, answer) ==
  /\ requests' = requests \ {m}
  /\ reply' = IF m.connected THEN [reply EXCEPT ![m.client] = answer] ELSE reply
  /\ UNCHANGED <<attempts, renewals, repeats, client, resource>>

(* grant.lua: unless another has the key, create it and issue the next     *)
(* token.  Its own owner has it if the request was repeated, and may have  *)
(* renewed it since: so it must not live shorter than before.              *)
Grant == \E m \in requests :
  /\ m.op = "acquire"
  /\ IF owner \in {0, m.attempt}
     THEN LET next == Len(grants) + 1
          IN  /\ owner'  = m.attempt
              /\ ttl'    = Max(ttl, m.ttl)
              /\ silent' = 0
              /\ grants' = Append(grants, [attempt |-> m.attempt, token |-> next])
              /\ Answer(m, Yes(next))
     ELSE UNCHANGED server /\ Answer(m, No)

(* renew.lua: if the key is the owner's, let it live longer, never less.   *)
Extend == \E m \in requests :
  /\ m.op = "renew"
  /\ IF owner = m.attempt
     THEN /\ ttl'    = Max(ttl, m.ttl)
          /\ silent' = 0
          /\ UNCHANGED <<owner, grants>>
          /\ Answer(m, Yes(0))
     ELSE UNCHANGED server /\ Answer(m, No)

(* release.lua: if the key is the owner's, delete it.                      *)
Free == \E m \in requests :
  /\ m.op = "release"
  /\ IF owner = m.attempt
     THEN owner' = 0 /\ ttl' = 0 /\ silent' = 0 /\ UNCHANGED grants
     ELSE UNCHANGED server
  /\ requests' = requests \ {m}  \* no answer: the client may wait for another by now
  /\ UNCHANGED <<reply, attempts, renewals, repeats, client, resource>>

(* The key expires with its time, and a lease, for its holder, with its.   *)
Expire(n) ==
  /\ ttl'   = Less(ttl, n)
  /\ owner' = IF ttl' = 0 THEN 0 ELSE owner
  /\ left'  = [c \in Client |-> Less(left[c], n)]

(* Time passes, for everybody: n at once is as much as one, n times.       *)
Pass(n) ==
  /\ Expire(n)
  /\ silent' = IF owner' = 0 THEN 0 ELSE silent + n
  /\ asked'  = [c \in Client |-> Less(asked[c], n)]
  /\ UNCHANGED <<grants, network, pc, attempt, token, resource>>

Tick == /\ Pass(1)

-----------------------------------------------------------------------------

(* Client c takes the reply to its request off the network.                *)
Receive(c, doing, answer) ==
  /\ pc[c] = doing
  /\ reply[c].answer = answer
  /\ reply' = [reply EXCEPT ![c] = None]
  /\ asked' = [asked EXCEPT ![c] = 0]
  /\ UNCHANGED <<server, requests, attempts, renewals, repeats, attempt, resource>>

(* Client c learns that it was granted the lease; the token is in the      *)
(* reply.                                                                  *)
Hold(c) ==
  /\ Receive(c, "acquiring", "yes")
  /\ pc'    = [pc EXCEPT ![c] = "holding"]
  /\ left'  = [left EXCEPT ![c] = asked[c]]
  /\ token' = [token EXCEPT ![c] = reply[c].token]

(* Client c learns that somebody else has the lease.                       *)
Miss(c) ==
  /\ Receive(c, "acquiring", "no")
  /\ pc' = [pc EXCEPT ![c] = "missed"]
  /\ UNCHANGED <<token, left>>

(* The holder c sends a request to renew its lease.                        *)
Renew(c) ==
  /\ pc[c] = "holding" /\ Held(c)
  /\ renewals < Renewals
  /\ renewals' = renewals + 1
  /\ pc' = [pc EXCEPT ![c] = "renewing"]
  /\ \E t \in TimesToLive :
       /\ requests' = Sent(Request("renew", c, attempt[c], t))
       /\ \E v \in Validity(t) : asked' = [asked EXCEPT ![c] = v]
  /\ UNCHANGED <<server, reply, attempts, repeats, attempt, token, left, resource>>

(* Client c learns that its lease was renewed.  A lease that has ended by  *)
(* its own judgement stays ended.                                          *)
Renewed(c) ==
  /\ Receive(c, "renewing", "yes")
  /\ pc'   = [pc EXCEPT ![c] = "holding"]
  /\ left' = [left EXCEPT ![c] = IF Held(c) THEN Max(left[c], asked[c]) ELSE 0]
  /\ UNCHANGED token

(* Client c learns that it has lost its lease.                             *)
Gone(c) ==
  /\ Receive(c, "renewing", "no")
  /\ pc'   = [pc EXCEPT ![c] = "holding"]
  /\ left' = [left EXCEPT ![c] = 0]
  /\ UNCHANGED token

(* Client c marks its lease as ended, then sends a request to release it,  *)
(* late perhaps.  The reply tells it nothing that matters.                 *)
Release(c) ==
  /\ pc[c] = "holding"
  /\ pc'   = [pc EXCEPT ![c] = "idle"]
  /\ left' = [left EXCEPT ![c] = 0]
  /\ requests' = requests \union {Request("release", c, attempt[c], 0)}
  /\ UNCHANGED <<server, reply, attempts, renewals, repeats, attempt, token, asked,
                 resource>>

(* The connection of client c is cut before the reply arrives.  The        *)
(* outcome is unknown: whoever acquires sends a release to be on the safe  *)
(* side, whoever renews keeps the deadline that it had.                    *)
Cut(c) ==
  /\ pc[c] \in {"acquiring", "renewing"}
  /\ reply' = [reply EXCEPT ![c] = None]
  /\ asked' = [asked EXCEPT ![c] = 0]
  /\ LET deaf == {[m EXCEPT !.connected = @ /\ m.client # c] : m \in requests}
     IN  IF pc[c] = "acquiring"
         THEN /\ pc' = [pc EXCEPT ![c] = "unknown"]
              /\ requests' = deaf \union {Request("release", c, attempt[c], 0)}
         ELSE /\ pc' = [pc EXCEPT ![c] = "holding"]
              /\ requests' = deaf
  /\ UNCHANGED <<server, attempts, renewals, repeats, attempt, token, left, resource>>

-----------------------------------------------------------------------------

(* Client c works under its latest lease, held or not.                     *)
Working(c) == pc[c] \in {"holding", "renewing"}

Access(op, c) == [op |-> op, attempt |-> attempt[c]]

(* Client c raises the guard to its token, unless that is refused.         *)
Raise(c) ==
  /\ Raising
  /\ Working(c) /\ work[c] = "none"
  /\ token[c] >= floor
  /\ floor' = token[c]
  /\ work'  = [work EXCEPT ![c] = "raised"]
  /\ UNCHANGED <<server, network, client, log>>

(* Client c reads the resource.                                            *)
Read(c) ==
  /\ Working(c) /\ work[c] = IF Raising THEN "raised" ELSE "none"
  /\ work' = [work EXCEPT ![c] = "read"]
  /\ log'  = Append(log, Access("read", c))
  /\ UNCHANGED <<server, network, client, floor>>

(* Client c writes the resource, unless that is refused.                   *)
Write(c) ==
  /\ Working(c) /\ work[c] = "read"
  /\ Guarded => token[c] >= floor
  /\ floor' = Max(floor, token[c])
  /\ work'  = [work EXCEPT ![c] = "written"]
  /\ log'   = Append(log, Access("write", c))
  /\ UNCHANGED <<server, network, client>>

(* TLC reports the first of several shortest counterexamples, in the order *)
(* of this list.  It reads best if time passes, and then requests are      *)
(* sent, only when nothing else explains what follows.                     *)
Next ==
  \/ \E c \in Client :
       \/ Hold(c) \/ Miss(c) \/ Renewed(c) \/ Gone(c)
       \/ Raise(c) \/ Read(c) \/ Write(c)
  \/ Grant \/ Extend \/ Free \/ Repeat
  \/ Tick
  \/ \E c \in Client : Acquire(c) \/ Renew(c) \/ Release(c) \/ Cut(c)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

Longest == CHOOSE t \in TimesToLive : \A u \in TimesToLive : u <= t
Name == 0 .. Attempts
Time == 0 .. Longest + Slowness

TypeOK ==
  /\ owner \in Name /\ ttl \in Time /\ silent \in Time
  /\ grants   \in Seq([attempt : Name, token : Nat])
  /\ requests \in SUBSET [op : {"acquire", "renew", "release"}, client : Client,
                          attempt : Name, ttl : Time,
                          copy : 0 .. Renewals + Repeats, connected : BOOLEAN]
  /\ reply    \in [Client -> [answer : {"none", "yes", "no"}, token : Nat]]
  /\ attempts \in Name /\ renewals \in 0 .. Renewals /\ repeats \in 0 .. Repeats
  /\ pc       \in [Client -> {"idle", "acquiring", "missed", "unknown",
                              "holding", "renewing"}]
  /\ attempt  \in [Client -> Name]
  /\ token    \in [Client -> Nat]
  /\ left     \in [Client -> Time]
  /\ asked    \in [Client -> Time]
  /\ work     \in [Client -> {"none", "raised", "read", "written"}]
  /\ floor    \in Nat
  /\ log      \in Seq([op : {"read", "write"}, attempt : Name])

(* Tokens.  Each grant carries a larger token than the grants before it.   *)
Tokens == \A i, j \in DOMAIN grants : i < j => grants[i].token < grants[j].token

(* Ownership.  A renewal or a release changes nothing but the lease of its *)
(* own owner, and a renewal does not shorten that.                         *)
Ownership ==
  [][\A m \in requests \ requests' :
       m.op \in {"renew", "release"} =>
         /\ owner # m.attempt => UNCHANGED <<owner, ttl>>
         /\ m.op = "renew" => owner' = owner /\ ttl' >= ttl]_<<server, requests>>

(* Expiry.  Whoever falls silent loses the key within the time-to-live     *)
(* (the longest, if several were asked for).                               *)
Expiry == owner # 0 => silent < Longest

(* Fenced order.  No write of an earlier grant is accepted after a write   *)
(* of a later one, nor after a read.                                       *)
Place(a) == CHOOSE i \in DOMAIN grants : grants[i].attempt = a

NoEarlierWriteAfter(op) ==
  \A i, j \in DOMAIN log :
    i < j /\ log[i].op = op /\ log[j].op = "write"
      => Place(log[j].attempt) >= Place(log[i].attempt)

WriteOrder  == NoEarlierWriteAfter("write")
FencedOrder == WriteOrder /\ NoEarlierWriteAfter("read")

(* Exclusion.  At most one client judges the lease to be held by itself.   *)
Exclusion == \A c, d \in Client : Held(c) /\ Held(d) => c = d

(* This protocol implements the abstract fenced lease.                     *)
L == INSTANCE FencedLease WITH
  Token   <- 1 .. Attempts,
  granted <- IF grants = <<>> THEN 0 ELSE grants[Len(grants)].token,
  holder  <- IF \E c \in Client : Held(c)
             THEN token[CHOOSE c \in Client : Held(c)]
             ELSE 0,
  log     <- [i \in DOMAIN log |->
               [op |-> log[i].op, token |-> grants[Place(log[i].attempt)].token]]

Refinement == L!Spec

=============================================================================
