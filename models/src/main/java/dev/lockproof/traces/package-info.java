// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Trace validation: the steps of the real code, and whether TLC accepts them as steps of the
 * specification.
 *
 * <p>{@link dev.lockproof.traces.Interleavings} drives the bytecode of a lock, {@link
 * dev.lockproof.traces.Labels} name its steps as the source does, {@link
 * dev.lockproof.traces.Reduction} leaves out what nobody sees, {@link
 * dev.lockproof.traces.TraceModule} renders what remains as a module of TLA+, {@link
 * dev.lockproof.traces.TraceCheck} has TLC explore it, and {@link
 * dev.lockproof.traces.TraceEvidence} makes evidence of the answer.
 *
 * <p>Runs of a protocol come from elsewhere, as {@link dev.lockproof.traces.RunStep}s: {@link
 * dev.lockproof.traces.RunModule} renders them, {@link dev.lockproof.traces.RunCheck} has TLC
 * follow them, each {@link dev.lockproof.traces.Variant} of them must be rejected, or have an
 * {@link dev.lockproof.traces.Excuse}.
 *
 * <p><b>Conventions.</b> A trace is data and TLC decides, as in {@code EWD998ChanTrace} of
 * tlaplus/Examples and {@code Traceetcdraft} of etcd-io/raft. Traces that begin alike share their
 * beginning: so one run of TLC, which takes a second to start, has room for all of them.
 */
@NullMarked
package dev.lockproof.traces;

import org.jspecify.annotations.NullMarked;
