----------------------------- MODULE TokenBucket -----------------------------
(***************************************************************************)
(* The token bucket of dev.lockproof.rate.TokenBucket: a word that says    *)
(* when the bucket will be full again, in units since the origin of its    *)
(* era, replaced by compare-and-set; and a chain of eras, as numbers end.  *)
(* Each action of a process is one atomic step of that class and carries   *)
(* the label it has there.                                                 *)
(*                                                                         *)
(* Numbers are of a fixed width, as in Java: they wrap around.  Clocks may *)
(* be read Skew ticks behind the time; 0 is a clock that never goes back.  *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  N,        \* the number of processes
  Burst,    \* the permits of a full bucket
  Cost,     \* the units of a permit
  Gain,     \* the units that come in each tick
  Word,     \* the numbers are -Word .. Word - 1
  Most,     \* the units of an era are at most so many, and so are those of a bucket
  Skew,     \* how far behind a clock may be read
  MaxTime,  \* when the models end
  Compact   \* whether log keeps only its heaviest window

ASSUME Burst * Cost + Gain <= Most /\ 4 * Most <= Word

VARIABLES
  now,    \* the time
  eras,   \* the eras, the present one last: its origin and its word
  pc,     \* "idle", "timing", "taking", "closing", "moving" or "refusing"
  want,   \* the permits that each process asks for
  seen,   \* the number of the era and the word that each process has read
  clock,  \* the time that each process has read
  log     \* history: what was admitted, as in Limiter

vars == <<now, eras, pc, want, seen, clock, log>>

Proc == 1 .. N

(* This algorithm implements the abstract limiter.                         *)
L == INSTANCE Limiter

Capacity == Burst * Cost
None     == [era |-> 0, word |-> 0]
Present  == Len(eras)
Span     == Most \div Gain

Min(a, b)    == IF a < b THEN a ELSE b
Max(a, b)    == IF a < b THEN b ELSE a
Ceil(a, b)   == -((-a) \div b)
Wrap(number) == ((number + Word) % (2 * Word)) - Word

(* The complement of a word: that of an era which is closed is negative.   *)
Complement(word) == -1 - word
Open(word)       == word >= 0
Value(word)      == IF Open(word) THEN word ELSE Complement(word)

(* The time since the origin of an era, in ticks and in units, when the    *)
(* clock says so.                                                          *)
Elapsed(era, time) == time - eras[era].origin
Time(era, time)    == Wrap(Max(-Span, Min(Elapsed(era, time), 2 * Span)) * Gain)

(* When the bucket is full again, if so many permits are taken from what s *)
(* is: the number of an era and its word.  And the units left by that,     *)
(* negative if some are missing.                                           *)
Full(s, time, permits) == Wrap(Max(Value(s.word), Time(s.era, time)) + permits * Cost)
Left(s, time, permits) == Wrap(Wrap(Time(s.era, time) + Capacity) - Full(s, time, permits))

(* What a request for so many permits does next at that time.              *)
Decided(s, time, permits) ==
  IF Left(s, time, permits) < 0 THEN "refusing"
  ELSE IF ~ Open(s.word) THEN "moving"
  ELSE IF Elapsed(s.era, time) > Span THEN "closing"
  ELSE "taking"

(* What process p is told: in how many ticks it would be admitted, and in  *)
(* how many the bucket will be full.                                       *)
RetryAfter(p) == Ceil(-Left(seen[p], clock[p], want[p]), Gain)
ResetAfter(p) == Ceil(Capacity - Left(seen[p], clock[p], 0), Gain)

Init ==
  /\ now   = 0
  /\ eras  = <<[origin |-> 0, word |-> 0]>>
  /\ pc    = [p \in Proc |-> "idle"]
  /\ want  = [p \in Proc |-> 0]
  /\ seen  = [p \in Proc |-> None]
  /\ clock = [p \in Proc |-> 0]
  /\ log   = <<[at |-> 0, units |-> 0]>>

(* Process p begins a request, or starts again, and reads the era and its  *)
(* word.                                                                   *)
Read(p) ==
  /\ pc[p] = "idle"
  /\ seen' = [seen EXCEPT ![p] = [era |-> Present, word |-> eras[Present].word]]
  /\ pc'   = [pc EXCEPT ![p] = "timing"]
  /\ UNCHANGED <<now, eras, want, clock, log>>

(* Process p reads the clock and computes what would be left by so many    *)
(* permits as it asks for.                                                 *)
Clock(p) ==
  /\ pc[p] = "timing"
  /\ \E time \in Max(0, now - Skew) .. now, permits \in 1 .. Burst :
       /\ clock' = [clock EXCEPT ![p] = time]
       /\ want'  = [want EXCEPT ![p] = permits]
       /\ pc'    = [pc EXCEPT ![p] = Decided(seen[p], time, permits)]
  /\ UNCHANGED <<now, eras, seen, log>>

(* Process p has an answer, or has to start again.                         *)
Leave(p) ==
  /\ pc'    = [pc EXCEPT ![p] = "idle"]
  /\ want'  = [want EXCEPT ![p] = 0]
  /\ seen'  = [seen EXCEPT ![p] = None]
  /\ clock' = [clock EXCEPT ![p] = 0]
  /\ UNCHANGED now

(* Heavier than any other that ends with the last entry of log.            *)
Heaviest(l) ==
  CHOOSE w \in {L!Weight(l, i) : i \in 1 .. Len(l)} :
    \A i \in 1 .. Len(l) : L!Weight(l, i) <= w

Logged(entry) ==
  LET all == Append(log, entry) IN
  IF Compact THEN <<[at |-> entry.at, units |-> Heaviest(all)]>> ELSE all

Admitted(p) == Logged([at |-> clock[p], units |-> want[p] * Cost])

(* The word that process p has read is still that of its era.              *)
Unchanged(p) == eras[seen[p].era].word = seen[p].word

(* Process p takes its permits.  If the word is another by now, somebody   *)
(* was admitted or has closed the era, and p starts again.                 *)
Take(p) ==
  /\ pc[p] = "taking"
  /\ IF Unchanged(p)
     THEN /\ eras' = [eras EXCEPT ![seen[p].era].word = Full(seen[p], clock[p], want[p])]
          /\ log'  = Admitted(p)
     ELSE UNCHANGED <<eras, log>>
  /\ Leave(p)

(* Process p closes the era, unless its word is another by now.            *)
Close(p) ==
  /\ pc[p] = "closing"
  /\ IF Unchanged(p)
     THEN /\ eras' = [eras EXCEPT ![seen[p].era].word = Complement(seen[p].word)]
          /\ pc'   = [pc EXCEPT ![p] = "moving"]
          /\ UNCHANGED <<now, want, seen, clock>>
     ELSE /\ Leave(p)
          /\ UNCHANGED eras
  /\ UNCHANGED log

(* When the bucket is full again, in the era that begins now.              *)
CarriedOver(p) ==
  Wrap(Full(seen[p], clock[p], want[p]) - Time(seen[p].era, clock[p]))

(* Process p puts a new era in the place of the closed one, and is         *)
(* admitted with that, unless another one has done so.                     *)
Move(p) ==
  /\ pc[p] = "moving"
  /\ IF seen[p].era = Present
     THEN /\ eras' = Append(eras, [origin |-> clock[p], word |-> CarriedOver(p)])
          /\ log'  = Admitted(p)
     ELSE UNCHANGED <<eras, log>>
  /\ Leave(p)

(* Process p is refused.                                                   *)
Refuse(p) ==
  /\ pc[p] = "refusing"
  /\ UNCHANGED <<eras, log>>
  /\ Leave(p)

Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ UNCHANGED <<eras, pc, want, seen, clock, log>>

Step(p) == Read(p) \/ Clock(p) \/ Take(p) \/ Close(p) \/ Move(p) \/ Refuse(p)

Next == Tick \/ \E p \in Proc : Step(p)

(* Somebody is scheduled, but nobody in particular.                        *)
Fairness == WF_vars(\E p \in Proc : Step(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

Words == -2 * Most - 1 .. 2 * Most

TypeOK ==
  /\ now   \in 0 .. MaxTime
  /\ eras  \in Seq([origin : 0 .. now, word : Words])
  /\ pc    \in [Proc -> {"idle", "timing", "taking", "closing", "moving", "refusing"}]
  /\ want  \in [Proc -> 0 .. Burst]
  /\ seen  \in [Proc -> [era : 0 .. Present, word : Words]]
  /\ clock \in [Proc -> 0 .. now]
  /\ log   \in Seq([at : 0 .. now, units : Nat])

(* The next step of process p answers it.                                  *)
Answers(p) ==
  \/ pc[p] = "taking" /\ Unchanged(p)
  \/ pc[p] = "moving" /\ seen[p].era = Present
  \/ pc[p] = "refusing"
Answer == \E p \in Proc : Answers(p) /\ pc'[p] = "idle"

(* What is refused would have exceeded the bound on some window.           *)
Exact ==
  \A p \in Proc : pc[p] = "refusing" => ~ L!Admissible(want[p] * Cost, clock[p])

(* Retry-after is the first moment at which the bound lets the request     *)
(* through; reset-after that at which it lets the whole burst through.     *)
(* They count who is recorded when the request reads the word.             *)
FirstAt(units, time) ==
  /\ L!Admissible(units, time)
  /\ ~ L!Admissible(units, time - 1)

Retry ==
  \A p \in Proc : pc[p] = "refusing" /\ Unchanged(p) /\ seen[p].era = Present =>
    /\ FirstAt(want[p] * Cost, clock[p] + RetryAfter(p))
    /\ FirstAt(Capacity, clock[p] + ResetAfter(p))

(* Admissions take effect in the order of their readings of the clock.     *)
Ordered == \A i \in 2 .. Len(log) : log[i - 1].at <= log[i].at

(* Some request ends, again and again.                                     *)
LockFreedom == []<><<Answer>>_vars

(* The word lies on the line that the heaviest window leaves: this is the  *)
(* invariant of the algorithm, and it implies the bound on every window.   *)
Line ==
  LET last == log[Len(log)] IN
  Value(eras[Present].word) = (last.at - eras[Present].origin) * Gain + Heaviest(log)

(* An era is closed before the next one begins, and so nobody takes there. *)
Closed == \A i \in 1 .. Present - 1 : ~ Open(eras[i].word)

WindowBound == L!WindowBound

Refinement == L!Spec

=============================================================================
