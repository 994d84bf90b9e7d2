------------------------------ MODULE MCStack -------------------------------
(***************************************************************************)
(* Two processes that push up to three elements: enough for every pair of  *)
(* operations on an empty stack, on one element and on more.               *)
(***************************************************************************)
EXTENDS Stack, Naturals

MCProc == 1 .. 2
MCNone == 0

Short == Len(stack) <= 3

=============================================================================
