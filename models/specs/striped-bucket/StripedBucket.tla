---------------------------- MODULE StripedBucket ----------------------------
(***************************************************************************)
(* The striped bucket of dev.lockproof.rate.StripedBucket: a token bucket, *)
(* and stripes that draw several permits from it and serve them one by     *)
(* one.  Each action of a process is one atomic step of that class and     *)
(* carries the label it has there; so is a request to the bucket, which is *)
(* linearizable (see TokenBucket).                                         *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  N,        \* the number of processes
  Stripes,  \* the number of stripes
  Draws,    \* the permits that a stripe draws at once
  Burst,    \* the permits that may be admitted at once
  Cost,     \* the units of a permit
  Gain,     \* the units that come in each tick
  MaxTime,  \* when the models end
  Compact   \* whether log keeps only its heaviest window

VARIABLES
  now,     \* the time
  full,    \* when the bucket is full again, in units since the start
  word,    \* what each stripe holds, or Drawing
  pc,      \* "idle", "serving", "claiming", "drawing", "filling" or "asking"
  stripe,  \* the stripe of each process
  held,    \* what each process has seen of its stripe, or has to fill it with
  log      \* history: what was admitted, as in Limiter

vars == <<now, full, word, pc, stripe, held, log>>

Proc   == 1 .. N
Stripe == 1 .. Stripes

(* This algorithm implements the abstract limiter.                         *)
L == INSTANCE Limiter

Drawing == -1
Slack   == Stripes * (Draws - 1)
Bucket  == Burst - Slack

Max(a, b) == IF a < b THEN b ELSE a

(* Whether the bucket has so many permits, and when it is full again       *)
(* without them.                                                           *)
After(permits) == Max(full, now * Gain) + permits * Cost
Has(permits)   == After(permits) - now * Gain <= Bucket * Cost

Init ==
  /\ now    = 0
  /\ full   = 0
  /\ word   = [s \in Stripe |-> 0]
  /\ pc     = [p \in Proc |-> "idle"]
  /\ stripe = [p \in Proc |-> 1]
  /\ held   = [p \in Proc |-> 0]
  /\ log    = <<[at |-> 0, units |-> 0]>>

(* Heavier than any other that ends with the last entry of l.              *)
Heaviest(l) ==
  CHOOSE w \in {L!Weight(l, i) : i \in 1 .. Len(l)} :
    \A i \in 1 .. Len(l) : L!Weight(l, i) <= w

(* The log with a permit more.                                             *)
Admitted ==
  LET all == Append(log, [at |-> now, units |-> Cost]) IN
  IF Compact THEN <<[at |-> now, units |-> Heaviest(all)]>> ELSE all

Goto(p, label, number) ==
  /\ pc'   = [pc EXCEPT ![p] = label]
  /\ held' = [held EXCEPT ![p] = number]

Leave(p) ==
  /\ Goto(p, "idle", 0)
  /\ stripe' = [stripe EXCEPT ![p] = 1]

(* Process p asks for a permit, or once more, and looks at a stripe.       *)
Look(p) ==
  /\ pc[p] = "idle"
  /\ \E s \in Stripe :
       /\ stripe' = [stripe EXCEPT ![p] = s]
       /\ Goto(p, CASE word[s] = Drawing -> "asking"
                    [] word[s] = 0       -> "claiming"
                    [] OTHER             -> "serving", word[s])
  /\ UNCHANGED <<now, full, word, log>>

(* Process p takes a permit of its stripe, unless its word is another.     *)
Serve(p) ==
  /\ pc[p] = "serving"
  /\ IF word[stripe[p]] = held[p]
     THEN /\ word' = [word EXCEPT ![stripe[p]] = held[p] - 1]
          /\ log'  = Admitted
     ELSE UNCHANGED <<word, log>>
  /\ Leave(p)
  /\ UNCHANGED <<now, full>>

(* Process p claims its stripe, which is empty, unless another one has.    *)
Claim(p) ==
  /\ pc[p] = "claiming"
  /\ IF word[stripe[p]] = 0
     THEN /\ word' = [word EXCEPT ![stripe[p]] = Drawing]
          /\ Goto(p, "drawing", 0)
          /\ UNCHANGED stripe
     ELSE /\ Leave(p)
          /\ UNCHANGED word
  /\ UNCHANGED <<now, full, log>>

(* Process p draws, and is admitted if the bucket has as many.             *)
Draw(p) ==
  /\ pc[p] = "drawing"
  /\ IF Has(Draws)
     THEN /\ full' = After(Draws)
          /\ log'  = Admitted
          /\ Goto(p, "filling", Draws - 1)
     ELSE /\ Goto(p, "filling", Drawing)
          /\ UNCHANGED <<full, log>>
  /\ UNCHANGED <<now, word, stripe>>

(* Process p fills its stripe with what it has drawn and not taken.        *)
Fill(p) ==
  /\ pc[p] = "filling"
  /\ word' = [word EXCEPT ![stripe[p]] = Max(held[p], 0)]
  /\ IF held[p] = Drawing
     THEN /\ Goto(p, "asking", 0)
          /\ UNCHANGED stripe
     ELSE Leave(p)
  /\ UNCHANGED <<now, full, log>>

(* Process p asks the bucket for a permit, and has its answer.             *)
Direct(p) ==
  /\ pc[p] = "asking"
  /\ IF Has(1)
     THEN /\ full' = After(1)
          /\ log'  = Admitted
     ELSE UNCHANGED <<full, log>>
  /\ Leave(p)
  /\ UNCHANGED <<now, word>>

Tick ==
  /\ now < MaxTime
  /\ now' = now + 1
  /\ UNCHANGED <<full, word, pc, stripe, held, log>>

Step(p) == Look(p) \/ Serve(p) \/ Claim(p) \/ Draw(p) \/ Fill(p) \/ Direct(p)

Next == Tick \/ \E p \in Proc : Step(p)

(* Somebody is scheduled, but nobody in particular.                        *)
Fairness == WF_vars(\E p \in Proc : Step(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ now    \in 0 .. MaxTime
  /\ full   \in 0 .. (MaxTime * Gain + Bucket * Cost)
  /\ word   \in [Stripe -> Drawing .. Draws - 1]
  /\ pc     \in [Proc -> {"idle", "serving", "claiming", "drawing", "filling", "asking"}]
  /\ stripe \in [Proc -> Stripe]
  /\ held   \in [Proc -> Drawing .. Draws - 1]
  /\ log    \in Seq([at : 0 .. now, units : Nat])

(* Process p is about to be refused.                                       *)
Refuses(p) == pc[p] = "asking" /\ ~ Has(1)

(* What is refused would exceed the bound of a smaller burst.              *)
Close ==
  \A p \in Proc : Refuses(p) =>
    Heaviest(Append(log, [at |-> now, units |-> Cost])) > (Burst - 2 * Slack) * Cost

(* The next step of process p answers it.                                  *)
Answers(p) ==
  \/ pc[p] = "serving" /\ word[stripe[p]] = held[p]
  \/ pc[p] = "filling" /\ held[p] # Drawing
  \/ pc[p] = "asking"
Answer == \E p \in Proc : Answers(p) /\ pc'[p] = "idle"

(* Some request ends, again and again.                                     *)
LockFreedom == []<><<Answer>>_vars

WindowBound == L!WindowBound

Refinement == L!Spec

=============================================================================
