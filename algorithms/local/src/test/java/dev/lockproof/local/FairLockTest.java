// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import dev.lockproof.testkit.FairContract;

/** The contract of a lock of this package that serves in the order of arrival. */
abstract class FairLockTest extends LocalLockTest implements FairContract {}
