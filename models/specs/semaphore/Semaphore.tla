------------------------------ MODULE Semaphore ------------------------------
(***************************************************************************)
(* A fair counting semaphore, as in dev.lockproof.local.FairSemaphore.     *)
(* What that does under its lock is one step here if it takes one step     *)
(* outside what the lock guards: Queue and Leave.  Who serves several      *)
(* waiters takes as many steps, and has the lock meanwhile.  How a waiter  *)
(* waits is left out: see ../signal/Signal.tla.                            *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  Wants,   \* of each process: how many permits it acquires at once
  Permits  \* how many there are at first

Proc == 1 .. Len(Wants)
None == 0

VARIABLES
  permits,  \* how many permits there are
  waiting,  \* the bit that says whether somebody waits
  queue,    \* who waits and is not served, in order of arrival
  raised,   \* the processes whose signals are raised
  lock,     \* the process that has the lock, or None
  pc        \* "idle", "asking", "waiting", "leaving", "holding", "giving" or
            \* "serving"

vars == <<permits, waiting, queue, raised, lock, pc>>

Init ==
  /\ permits = Permits
  /\ waiting = FALSE
  /\ queue   = <<>>
  /\ raised  = {}
  /\ lock    = None
  /\ pc      = [p \in Proc |-> "idle"]

Goto(p, place) == pc' = [pc EXCEPT ![p] = place]

Without(s, p) == SelectSeq(s, LAMBDA q : q # p)

IsIn(s, p) == \E i \in 1 .. Len(s) : s[i] = p

Enough(p) == ~ waiting /\ permits >= Wants[p]

(* Process p acquires what it wants: a compare-and-set on the word.        *)
Take(p) ==
  /\ pc[p] = "idle"
  /\ Enough(p)
  /\ permits' = permits - Wants[p]
  /\ Goto(p, "holding")
  /\ UNCHANGED <<waiting, queue, raised, lock>>

(* Process p finds too few permits, or others waiting.                     *)
Ask(p) ==
  /\ pc[p] = "idle"
  /\ ~ Enough(p)
  /\ Goto(p, "asking")
  /\ UNCHANGED <<permits, waiting, queue, raised, lock>>

(* Under the lock, process p takes the permits after all, or sets the bit  *)
(* and joins the queue.                                                    *)
Queue(p) ==
  /\ pc[p] = "asking"
  /\ lock = None
  /\ IF Enough(p)
     THEN /\ permits' = permits - Wants[p]
          /\ Goto(p, "holding")
          /\ UNCHANGED <<waiting, queue>>
     ELSE /\ waiting' = TRUE
          /\ queue'   = Append(queue, p)
          /\ Goto(p, "waiting")
          /\ UNCHANGED permits
  /\ UNCHANGED <<raised, lock>>

(* Process p releases its permits; if the bit is set, it goes on to serve. *)
Give(p) ==
  /\ pc[p] = "holding"
  /\ permits' = permits + Wants[p]
  /\ Goto(p, IF waiting THEN "giving" ELSE "idle")
  /\ UNCHANGED <<waiting, queue, raised, lock>>

(* Process p gets the lock in order to serve.                              *)
Serve(p) ==
  /\ pc[p] = "giving"
  /\ lock = None
  /\ lock' = p
  /\ Goto(p, "serving")
  /\ UNCHANGED <<permits, waiting, queue, raised>>

CanGrant == queue # <<>> /\ permits >= Wants[Head(queue)]

(* Process p serves the first waiter: it takes the permits, clears the bit *)
(* if that was the last one, and wakes it.                                 *)
Grant(p) ==
  /\ pc[p] = "serving"
  /\ CanGrant
  /\ permits' = permits - Wants[Head(queue)]
  /\ waiting' = (Len(queue) > 1)
  /\ raised'  = raised \union {Head(queue)}
  /\ queue'   = Tail(queue)
  /\ UNCHANGED <<lock, pc>>

(* Process p finds nobody whom it could serve, and unlocks.                *)
Served(p) ==
  /\ pc[p] = "serving"
  /\ ~ CanGrant
  /\ lock' = None
  /\ Goto(p, "idle")
  /\ UNCHANGED <<permits, waiting, queue, raised>>

(* Process p sees that it was served, and has the permits.                 *)
Woken(p) ==
  /\ pc[p] = "waiting"
  /\ p \in raised
  /\ raised' = raised \ {p}
  /\ Goto(p, "holding")
  /\ UNCHANGED <<permits, waiting, queue, lock>>

(* Process p gives up: its time is over, or it was interrupted.            *)
GiveUp(p) ==
  /\ pc[p] = "waiting"
  /\ p \notin raised
  /\ Goto(p, "leaving")
  /\ UNCHANGED <<permits, waiting, queue, raised, lock>>

(* Under the lock, process p finds that it was served meanwhile, or leaves *)
(* the queue.  If that is empty it clears the bit; else it goes on to      *)
(* serve those who are left.                                               *)
Leave(p) ==
  /\ pc[p] = "leaving"
  /\ lock = None
  /\ queue' = Without(queue, p)
  /\ IF p \in raised
     THEN /\ raised' = raised \ {p}
          /\ Goto(p, "holding")
          /\ UNCHANGED <<waiting, lock>>
     ELSE /\ IF queue' = <<>>
             THEN waiting' = FALSE /\ Goto(p, "idle") /\ UNCHANGED lock
             ELSE lock' = p /\ Goto(p, "serving") /\ UNCHANGED waiting
          /\ UNCHANGED raised
  /\ UNCHANGED permits

Next == \E p \in Proc :
  \/ Take(p) \/ Ask(p) \/ Queue(p) \/ Give(p) \/ Serve(p) \/ Grant(p) \/ Served(p)
  \/ Woken(p) \/ GiveUp(p) \/ Leave(p)

(* Whoever may go on is scheduled, and permits are released; the lock is   *)
(* fair.  Nobody has to ask, or to give up.                                *)
Fairness == \A p \in Proc :
  /\ WF_vars(Give(p) \/ Grant(p) \/ Served(p) \/ Woken(p))
  /\ SF_vars(Queue(p) \/ Serve(p) \/ Leave(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ permits \in Nat
  /\ waiting \in BOOLEAN
  /\ queue   \in Seq(Proc)
  /\ raised  \in SUBSET Proc
  /\ lock    \in Proc \union {None}
  /\ pc      \in [Proc -> {"idle", "asking", "waiting", "leaving", "holding",
                           "giving", "serving"}]

(* How many permits the first n processes have, or were served with.       *)
RECURSIVE Out(_)
Out(n) ==
  IF n = 0 THEN 0
  ELSE Out(n - 1) + (IF pc[n] = "holding" \/ n \in raised THEN Wants[n] ELSE 0)

(* Permits are taken and given back: none is lost, and none is made.       *)
PermitsAreKept == permits + Out(Len(Wants)) = Permits

(* The bit is set while somebody waits, and only then.                     *)
BitIsRight == waiting <=> queue # <<>>

(* Nobody waits for what is there, unless somebody is on its way.          *)
NoWakeUpLost ==
  CanGrant => \E p \in Proc : pc[p] \in {"giving", "serving"}

(* First come, first served: who is served, or takes, leaves nobody behind *)
(* that was in the queue before.                                           *)
FirstComeFirstServed == [][\A p \in Proc :
  /\ p \in raised' \ raised => queue # <<>> /\ Head(queue) = p
  /\ pc[p] \in {"idle", "asking"} /\ pc'[p] = "holding" => queue = <<>>]_vars

(* Every process that wants permits has them in the end, or gives up.      *)
StarvationFreedom == \A p \in Proc :
  pc[p] \in {"asking", "waiting"} ~> pc[p] \in {"holding", "idle"}

=============================================================================
