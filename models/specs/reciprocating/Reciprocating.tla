--------------------------- MODULE Reciprocating ---------------------------
(***************************************************************************)
(* The lock of Dice and Kogan (PPoPP 2025, Listing 1), with tryLock, as in *)
(* dev.lockproof.local.ReciprocatingLock.  Each action is one atomic step  *)
(* of that class and carries the label it has there.  How a waiter waits   *)
(* is left out here: see ../signal/Signal.tla.                             *)
(***************************************************************************)
EXTENDS Naturals

CONSTANT N  \* the number of processes

Proc == 1 .. N

(* The collector recycles elements.  Each process reaches at most one, and *)
(* the batch that is served and the stack have an end each.  What nobody   *)
(* will read again is reset, so that states differ in nothing else.        *)
Element == 1 .. N + 2
None    == 0
Locked  == N + 3

VARIABLES
  arrivals, \* the top of the stack: an element, Locked, or None
  raised,   \* the elements whose turn has come
  ends,     \* of each raised element: the end of its batch
  element,  \* the element of each process that waits
  below,    \* what each process that waits found on the stack
  succ,     \* the next of the holder's batch, or None if it is the last
  end,      \* the end of the holder's batch, or of the next if it is the last
  pc,       \* where each process is
  late,     \* history: who arrived after each process that waits
  bypassed  \* history: how often each process was overtaken by each, in one wait

vars == <<arrivals, raised, ends, element, below, succ, end, pc, late, bypassed>>

Nobody == [q \in Proc |-> 0]

Init ==
  /\ arrivals = None
  /\ raised   = {}
  /\ ends     = [n \in Element |-> None]
  /\ element  = [p \in Proc |-> None]
  /\ below    = [p \in Proc |-> None]
  /\ succ     = None
  /\ end      = None
  /\ pc       = [p \in Proc |-> "idle"]
  /\ late     = [p \in Proc |-> {}]
  /\ bypassed = [p \in Proc |-> Nobody]

(* An element that nobody can reach, as the collector would find it.       *)
Reachable ==
  {arrivals, succ, end} \union {ends[n] : n \in Element}
    \union {element[p] : p \in Proc} \union {below[p] : p \in Proc}
Fresh == CHOOSE n \in Element \ Reachable : TRUE

(* Process p goes to a place of its own program.                           *)
Goto(p, place) == pc' = [pc EXCEPT ![p] = place]

(* Process p, which has arrived or just arrives, holds the lock.           *)
Hold(p, s, e) ==
  /\ succ' = s
  /\ end'  = e
  /\ Goto(p, "holding")
  /\ late' = [q \in Proc |-> IF q = p THEN {} ELSE late[q] \ {p}]
  /\ bypassed' = [q \in Proc |->
       IF q = p THEN Nobody
       ELSE IF p \in late[q] THEN [bypassed[q] EXCEPT ![p] = @ + 1]
       ELSE bypassed[q]]

(* Process p pushes itself on the stack: the exchange.  If the lock was    *)
(* free, it holds it, and its element is the end of the first batch.       *)
Arrive(p) ==
  /\ pc[p] = "idle"
  /\ arrivals' = Fresh
  /\ IF arrivals = None
     THEN /\ Hold(p, None, Fresh)
          /\ UNCHANGED <<element, below>>
     ELSE /\ element' = [element EXCEPT ![p] = Fresh]
          /\ below'   = [below EXCEPT ![p] = arrivals]
          /\ Goto(p, "waiting")
          /\ late' = [q \in Proc |->
               IF pc[q] = "waiting" THEN late[q] \union {p} ELSE late[q]]
          /\ UNCHANGED <<succ, end, bypassed>>
  /\ UNCHANGED <<raised, ends>>

(* Process p sees its element raised and enters.  Whoever found on the     *)
(* stack the end of its batch is the last of it.                           *)
Enter(p) ==
  /\ pc[p] = "waiting"
  /\ element[p] \in raised
  /\ IF below[p] = ends[element[p]]
     THEN Hold(p, None, Locked)
     ELSE Hold(p, below[p], ends[element[p]])
  /\ raised'  = raised \ {element[p]}
  /\ ends'    = [ends EXCEPT ![element[p]] = None]
  /\ element' = [element EXCEPT ![p] = None]
  /\ below'   = [below EXCEPT ![p] = None]
  /\ UNCHANGED arrivals

(* Process p calls tryLock, which succeeds where the lock is free.         *)
TryEnter(p) ==
  /\ pc[p] = "idle"
  /\ arrivals  = None
  /\ arrivals' = Locked
  /\ Hold(p, None, Locked)
  /\ UNCHANGED <<raised, ends, element, below>>

(* Process p, the last of its batch, frees the lock if nobody has arrived. *)
Free(p) ==
  /\ pc[p] = "holding"
  /\ succ = None
  /\ IF arrivals = end
     THEN arrivals' = None /\ end' = None /\ Goto(p, "idle")
     ELSE Goto(p, "detaching") /\ UNCHANGED <<arrivals, end>>
  /\ UNCHANGED <<raised, ends, element, below, succ, late, bypassed>>

(* Process p detaches all arrivals: the next batch, from the top.          *)
Detach(p) ==
  /\ pc[p] = "detaching"
  /\ succ'     = arrivals
  /\ arrivals' = Locked
  /\ Goto(p, "handing")
  /\ UNCHANGED <<raised, ends, element, below, end, late, bypassed>>

(* Process p raises the next element and gives it the end of the batch.    *)
HandOver(p) ==
  /\ \/ pc[p] = "holding" /\ succ # None
     \/ pc[p] = "handing"
  /\ raised' = raised \union {succ}
  /\ ends'   = [ends EXCEPT ![succ] = end]
  /\ succ'   = None
  /\ end'    = None
  /\ Goto(p, "idle")
  /\ UNCHANGED <<arrivals, element, below, late, bypassed>>

Next == \E p \in Proc :
  \/ Arrive(p) \/ Enter(p) \/ TryEnter(p)
  \/ Free(p) \/ Detach(p) \/ HandOver(p)

(* Whoever has begun is scheduled, and holders unlock.                     *)
Fairness == \A p \in Proc :
  WF_vars(Enter(p) \/ Free(p) \/ Detach(p) \/ HandOver(p))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ arrivals \in Element \union {None, Locked}
  /\ raised   \in SUBSET Element
  /\ ends     \in [Element -> Element \union {None, Locked}]
  /\ element  \in [Proc -> Element \union {None}]
  /\ below    \in [Proc -> Element \union {None, Locked}]
  /\ succ     \in Element \union {None}
  /\ end      \in Element \union {None, Locked}
  /\ pc       \in [Proc -> {"idle", "waiting", "holding", "detaching", "handing"}]
  /\ late     \in [Proc -> SUBSET Proc]
  /\ bypassed \in [Proc -> [Proc -> Nat]]

(* This algorithm implements the abstract lock.  A process holds the lock  *)
(* until the step of unlock that gives it up.                              *)
State(p) == IF pc[p] \in {"idle", "waiting"} THEN pc[p] ELSE "holding"

M == INSTANCE Mutex WITH state <- [p \in Proc |-> State(p)]

(* While a process waits, each later one enters before it at most once.    *)
BoundedBypass == \A p, q \in Proc : bypassed[p][q] <= 1

(* Every process that waits enters.                                        *)
StarvationFreedom ==
  \A p \in Proc : State(p) = "waiting" ~> State(p) = "holding"

MutualExclusion == M!MutualExclusion

Refinement == M!Spec

=============================================================================
