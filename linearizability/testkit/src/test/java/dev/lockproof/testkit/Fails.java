// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.testkit;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Which tests a broken lock fails; all others have to pass. */
@Retention(RetentionPolicy.RUNTIME)
@interface Fails {
  String[] value();
}
