------------------------------ MODULE LeaseLine ------------------------------
(***************************************************************************)
(* Those who wait for a lease, as in dev.lockproof.redis.Line: in each     *)
(* process they stand in a line, the first of it asks the store and rests  *)
(* in between, and who releases the lease tells all processes that listen. *)
(* Each action of a process carries the label that it has there.           *)
(*                                                                         *)
(* Time is not modelled: a rest ends, or not, as the constants say.  The   *)
(* lease itself has a specification of its own, ../redis-lease.            *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  Home,       \* the process of each waiter, waiters being numbered from 1
  Processes,  \* how many processes there are
  Misses,     \* may a notice be missed, or a holder vanish without one?
  Polls       \* does a rest end by itself while the process listens?

VARIABLES
  holder,  \* the waiter that has the lease, or 0
  pc,      \* of each waiter "away", "in", "holding" or "gone"
  line,    \* of each process: its waiters in the order in which they came
  first,   \* what the first of a line does: "rest", "ask", "granted", "missed"
  rests,   \* may it rest, unless there is news?
  news,    \* is there news?
  ear,     \* does the process listen: "no", "soon" or "yes"?
  notice   \* is a notice on its way to it?

vars == <<holder, pc, line, first, rests, news, ear, notice>>

Waiter  == DOMAIN Home
Process == 1 .. Processes

Waits(p) == line[p] # <<>>

Init ==
  /\ holder = 0
  /\ pc     = [w \in Waiter |-> "away"]
  /\ line   = [p \in Process |-> <<>>]
  /\ first  = [p \in Process |-> "rest"]
  /\ rests  = [p \in Process |-> FALSE]
  /\ news   = [p \in Process |-> FALSE]
  /\ ear    = [p \in Process |-> "no"]
  /\ notice = [p \in Process |-> FALSE]

(* Waiter w goes to the end of the line of its process.                    *)
Enter(w) ==
  /\ pc[w] = "away"
  /\ pc'   = [pc EXCEPT ![w] = "in"]
  /\ line' = [line EXCEPT ![Home[w]] = Append(@, w)]
  /\ UNCHANGED <<holder, first, rests, news, ear, notice>>

(* The rest of the first of line p is over although there is no news.      *)
Rest(p) ==
  /\ Waits(p)
  /\ first[p] = "rest"
  /\ rests[p]
  /\ Polls \/ ear[p] # "yes"
  /\ rests' = [rests EXCEPT ![p] = FALSE]
  /\ UNCHANGED <<holder, pc, line, first, news, ear, notice>>

(* The first of line p stops to rest, takes the news, and will ask.        *)
Wake(p) ==
  /\ Waits(p)
  /\ first[p] = "rest"
  /\ news[p] \/ ~rests[p]
  /\ first' = [first EXCEPT ![p] = "ask"]
  /\ rests' = [rests EXCEPT ![p] = FALSE]
  /\ news'  = [news EXCEPT ![p] = FALSE]
  /\ UNCHANGED <<holder, pc, line, ear, notice>>

(* The store answers the first of line p: it grants the lease if it can.   *)
Ask(p) ==
  /\ first[p] = "ask"
  /\ IF holder = 0
     THEN holder' = Head(line[p]) /\ first' = [first EXCEPT ![p] = "granted"]
     ELSE holder' = holder        /\ first' = [first EXCEPT ![p] = "missed"]
  /\ UNCHANGED <<pc, line, rests, news, ear, notice>>

(* The first of line p leaves with the lease; the next may rest.           *)
Granted(p) ==
  /\ first[p] = "granted"
  /\ pc'    = [pc EXCEPT ![Head(line[p])] = "holding"]
  /\ line'  = [line EXCEPT ![p] = Tail(@)]
  /\ first' = [first EXCEPT ![p] = "rest"]
  /\ rests' = [rests EXCEPT ![p] = TRUE]
  /\ UNCHANGED <<holder, news, ear, notice>>

(* The first of line p learns that somebody has the lease.  It sees to it  *)
(* that the process listens, and rests.                                    *)
Missed(p) ==
  /\ first[p] = "missed"
  /\ first' = [first EXCEPT ![p] = "rest"]
  /\ rests' = [rests EXCEPT ![p] = TRUE]
  /\ ear'   = [ear EXCEPT ![p] = IF @ = "no" THEN "soon" ELSE @]
  /\ UNCHANGED <<holder, pc, line, news, notice>>

(* The first of line p gives up before the store answers: it is            *)
(* interrupted, or the store fails.                                        *)
GiveUp(p) ==
  /\ first[p] = "ask"
  /\ pc'    = [pc EXCEPT ![Head(line[p])] = "gone"]
  /\ line'  = [line EXCEPT ![p] = Tail(@)]
  /\ first' = [first EXCEPT ![p] = "rest"]
  /\ UNCHANGED <<holder, rests, news, ear, notice>>

(* Somebody in line p who does nothing but wait leaves: its time is over,  *)
(* or it is interrupted.                                                   *)
Leave(p) == \E i \in DOMAIN line[p] :
  /\ i = 1 => first[p] = "rest"
  /\ pc'   = [pc EXCEPT ![line[p][i]] = "gone"]
  /\ line' = [line EXCEPT ![p] =
                SubSeq(@, 1, i - 1) \o SubSeq(@, i + 1, Len(@))]
  /\ UNCHANGED <<holder, first, rests, news, ear, notice>>

-----------------------------------------------------------------------------

(* Process p listens from now on; what was said before, nobody knows.      *)
Listen(p) ==
  /\ ear[p] = "soon"
  /\ ear'  = [ear EXCEPT ![p] = "yes"]
  /\ news' = [news EXCEPT ![p] = TRUE]
  /\ UNCHANGED <<holder, pc, line, first, rests, notice>>

(* A notice arrives at process p.                                          *)
Tell(p) ==
  /\ notice[p]
  /\ notice' = [notice EXCEPT ![p] = FALSE]
  /\ news'   = [news EXCEPT ![p] = TRUE]
  /\ UNCHANGED <<holder, pc, line, first, rests, ear>>

(* A notice is lost, and nobody knows.                                     *)
Lose(p) ==
  /\ Misses
  /\ notice[p]
  /\ notice' = [notice EXCEPT ![p] = FALSE]
  /\ UNCHANGED <<holder, pc, line, first, rests, news, ear>>

(* The connection of process p breaks, and is made again.                  *)
Break(p) ==
  /\ ear[p] = "yes"
  /\ ear'    = [ear EXCEPT ![p] = "soon"]
  /\ notice' = [notice EXCEPT ![p] = FALSE]
  /\ news'   = [news EXCEPT ![p] = TRUE]
  /\ UNCHANGED <<holder, pc, line, first, rests>>

(* The holder releases the lease, and the store tells all who listen.      *)
Free ==
  /\ holder # 0
  /\ pc[holder] = "holding"
  /\ holder' = 0
  /\ pc'     = [pc EXCEPT ![holder] = "gone"]
  /\ notice' = [p \in Process |-> notice[p] \/ ear[p] = "yes"]
  /\ UNCHANGED <<line, first, rests, news, ear>>

(* The holder vanishes, and its lease ends by itself.                      *)
Vanish ==
  /\ Misses
  /\ holder # 0
  /\ pc[holder] = "holding"
  /\ holder' = 0
  /\ pc'     = [pc EXCEPT ![holder] = "gone"]
  /\ UNCHANGED <<line, first, rests, news, ear, notice>>

Step(p) == Rest(p) \/ Wake(p) \/ Ask(p) \/ Granted(p) \/ Missed(p)

Next ==
  \/ \E w \in Waiter : Enter(w)
  \/ \E p \in Process :
       Step(p) \/ GiveUp(p) \/ Leave(p) \/ Listen(p) \/ Tell(p) \/ Lose(p) \/ Break(p)
  \/ Free \/ Vanish

(* Nobody is obliged to come, to give up, or to lose anything; connections *)
(* do not break for ever.                                                  *)
Fairness ==
  /\ \A p \in Process : WF_vars(Step(p)) /\ SF_vars(Listen(p)) /\ WF_vars(Tell(p))
  /\ WF_vars(Free)

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ holder \in {0} \union Waiter
  /\ pc     \in [Waiter -> {"away", "in", "holding", "gone"}]
  /\ first  \in [Process -> {"rest", "ask", "granted", "missed"}]
  /\ rests  \in [Process -> BOOLEAN]
  /\ news   \in [Process -> BOOLEAN]
  /\ ear    \in [Process -> {"no", "soon", "yes"}]
  /\ notice \in [Process -> BOOLEAN]

(* Where somebody waits, and the lease is free, it is granted to somebody, *)
(* unless all give up.                                                     *)
NoneForgotten ==
  (holder = 0 /\ \E p \in Process : Waits(p))
    ~> (holder # 0 \/ \A p \in Process : ~ Waits(p))

(* In the only process, everybody is served, or gives up.                  *)
AllServed == \A w \in Waiter : pc[w] = "in" ~> pc[w] # "in"

=============================================================================
