---------------------------- MODULE LeasedTokens ----------------------------
(***************************************************************************)
(* The token leases of dev.lockproof.redis.LeasedTokens: nodes draw        *)
(* permits from a bucket on a server, and serve them for a while.  Each    *)
(* action of a node, or of the server for it, carries the label that it    *)
(* has in that class.                                                      *)
(*                                                                         *)
(* The bucket is that of ../redis-bucket, which keeps its bound; here it   *)
(* is the unit of time at which it is full, Gain of which make a tick.     *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  N,                  \* the number of nodes
  Burst, Cost, Gain,  \* what the bound is: see Limiter
  Many,               \* the permits of a draw
  Stay,               \* the ticks for which they may be served
  Spare,              \* by how many permits the bucket is smaller than Burst
  MaxTime,            \* when the models end
  Compact             \* whether log keeps only its heaviest window

VARIABLES
  now,    \* the time
  full,   \* when the bucket is full again, in units
  pc,     \* of each node "idle", "asked" or "drawn": there is no answer yet
  asked,  \* when each node asked that waits for an answer
  drawn,  \* what the server took for it
  left,   \* the permits that each node has
  end,    \* until when it serves them
  owed,   \* history: the permits taken from the bucket, less those served
  log     \* history: what was admitted, as in Limiter

vars == <<now, full, pc, asked, drawn, left, end, owed, log>>

Node == 1 .. N

(* This algorithm implements the abstract limiter.                         *)
L == INSTANCE Limiter

Max(a, b) == IF a < b THEN b ELSE a

InBucket == (Burst - Spare) * Cost

(* The units that the bucket has.                                          *)
Available == InBucket - Max(0, full - Gain * now)

Init ==
  /\ now    = 0
  /\ full   = 0
  /\ pc     = [p \in Node |-> "idle"]
  /\ asked  = [p \in Node |-> 0]
  /\ drawn  = [p \in Node |-> 0]
  /\ left   = [p \in Node |-> 0]
  /\ end    = [p \in Node |-> 0]
  /\ owed   = 0
  /\ log    = <<[at |-> 0, units |-> 0]>>

(* Node p, which has nothing, reads its clock and asks the server.         *)
Ask(p) ==
  /\ pc[p] = "idle"
  /\ left[p] = 0
  /\ pc'    = [pc EXCEPT ![p] = "asked"]
  /\ asked' = [asked EXCEPT ![p] = now]
  /\ UNCHANGED <<now, full, drawn, left, end, owed, log>>

(* The server takes as many permits for node p as a draw, or as it has.    *)
Draw(p) ==
  /\ pc[p] = "asked"
  /\ \E permits \in 1 .. Many :
       /\ permits * Cost <= Available
       /\ permits = Many \/ (permits + 1) * Cost > Available
       /\ drawn' = [drawn EXCEPT ![p] = permits]
       /\ full'  = Max(full, Gain * now) + permits * Cost
       /\ owed'  = owed + permits
  /\ pc' = [pc EXCEPT ![p] = "drawn"]
  /\ UNCHANGED <<now, asked, left, end, log>>

(* The server has no permit for node p.                                    *)
Refuse(p) ==
  /\ pc[p] = "asked"
  /\ Cost > Available
  /\ pc'    = [pc EXCEPT ![p] = "idle"]
  /\ asked' = [asked EXCEPT ![p] = 0]
  /\ UNCHANGED <<now, full, drawn, left, end, owed, log>>

(* Node p has the answer.                                                  *)
Answer(p) ==
  /\ pc[p] = "drawn"
  /\ pc'    = [pc EXCEPT ![p] = "idle"]
  /\ left'  = [left EXCEPT ![p] = drawn[p]]
  /\ end'   = [end EXCEPT ![p] = asked[p] + Stay]
  /\ asked' = [asked EXCEPT ![p] = 0]
  /\ drawn' = [drawn EXCEPT ![p] = 0]
  /\ UNCHANGED <<now, full, owed, log>>

(* Node p never gets an answer, or crashes with what it has.               *)
Forget(p) ==
  /\ pc[p] # "idle" \/ left[p] > 0
  /\ pc'    = [pc EXCEPT ![p] = "idle"]
  /\ asked' = [asked EXCEPT ![p] = 0]
  /\ drawn' = [drawn EXCEPT ![p] = 0]
  /\ left'  = [left EXCEPT ![p] = 0]
  /\ end'   = [end EXCEPT ![p] = 0]
  /\ UNCHANGED <<now, full, owed, log>>

Heaviest(l) ==
  CHOOSE w \in {L!Weight(l, i) : i \in 1 .. Len(l)} :
    \A i \in 1 .. Len(l) : L!Weight(l, i) <= w

Logged(entry) ==
  LET all == Append(log, entry) IN
  IF Compact THEN <<[at |-> entry.at, units |-> Heaviest(all)]>> ELSE all

(* Node p admits somebody.                                                 *)
Serve(p) ==
  /\ left[p] > 0
  /\ now < end[p]
  /\ left' = [left EXCEPT ![p] = left[p] - 1]
  /\ end'  = [end EXCEPT ![p] = IF left'[p] = 0 THEN 0 ELSE end[p]]
  /\ owed' = owed - 1
  /\ log'  = Logged([at |-> now, units |-> Cost])
  /\ UNCHANGED <<now, full, pc, asked, drawn>>

(* The stay of what node p has is over.                                    *)
Expire(p) ==
  /\ left[p] > 0
  /\ now >= end[p]
  /\ left' = [left EXCEPT ![p] = 0]
  /\ end'  = [end EXCEPT ![p] = 0]
  /\ UNCHANGED <<now, full, pc, asked, drawn, owed, log>>

Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ UNCHANGED <<full, pc, asked, drawn, left, end, owed, log>>

Next ==
  \/ Tick
  \/ \E p \in Node :
       Ask(p) \/ Draw(p) \/ Refuse(p) \/ Answer(p) \/ Forget(p) \/ Serve(p) \/ Expire(p)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

TypeOK ==
  /\ now   \in 0 .. MaxTime
  /\ full  \in Nat
  /\ pc    \in [Node -> {"idle", "asked", "drawn"}]
  /\ asked \in [Node -> 0 .. now]
  /\ drawn \in [Node -> 0 .. Many]
  /\ left  \in [Node -> 0 .. Many]
  /\ end   \in [Node -> 0 .. MaxTime + Stay]

RECURSIVE Sum(_, _)
Sum(f, p) == IF p = 0 THEN 0 ELSE f[p] + Sum(f, p - 1)

(* No permit is served that was not taken, and none twice.                 *)
Once == Sum(left, N) + Sum(drawn, N) <= owed

(* The bound on every window, of all nodes together.                       *)
WindowBound == L!WindowBound

Refinement == L!Spec

=============================================================================
