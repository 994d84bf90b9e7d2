--------------------------- MODULE MCFencedLease ----------------------------
(***************************************************************************)
(* Two tokens make an order, a third shows a gap (a counter is shared by   *)
(* several resources).  An order is violated by two accesses, and a third  *)
(* may come between them.                                                  *)
(***************************************************************************)
EXTENDS FencedLease

MCToken == 1 .. 3

ShortLog == Len(log') <= 3

=============================================================================
