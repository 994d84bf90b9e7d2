---------------------------- MODULE MCTokenBucket ----------------------------
(***************************************************************************)
(* Two processes: one that is admitted, one whose view is outdated by      *)
(* that.  A permit and a half come in each tick, so that fractions matter; *)
(* a bucket of two is full after two ticks, and then forgets what was      *)
(* before.  An era is over after two ticks too, as early as it may be, and *)
(* is ended by a request of the third.  So three ticks show all that time  *)
(* can do, but for an overflow: that takes until the numbers wrap.         *)
(***************************************************************************)
EXTENDS TokenBucket, TLC

(* A process that has read the word s, and then the clock, may be at the   *)
(* label of pc.  Who moves has closed the era, or found it closed.  If     *)
(* nothing has happened since, its clock is not behind the last admission. *)
Consistent(label, permits, s, time) ==
  LET present == eras[s.era].word
      decided == Decided(s, time, permits) IN
  /\ time <= now
  /\ \/ label = decided
     \/ label = "moving" /\ decided = "closing" /\ ~ Open(present)
  /\ label = "moving" /\ s.era = Present => Value(present) = Value(s.word)
  /\ s.era = Present /\ Value(present) = Value(s.word) => time >= log[Len(log)].at

(* The invariant, which each step has to keep.                             *)
Inductive ==
  /\ Line
  /\ Closed
  /\ log[Len(log)].at - eras[Present].origin \in 0 .. Span
  /\ \A p \in Proc : pc[p] \notin {"idle", "timing"} =>
       Consistent(pc[p], want[p], seen[p], clock[p])

(* All states, reachable or not, in which it holds.  The log is its        *)
(* heaviest window.  Only differences of times matter, so the era begins   *)
(* at 0.  There was another before, now closed.  A process may have seen   *)
(* any word; all that are not the present one lead to the same steps, so   *)
(* one of the era before stands for all.                                   *)
Before == [origin |-> 0, word |-> Complement(0)]
Seen   == {[era |-> 1, word |-> 0], [era |-> 2, word |-> Value(eras[2].word)],
           [era |-> 2, word |-> eras[2].word]}

Views ==
  {<<"idle", 0, None, 0>>}
  \union ({"timing"} \X {0} \X Seen \X {0})
  \union {v \in {"taking", "closing", "moving", "refusing"} \X (1 .. Burst) \X Seen \X (0 .. now) :
            Consistent(v[1], v[2], v[3], v[4])}

InductiveInit ==
  /\ now \in 0 .. MaxTime
  /\ \E at \in 0 .. Min(now, Span), heaviest \in 0 .. Capacity, open \in BOOLEAN :
       LET value == at * Gain + heaviest IN
       /\ eras = <<Before, [origin |-> 0, word |-> IF open THEN value ELSE Complement(value)]>>
       /\ log  = <<[at |-> at, units |-> heaviest]>>
  /\ \E view \in [Proc -> Views] :
       /\ pc    = [p \in Proc |-> view[p][1]]
       /\ want  = [p \in Proc |-> view[p][2]]
       /\ seen  = [p \in Proc |-> view[p][3]]
       /\ clock = [p \in Proc |-> view[p][4]]

OneStep == TLCGet("level") < 2

(* Witnesses, which must be violated: somebody comes too late; somebody is *)
(* refused; somebody is admitted again when a fraction of a permit is left;*)
(* an era follows with something missing; somebody finds an era closed by  *)
(* another, and moves it.                                                  *)
NeverLate    == \A p \in Proc : pc[p] = "taking" => Unchanged(p)
NeverRefused == \A p \in Proc : pc[p] # "refusing"
NeverFraction ==
  ~ (Len(log) > 2 /\ (Capacity - Heaviest(log)) % Cost # 0)
NeverMoved   == \A i \in 2 .. Present : eras[i].word % Cost = 0
NeverClosed  == \A p \in Proc : pc[p] = "moving" => Open(seen[p].word)

=============================================================================
