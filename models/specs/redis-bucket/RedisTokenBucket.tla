-------------------------- MODULE RedisTokenBucket --------------------------
(***************************************************************************)
(* The token bucket of dev.lockproof.redis.RedisTokenBucket: a key that    *)
(* holds the moment at which the bucket is full again, and expires some    *)
(* time after it.  A request is one script, and so one atomic step with    *)
(* one reading of the server's clock; it carries the label that it has in  *)
(* that class and in its twin.                                             *)
(*                                                                         *)
(* The clock may be read Skew ticks behind the time, so it may go back by  *)
(* that much.  Who asks may count by other terms than who asked before.    *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  Burst, Cost, Gain,  \* what the bound is: see Limiter
  Terms,              \* what callers ask by: records of burst, cost and gain
  Milli,              \* the ticks of the unit in which keys expire
  Grace,              \* how many such units a key stays when the bucket is full
  Skew,               \* how far behind a clock may be read
  Keeps,              \* whether the server keeps what it acknowledged
  MaxTime,            \* when the models end
  Compact             \* whether log keeps only its heaviest window

VARIABLES
  now,     \* the time
  bucket,  \* the key: full at that tick and a rest of units, by those terms
  log      \* history: what was admitted, as in Limiter

vars == <<now, bucket, log>>

(* This algorithm implements the abstract limiter.                         *)
L == INSTANCE Limiter

Absent == [full |-> 0, rest |-> 0, cost |-> 0, gain |-> 0]

Min(a, b)  == IF a < b THEN a ELSE b
Max(a, b)  == IF a < b THEN b ELSE a
Ceil(a, b) == -((-a) \div b)

Readings == Max(0, now - Skew) .. now

(* The last unit of time in which the key is there.                        *)
Last(b) == Ceil(b.full + 1, Milli) + Grace

At(full, rest, terms) ==
  [full |-> full, rest |-> rest, cost |-> terms.cost, gain |-> terms.gain]

(* The bucket at some time, by the terms of who asks: as many permits are  *)
(* missing as by those of who asked before, rounded up.                    *)
Seen(time, terms) ==
  IF bucket = Absent \/ bucket.full < time
  THEN At(time, 0, terms)
  ELSE IF bucket.cost = terms.cost /\ bucket.gain = terms.gain
  THEN bucket
  ELSE LET units   == (bucket.full - time) * bucket.gain + bucket.rest
           missing == Min(Ceil(units, bucket.cost), terms.burst) * terms.cost
       IN  At(time + missing \div terms.gain, missing % terms.gain, terms)

(* The bucket when so many permits are taken from it.                      *)
Less(b, permits) ==
  LET units == b.rest + permits * b.cost IN
  [b EXCEPT !.full = b.full + units \div b.gain, !.rest = units % b.gain]

(* The first moment at which so many permits are there.                    *)
First(time, permits, terms) ==
  LET b == Seen(time, terms) IN
  b.full + Ceil(b.rest - (terms.burst - permits) * terms.cost, terms.gain)

(* The moment at which the bucket is full.                                 *)
Full(time, terms) ==
  LET b == Seen(time, terms) IN b.full + (IF b.rest > 0 THEN 1 ELSE 0)

Init ==
  /\ now    = 0
  /\ bucket = Absent
  /\ log    = <<[at |-> 0, units |-> 0]>>

(* Heavier than any other that ends with the last entry of log.            *)
Heaviest(l) ==
  CHOOSE w \in {L!Weight(l, i) : i \in 1 .. Len(l)} :
    \A i \in 1 .. Len(l) : L!Weight(l, i) <= w

Logged(entry) ==
  LET all == Append(log, entry) IN
  IF Compact THEN <<[at |-> entry.at, units |-> Heaviest(all)]>> ELSE all

(* Somebody asks for permits, and gets them.                               *)
Take ==
  \E time \in Readings, terms \in Terms : \E permits \in 1 .. terms.burst :
    /\ First(time, permits, terms) <= time
    /\ bucket' = Less(Seen(time, terms), permits)
    /\ log'    = Logged([at |-> time, units |-> permits * Cost])
    /\ UNCHANGED now

(* Somebody asks for permits, and they are not there.                      *)
Refuse ==
  \E time \in Readings, terms \in Terms : \E permits \in 1 .. terms.burst :
    /\ First(time, permits, terms) > time
    /\ UNCHANGED vars

(* The server deletes a key that has expired.                              *)
Expire ==
  /\ bucket # Absent
  /\ now \div Milli > Last(bucket)
  /\ bucket' = Absent
  /\ UNCHANGED <<now, log>>

(* The server loses what it acknowledged: it restarts without its data, or *)
(* a replica takes over that has not heard of it.  Once the bound is       *)
(* broken, a further loss shows nothing new.                               *)
Lose ==
  /\ ~ Keeps
  /\ Heaviest(log) <= L!Capacity
  /\ bucket' = Absent
  /\ UNCHANGED <<now, log>>

Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ UNCHANGED <<bucket, log>>

Next == Tick \/ Take \/ Refuse \/ Expire \/ Lose

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

Moments == 0 .. MaxTime + L!Capacity

TypeOK ==
  /\ now \in 0 .. MaxTime
  /\ bucket \in {Absent} \union
       {At(full, rest, terms) : full \in Moments, rest \in 0 .. Gain, terms \in Terms}
  /\ log \in Seq([at : 0 .. now, units : Nat])

(* What is refused would have exceeded the bound on some window.           *)
Refused(time, permits, terms) == First(time, permits, terms) > time

Exact ==
  \A time \in Readings, terms \in Terms : \A permits \in 1 .. terms.burst :
    Refused(time, permits, terms) => ~ L!Admissible(permits * Cost, time)

(* Retry-after is the first moment at which the bound lets the request     *)
(* through; reset-after that at which it lets the whole burst through.     *)
FirstAt(units, time) ==
  /\ L!Admissible(units, time)
  /\ ~ L!Admissible(units, time - 1)

Retry ==
  \A time \in Readings, terms \in Terms : \A permits \in 1 .. terms.burst :
    Refused(time, permits, terms) =>
      /\ FirstAt(permits * Cost, First(time, permits, terms))
      /\ FirstAt(L!Capacity, Full(time, terms))

(* A key that says nothing is gone soon.                                   *)
Expiry ==
  bucket # Absent =>
    LET end == (Last(bucket) + 1) * Milli IN
    end <= bucket.full + (Grace + 2) * Milli

(* The key is where the heaviest window ends, which is the invariant of    *)
(* the algorithm; there may be none when that is past for every reading.   *)
Line ==
  LET end == Gain * log[Len(log)].at + Heaviest(log) IN
  /\ Heaviest(log) <= L!Capacity
  /\ IF bucket = Absent
     THEN end <= Gain * Max(0, now - Skew)
     ELSE end = Gain * bucket.full + bucket.rest

WindowBound == L!WindowBound

Refinement == L!Spec

=============================================================================
