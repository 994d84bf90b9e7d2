------------------------ MODULE MCRedisTokenBucket --------------------------
(***************************************************************************)
(* A permit comes in each tick and a half, so that fractions matter; a     *)
(* bucket of three is full after five ticks.  A clock that goes back by a  *)
(* tick takes less than a permit away, so it may admit.  Keys expire in    *)
(* units of two ticks, one later than they have to: so twelve ticks show a *)
(* key that has expired, and all that a clock can do that goes back then.  *)
(***************************************************************************)
EXTENDS RedisTokenBucket, TLC

One == {[burst |-> Burst, cost |-> Cost, gain |-> Gain]}

(* Three at once at one each two ticks; two at once at two each three.     *)
Two == {[burst |-> 3, cost |-> 2, gain |-> 1], [burst |-> 2, cost |-> 3, gain |-> 2]}

(* All states, reachable or not, in which the line holds.  The log is its  *)
(* heaviest window.                                                        *)
InductiveInit ==
  /\ now \in 0 .. MaxTime
  /\ \E at \in 0 .. now, units \in 0 .. L!Capacity, terms \in Terms :
       /\ log = <<[at |-> at, units |-> units]>>
       /\ bucket \in {Absent, At(at + units \div Gain, units % Gain, terms)}
  /\ Line

OneStep == TLCGet("level") < 2

(* Witnesses, which must be violated: somebody is refused; a rest of units *)
(* is left; a key expires; the clock goes back between two admissions; the *)
(* bucket is empty, and somebody asks by other terms.                      *)
NeverRefused  == \A permits \in 1 .. Burst, terms \in Terms : ~ Refused(now, permits, terms)
NeverFraction == bucket.rest = 0
NeverExpired  == ~ (bucket = Absent /\ Len(log) > 1)
NeverBack     == \A i \in 2 .. Len(log) : log[i - 1].at <= log[i].at
NeverChanged ==
  \A terms \in Terms :
    (bucket # Absent /\ bucket.full > now + 1) => Seen(now, terms) = bucket

=============================================================================
