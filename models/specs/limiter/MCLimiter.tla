----------------------------- MODULE MCLimiter ------------------------------
(***************************************************************************)
(* A permit and a half come in each two ticks, so that fractions matter,   *)
(* for as long as a bucket of two takes to fill.                           *)
(***************************************************************************)
EXTENDS Limiter

CONSTANT MaxTime

Bounds == now <= MaxTime

=============================================================================
