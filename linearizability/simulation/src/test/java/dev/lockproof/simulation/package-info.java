// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.lockproof.simulation;

import org.jspecify.annotations.NullMarked;
