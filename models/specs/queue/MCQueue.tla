------------------------------ MODULE MCQueue -------------------------------
(***************************************************************************)
(* Two processes and room for two elements: enough for every pair of       *)
(* operations on an empty queue, on one element and on a full one.         *)
(***************************************************************************)
EXTENDS Queue

MCProc == 1 .. 2
MCNone == 0
MCFull == 3

=============================================================================
