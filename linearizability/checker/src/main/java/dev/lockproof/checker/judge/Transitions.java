// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.judge;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.model.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a model that a search has seen: numbered states, and where operations lead from them.
 *
 * <p>Models are pure functions and many orders lead through the same states, so each step is made
 * once, and each state is kept once.
 */
final class Transitions<S> {
  /** The state of which no operation is. */
  static final int ILLEGAL = -1;

  private static final int MAX_REMEMBERED = 1 << 23;

  private final Model<S> model;
  private final List<Operation> operations;
  private final List<S> states = new ArrayList<>();
  private final Map<S, Integer> numbers = new HashMap<>();

  /** Open addressing; a key of 0 is empty, otherwise one more than state and operation. */
  private long[] keys = new long[64];

  private int[] results = new int[64];
  private int count;

  Transitions(Model<S> model, List<Operation> operations) {
    this.model = model;
    this.operations = operations;
    number(model.init());
  }

  /** Returns a state by its number; the first state is 0. */
  S state(int number) {
    return states.get(number);
  }

  /** Returns the number of the state after an operation, or {@link #ILLEGAL}. */
  int after(int state, int operation) {
    long key = ((long) state << 32 | operation) + 1;
    int slot = slot(key);
    while (keys[slot] != 0) {
      if (keys[slot] == key) {
        return results[slot];
      }
      slot = (slot + 1) & (keys.length - 1);
    }
    S next = model.step(states.get(state), operations.get(operation));
    int result = next == null ? ILLEGAL : number(next);
    if (count < MAX_REMEMBERED) {
      put(slot, key, result);
    }
    return result;
  }

  private int number(S state) {
    Integer known = numbers.putIfAbsent(state, states.size());
    if (known != null) {
      return known;
    }
    states.add(state);
    return states.size() - 1;
  }

  private void put(int slot, long key, int result) {
    keys[slot] = key;
    results[slot] = result;
    if (2 * ++count > keys.length) {
      grow();
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldResults = results;
    keys = new long[2 * oldKeys.length];
    results = new int[2 * oldKeys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        while (keys[slot] != 0) {
          slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = oldKeys[i];
        results[slot] = oldResults[i];
      }
    }
  }

  private int slot(long key) {
    long hash = key * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 32 ^ hash >>> 48) & (keys.length - 1);
  }
}
