------------------------------ MODULE MCRedlock -----------------------------
(***************************************************************************)
(* Two clients make a holder and its successor, three instances the        *)
(* smallest majority that is not all.  A time-to-live of two leaves room   *)
(* for a drift within it.  One name of a round for each client lets it     *)
(* try again once nothing is left of the round before; with a second name  *)
(* a round meets what is left.  Extensions have models of their own.       *)
(***************************************************************************)
EXTENDS Redlock, TLC

Symmetry == Permutations(Client) \union Permutations(Node)

(* Witness, which must be violated: two clients split the votes of the     *)
(* instances, so that neither can get a majority.                          *)
NeverSplit ==
  ~ \A c \in Client : pc[c] = "asking" /\ Cardinality(yes[c]) = 1
                      /\ asked[c] > 0 /\ \E n \in Node : owner[n] = NoKey

(* Witness: a client pauses with a majority of answers; when it reads its  *)
(* clock there is no time left.                                            *)
NeverTooLate ==
  ~ \E c \in Client : pc[c] = "asking" /\ Cardinality(yes[c]) >= Quorum /\ asked[c] = 0

(* Witness: a lease is held although the time of its first key is over,    *)
(* as it was extended.                                                     *)
NeverExtended ==
  [][\A c \in Client : ~ (Extended(c) /\ left'[c] > left[c])]_vars

(* Witness: an instance takes a key when its round is over already.        *)
NeverLate ==
  [][\A n \in Node : owner[n] = NoKey /\ owner'[n] # NoKey =>
       \E c \in Client : key[c] = owner'[n]]_vars

(* Witness: a client is granted the lease after the other has vanished.    *)
NeverRegranted ==
  [][\A c, d \in Client :
       pc[c] = "vanished" /\ pc[d] = "asking" => pc'[d] # "holding"]_vars

=============================================================================
