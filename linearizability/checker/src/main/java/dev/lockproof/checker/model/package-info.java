// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Sequential models: what objects do when nothing is concurrent, each as two functions.
 *
 * <p>A model knows nothing of histories or time; {@code ok} operations come with their output and
 * are to be allowed or not, {@code info} operations come without. States are values.
 */
@NullMarked
package dev.lockproof.checker.model;

import org.jspecify.annotations.NullMarked;
