// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * A linearizability checker that knows locks.
 *
 * <p>{@link dev.lockproof.checker.Checker} judges a {@link dev.lockproof.checker.history.History}
 * against a {@link dev.lockproof.checker.Specification}: a sequential {@link
 * dev.lockproof.checker.model.Model}, decided by a monitor where one is known and by search
 * otherwise. {@link dev.lockproof.checker.Check} is the same as a command.
 *
 * <p><b>To extend it.</b> A model is a class of two functions; a monitor is a {@link
 * dev.lockproof.checker.judge.Judge} whose class comment proves it; a line in {@link
 * dev.lockproof.checker.Specification} gives them a name, and the differential test then compares
 * the two.
 */
@NullMarked
package dev.lockproof.checker;

import org.jspecify.annotations.NullMarked;
