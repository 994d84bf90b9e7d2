// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * What the algorithms cost, by JMH, beside what people would pick instead.
 *
 * <p>A class {@code <Subject>Benchmark} holds one method a question, and {@link
 * dev.lockproof.benchmarks.LocalLockBenchmark} the questions that are put to every local lock;
 * {@link dev.lockproof.benchmarks.BenchmarkLayer} finds them in the list that JMH's annotation
 * processor writes, and runs those that are asked for.
 *
 * <p><b>Conventions of a benchmark.</b>
 *
 * <ul>
 *   <li>{@link dev.lockproof.benchmarks.Cost @Cost} states the question, the claim and the bound.
 *   <li>The parameter {@code implementation} is an enum that makes what is measured; the subject
 *       comes first. All of one question run in one run, in JVMs of their own, taking turns.
 *   <li>Only ratios count. A time is that of this machine on this day.
 * </ul>
 */
@NullMarked
package dev.lockproof.benchmarks;

import org.jspecify.annotations.NullMarked;
