----------------------------- MODULE LeaseSets ------------------------------
(***************************************************************************)
(* Leases of several resources, all or none, as in                         *)
(* dev.lockproof.lease.LeaseSets.  Resources are numbers, in the order of  *)
(* their names.  What a lease and its store do is one step: it is granted, *)
(* it ends, or it is freed.                                                *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Caller,    \* those who need several resources: positive numbers
  Wants,     \* which ones, for each of them
  Ending,    \* may leases end while others are waited for?
  Patient    \* does everybody wait for ever?

Resource == UNION {Wants[c] : c \in Caller}
Nobody   == 0

VARIABLES
  pc,        \* what each caller is: "out", "asking", "freeing", "in"
  goal,      \* where it goes when all is freed
  got,       \* the resources of which it was granted leases
  owner      \* who has each resource, for the store and for the holder

vars == <<pc, goal, got, owner>>

Init ==
  /\ pc    = [c \in Caller |-> "out"]
  /\ goal  = [c \in Caller |-> "out"]
  /\ got   = [c \in Caller |-> {}]
  /\ owner = [r \in Resource |-> Nobody]

Least(s)    == CHOOSE r \in s : \A q \in s : r <= q
Greatest(s) == CHOOSE r \in s : \A q \in s : r >= q

(* What caller c asks for next.                                            *)
Nexts(c) == {Least(Wants[c] \ got[c])}

Begin(c) ==
  /\ pc[c] = "out"
  /\ pc' = [pc EXCEPT ![c] = "asking"]
  /\ UNCHANGED <<goal, got, owner>>

(* The caller gets a lease.                                                *)
Get(c) ==
  /\ pc[c] = "asking"
  /\ got[c] # Wants[c]
  /\ \E r \in Nexts(c) :
       /\ owner[r] = Nobody
       /\ owner' = [owner EXCEPT ![r] = c]
       /\ got'   = [got EXCEPT ![c] = @ \union {r}]
  /\ UNCHANGED <<pc, goal>>

(* The caller has renewed all its leases, and goes on.                     *)
All(c) ==
  /\ pc[c] = "asking"
  /\ got[c] = Wants[c]
  /\ \A r \in got[c] : owner[r] = c
  /\ pc' = [pc EXCEPT ![c] = "in"]
  /\ UNCHANGED <<goal, got, owner>>

(* One of its leases has ended: it frees the others, and starts over.      *)
Again(c) ==
  /\ pc[c] = "asking"
  /\ got[c] = Wants[c]
  /\ \E r \in got[c] : owner[r] # c
  /\ pc'   = [pc EXCEPT ![c] = "freeing"]
  /\ goal' = [goal EXCEPT ![c] = "asking"]
  /\ UNCHANGED <<got, owner>>

(* Its patience is at an end, or the store fails, or it is interrupted.    *)
GiveUp(c) ==
  /\ ~ Patient
  /\ pc[c] = "asking"
  /\ pc'   = [pc EXCEPT ![c] = "freeing"]
  /\ goal' = [goal EXCEPT ![c] = "out"]
  /\ UNCHANGED <<got, owner>>

Leave(c) ==
  /\ pc[c] = "in"
  /\ pc'   = [pc EXCEPT ![c] = "freeing"]
  /\ goal' = [goal EXCEPT ![c] = "out"]
  /\ UNCHANGED <<got, owner>>

(* The caller frees the latest lease that it has.                          *)
Free(c) ==
  /\ pc[c] = "freeing"
  /\ got[c] # {}
  /\ LET r == Greatest(got[c]) IN
       /\ owner' = [owner EXCEPT ![r] = IF @ = c THEN Nobody ELSE @]
       /\ got'   = [got EXCEPT ![c] = @ \ {r}]
  /\ UNCHANGED <<pc, goal>>

Freed(c) ==
  /\ pc[c] = "freeing"
  /\ got[c] = {}
  /\ pc' = [pc EXCEPT ![c] = goal[c]]
  /\ UNCHANGED <<goal, got, owner>>

(* A lease ends while its holder asks for others.                          *)
End(r) ==
  /\ Ending
  /\ owner[r] # Nobody
  /\ pc[owner[r]] = "asking"
  /\ owner' = [owner EXCEPT ![r] = Nobody]
  /\ UNCHANGED <<pc, goal, got>>

Next ==
  \/ \E c \in Caller :
       \/ Begin(c)
       \/ Get(c)
       \/ All(c)
       \/ Again(c)
       \/ GiveUp(c)
       \/ Leave(c)
       \/ Free(c)
       \/ Freed(c)
  \/ \E r \in Resource : End(r)

(* The store serves everybody who waits for a resource in the end.         *)
Fairness ==
  \A c \in Caller :
    /\ SF_vars(Get(c))
    /\ WF_vars(All(c) \/ Again(c) \/ Leave(c) \/ Free(c) \/ Freed(c))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

TypeOK ==
  /\ pc    \in [Caller -> {"out", "asking", "freeing", "in"}]
  /\ goal  \in [Caller -> {"out", "asking"}]
  /\ got   \in [Caller -> SUBSET Resource]
  /\ owner \in [Resource -> Caller \union {Nobody}]

(* Who is in has all that it wants.                                        *)
HasAll == \A c \in Caller : pc[c] = "in" => \A r \in Wants[c] : owner[r] = c

(* Who is out has nothing.                                                 *)
HasNone == \A c \in Caller : pc[c] = "out" => \A r \in Resource : owner[r] # c

(* Nobody waits in a circle, where all wait for one of themselves.         *)
Waits(c) == pc[c] = "asking" /\ got[c] # Wants[c]
NoCircle ==
  \A s \in SUBSET Caller \ {{}} :
    ~ \A c \in s : Waits(c) /\ \A r \in Nexts(c) : owner[r] \in s \ {c}

(* Everybody who asks gets what it wants, in the end.                      *)
Served == \A c \in Caller : pc[c] = "asking" ~> pc[c] = "in"

=============================================================================
