---------------------------- MODULE FencedLease -----------------------------
(***************************************************************************)
(* The abstract fenced lease of one resource: what any fenced lease of     *)
(* this project may do, and no more.  Each grant carries a token larger    *)
(* than every earlier one.  A holder holds until its lease ends; what ends *)
(* it (release, time, loss) does not matter here.  The resource is read    *)
(* and written under tokens, by holders present and past, and a guard      *)
(* stands before it.                                                       *)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANT Token  \* the fencing tokens: a set of positive integers

VARIABLES
  granted,  \* the token of the latest grant, 0 before the first
  holder,   \* the token of the lease that is held, 0 if none is
  floor,    \* the highest token that the guard has seen
  log       \* history: the accesses to the resource, in their order

vars == <<granted, holder, floor, log>>

Init ==
  /\ granted = 0
  /\ holder  = 0
  /\ floor   = 0
  /\ log     = <<>>

Access(op, t) == [op |-> op, token |-> t]

(* The store grants the lease.                                             *)
Grant ==
  /\ holder = 0
  /\ granted' \in Token
  /\ granted' > granted
  /\ UNCHANGED <<holder, floor, log>>

(* The client learns that it was granted the lease, and holds it.          *)
Hold ==
  /\ holder = 0
  /\ granted # 0
  /\ holder' = granted
  /\ UNCHANGED <<granted, floor, log>>

(* The lease ends: whoever held it does not hold it any more.              *)
End ==
  /\ holder' = 0
  /\ UNCHANGED <<granted, floor, log>>

(* A client, before its first read, raises the guard to its token.         *)
Raise(t) ==
  /\ t \in floor .. granted
  /\ floor' = t
  /\ UNCHANGED <<granted, holder, log>>

(* A client reads the resource.                                            *)
Read(t) ==
  /\ t \in 1 .. floor
  /\ log' = Append(log, Access("read", t))
  /\ UNCHANGED <<granted, holder, floor>>

(* A client writes the resource; the guard accepts it.                     *)
Write(t) ==
  /\ t \in floor .. granted
  /\ t > 0
  /\ floor' = t
  /\ log' = Append(log, Access("write", t))
  /\ UNCHANGED <<granted, holder>>

Next ==
  \/ Grant \/ Hold \/ End
  \/ \E t \in Token : Raise(t) \/ Read(t) \/ Write(t)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

TypeOK ==
  /\ granted \in Token \union {0}
  /\ holder  \in Token \union {0}
  /\ floor   \in Token \union {0}
  /\ log     \in Seq([op : {"read", "write"}, token : Token])

(* The latest grant, and no other, is held.                                *)
OnlyLatestHeld == holder \in {0, granted}

(* Fenced order.  No write with a smaller token is accepted after a write  *)
(* (the tokens of accepted writes never decrease), nor after a read.       *)
NoSmallerWriteAfter(op) ==
  \A i, j \in DOMAIN log :
    i < j /\ log[i].op = op /\ log[j].op = "write"
      => log[j].token >= log[i].token

WriteOrder  == NoSmallerWriteAfter("write")
ReadOrder   == NoSmallerWriteAfter("read")
FencedOrder == WriteOrder /\ ReadOrder

=============================================================================
