// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * The TLA+ layer: specifications on the class path, run by TLC and judged by their manifests.
 *
 * <p>{@link dev.lockproof.models.Manifest} says what each model is expected to give, {@link
 * dev.lockproof.models.Tlc} runs one, {@link dev.lockproof.models.Exploration} is what came out,
 * {@link dev.lockproof.models.Finding} compares the two, and {@link
 * dev.lockproof.models.ModelLayer} turns findings into evidence.
 *
 * <p><b>Conventions.</b> Specifications are read as resources {@code specs/<folder>/...}, never by
 * path, so that a mutant's folder first on the class path is all that is needed to check it.
 *
 * <p>TLC is run as a process, although it can be called: its static state does not survive a second
 * model, and a process can be stopped.
 */
@NullMarked
package dev.lockproof.models;

import org.jspecify.annotations.NullMarked;
