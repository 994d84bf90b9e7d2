---------------------------- MODULE MCTokenBucket ----------------------------
(***************************************************************************)
(* Two processes: one that is admitted, one whose view is outdated by      *)
(* that.  A permit and a half come in each two ticks, so that fractions    *)
(* matter; a bucket of two is full after three ticks, and then forgets     *)
(* what was before.  So four ticks show all that time can do, but for an   *)
(* overflow: that takes until the numbers wrap.                            *)
(***************************************************************************)
EXTENDS TokenBucket, TLC

(* All states, reachable or not, in which the line holds.  The log is its  *)
(* heaviest window.  A process may have seen any state; all that are not   *)
(* the present one lead to the same steps, so one of them stands for all.  *)
Outdated == [at |-> 0, units |-> 0]

Views(s, t) ==
  {<<"idle", 0, None, 0>>}
  \union ({"timing"} \X (1 .. Burst) \X {s, Outdated} \X {0})
  \union {v \in {"taking", "refusing"} \X (1 .. Burst) \X {s, Outdated} \X (0 .. t) :
            /\ v[3] = s => v[4] >= s.at
            /\ (v[1] = "taking") = (Available(v[3], v[4]) >= v[2] * Cost)}

InductiveInit ==
  /\ now   \in 0 .. MaxTime
  /\ state \in [at : 0 .. now, units : 0 .. Capacity]
  /\ log   = <<[at |-> state.at, units |-> Capacity - state.units]>>
  /\ \E view \in [Proc -> Views(state, now)] :
       /\ pc    = [p \in Proc |-> view[p][1]]
       /\ want  = [p \in Proc |-> view[p][2]]
       /\ seen  = [p \in Proc |-> view[p][3]]
       /\ clock = [p \in Proc |-> view[p][4]]

(* The invariant, which each step from there has to keep.                  *)
Inductive ==
  /\ Line
  /\ \A p \in Proc : pc[p] \in {"taking", "refusing"} =>
       /\ clock[p] <= now
       /\ seen[p] = state => clock[p] >= state.at
       /\ (pc[p] = "taking") = (Left(p) >= 0)

OneStep == TLCGet("level") < 2

(* Witnesses, which must be violated: somebody comes too late; somebody is *)
(* refused; somebody is admitted again when a fraction of a permit is left.*)
NeverLate    == \A p \in Proc : pc[p] = "taking" => seen[p] = state
NeverRefused == \A p \in Proc : ~ Refuses(p)
NeverFraction ==
  ~ (Len(log) > 2 /\ state.units % Cost # 0)
NeverLateRefusal == \A p \in Proc : pc[p] = "refusing" => seen[p] = state

=============================================================================
