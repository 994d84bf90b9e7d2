------------------------- MODULE RedisSlidingWindow -------------------------
(***************************************************************************)
(* The sliding window of dev.lockproof.redis.RedisSlidingWindow: a list of *)
(* what was admitted within the length, and some time more.  A request is  *)
(* one script, and so one atomic step with one reading of the server's     *)
(* clock; it carries the label that it has in that class and in its twin.  *)
(*                                                                         *)
(* The clock may be read Skew ticks behind the time, so it may go back by  *)
(* that much.                                                              *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  Limit,    \* the permits that a window may have
  Length,   \* the ticks from which on it may have more
  Wrap,     \* permits are counted modulo this, which is more than Limit
  Milli,    \* the ticks of the unit in which keys expire
  Grace,    \* how many such units a key stays when nothing counts
  Skew,     \* how far behind a clock may be read
  Keeps,    \* whether the server keeps what it acknowledged
  MaxTime,  \* when the models end
  Compact   \* whether log forgets what is older than any window to come

VARIABLES
  now,      \* the time
  entries,  \* the key: when, how many permits before, how many; the oldest first
  log       \* history: what was admitted, as in Limiter

vars == <<now, entries, log>>

Max(a, b)  == IF a < b THEN b ELSE a
Ceil(a, b) == -((-a) \div b)

(* Its bound is that of the log in one process, of which it has no step.   *)
W == INSTANCE SlidingWindowLog WITH
       N <- 0, latest <- now, ring <- <<>>, pc <- <<>>, want <- <<>>

Readings == Max(0, now - Skew) .. now

Newest == entries[Len(entries)]

(* The time of a request: it stands still until the clock has caught up.   *)
Time(reading) == IF entries = <<>> THEN reading ELSE Max(reading, Newest.at)

(* The entries that count at some time.                                    *)
Young(time) == SelectSeq(entries, LAMBDA e : W!Counts(e.at, time))

(* How many permits there were before the next entry, modulo Wrap.         *)
All == IF entries = <<>> THEN 0 ELSE (Newest.before + Newest.permits) % Wrap

(* The permits of entries, the last of the list among them.                *)
Permits(young) == IF young = <<>> THEN 0 ELSE (All - young[1].before) % Wrap

(* How many permits have to stop counting before so many are admitted.     *)
TooMany(reading, permits) == Permits(Young(Time(reading))) + permits - Limit

(* The last unit of time in which the key is there.                        *)
Last == Ceil(Newest.at + Length, Milli) + Grace

Init ==
  /\ now     = 0
  /\ entries = <<>>
  /\ log     = <<[at |-> 0, units |-> 0]>>

Logged(entry) ==
  LET kept == SelectSeq(log, LAMBDA e : W!Counts(e.at, entry.at)) IN
  Append(IF Compact THEN kept ELSE log, entry)

(* Somebody asks for permits, and gets them.                               *)
Take ==
  \E reading \in Readings, permits \in 1 .. Limit :
    LET time == Time(reading) IN
    /\ TooMany(reading, permits) <= 0
    /\ entries' = Append(Young(time), [at |-> time, before |-> All, permits |-> permits])
    /\ log'     = Logged([at |-> time, units |-> permits * Length])
    /\ UNCHANGED now

(* Somebody asks for permits, and there is no room for them.               *)
Refuse ==
  \E reading \in Readings, permits \in 1 .. Limit :
    /\ TooMany(reading, permits) > 0
    /\ UNCHANGED vars

(* The server deletes a key that has expired.                              *)
Expire ==
  /\ entries # <<>>
  /\ now \div Milli > Last
  /\ entries' = <<>>
  /\ UNCHANGED <<now, log>>

(* The server loses what it acknowledged: it restarts without its data, or *)
(* a replica takes over that has not heard of it.  Once the bound is       *)
(* broken, a further loss shows nothing new.                               *)
Lose ==
  /\ ~ Keeps
  /\ W!Bounded(log)
  /\ entries # <<>>
  /\ entries' = <<>>
  /\ UNCHANGED <<now, log>>

Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ UNCHANGED <<entries, log>>

Next == Tick \/ Take \/ Refuse \/ Expire \/ Lose

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

TypeOK ==
  /\ now     \in 0 .. MaxTime
  /\ entries \in Seq([at : 0 .. now, before : 0 .. Wrap - 1, permits : 1 .. Limit])
  /\ log     \in Seq([at : 0 .. now, units : 0 .. Limit * Length])

(* What is refused would have exceeded the bound on some window.           *)
Refused(reading, permits) == TooMany(reading, permits) > 0

Exact ==
  \A reading \in Readings, permits \in 1 .. Limit :
    Refused(reading, permits) => ~ W!Admissible(permits, Time(reading))

(* When so many permits, counted from the oldest that counts, stop to.     *)
Until(young, permits) ==
  LET i == CHOOSE i \in DOMAIN young :
             /\ (young[i].before + young[i].permits - young[1].before) % Wrap >= permits
             /\ \A j \in 1 .. i - 1 :
                  (young[j].before + young[j].permits - young[1].before) % Wrap < permits
  IN  young[i].at + Length

(* Retry-after is the first moment at which the bound lets the request     *)
(* through; reset-after that at which it lets a whole limit through.       *)
FirstAt(permits, time) ==
  /\ W!Admissible(permits, time)
  /\ ~ W!Admissible(permits, time - 1)

Retry ==
  \A reading \in Readings, permits \in 1 .. Limit :
    Refused(reading, permits) =>
      /\ FirstAt(permits, Until(Young(Time(reading)), TooMany(reading, permits)))
      /\ FirstAt(Limit, Newest.at + Length)

(* A key of which nothing counts is gone soon.                             *)
Expiry ==
  entries # <<>> => (Last + 1) * Milli <= Newest.at + Length + (Grace + 2) * Milli

(* The list has all that may count at a reading to come, in order, and     *)
(* its numbers of permits add up, which is the invariant of the algorithm. *)
Inductive ==
  LET of(time) == SelectSeq(entries, LAMBDA e : e.at = time) IN
  /\ \A i \in 2 .. Len(entries) :
       /\ entries[i - 1].at <= entries[i].at
       /\ entries[i].before = (entries[i - 1].before + entries[i - 1].permits) % Wrap
  /\ W!L!Units([i \in DOMAIN entries |-> [units |-> entries[i].permits]], 1) <= Limit
  /\ \A time \in 0 .. now :
       W!Counts(time, Time(Max(0, now - Skew))) =>
         W!L!Units(SelectSeq(log, LAMBDA e : e.at = time), 1)
           = Length * W!L!Units([i \in DOMAIN of(time) |-> [units |-> of(time)[i].permits]], 1)

WindowBound == W!WindowBound

(* This algorithm implements the abstract limiter at which Limit permits   *)
(* come in each Length.                                                    *)
Refinement == W!Refinement

=============================================================================
