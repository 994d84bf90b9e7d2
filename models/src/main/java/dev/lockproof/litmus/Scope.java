// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.List;
import java.util.Map;

/**
 * Where a statement of a litmus test is run.
 *
 * @param registers the thread's own variables, which are its results too
 * @param globals the names that stand for references
 */
record Scope(
    Memory memory, Map<String, Object> registers, Map<String, Object> globals, Methods methods) {

  /** The methods of real classes. */
  interface Methods {
    /** Runs {@code receiver.method(arguments)}. */
    Object call(Memory memory, Ref receiver, String method, List<Object> arguments);
  }

  /** Returns what {@code name} stands for: a register, or a reference to what is called so. */
  Object value(String name) {
    Object register = registers.get(name);
    return register != null ? register : globals.getOrDefault(name, new Ref(name, ""));
  }
}
