// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One access of a generated straight-line program. */
record Operation(Access access, String location, int expected, int operand) {

  /** Returns a small program: for each thread its operations, all in {@code modes}. */
  static List<List<Operation>> randomProgram(Random random, Mode... modes) {
    List<List<Operation>> threads = new ArrayList<>();
    int count = 2 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      List<Operation> thread = new ArrayList<>();
      int length = 1 + random.nextInt(count == 2 ? 3 : 2);
      for (int j = 0; j < length; j++) {
        thread.add(random(random, modes));
      }
      threads.add(thread);
    }
    return threads;
  }

  private static Operation random(Random random, Mode... modes) {
    List<Access.Kind> often = List.of(Access.Kind.GET, Access.Kind.SET);
    List<Access.Kind> all =
        List.of(
            Access.Kind.SWAP,
            Access.Kind.ADD,
            Access.Kind.COMPARE_AND_SET,
            Access.Kind.WEAK_COMPARE_AND_SET,
            Access.Kind.COMPARE_AND_EXCHANGE);
    List<Access.Kind> kinds = random.nextInt(4) > 0 ? often : all;
    Mode mode = modes[random.nextInt(modes.length)];
    return new Operation(
        new Access(
            kinds.get(random.nextInt(kinds.size())),
            mode == Mode.RELEASE ? Mode.PLAIN : mode,
            mode == Mode.ACQUIRE ? Mode.PLAIN : mode),
        random.nextBoolean() ? "x" : "y",
        random.nextInt(3),
        1 + random.nextInt(2));
  }

  private Object[] operands() {
    return switch (access.kind().operands()) {
      case 0 -> new Object[0];
      case 1 -> new Object[] {operand};
      default -> new Object[] {expected, operand};
    };
  }

  /** Returns {@code threads} as a program with the results in r0, r1, ... */
  static Program program(List<List<Operation>> threads) {
    List<Program.Code> codes = new ArrayList<>();
    for (List<Operation> thread : threads) {
      codes.add(
          (memory, registers) -> {
            for (int i = 0; i < thread.size(); i++) {
              Operation it = thread.get(i);
              Object result = memory.perform(it.access, it.location, "", it.operands());
              registers.put("r" + i, result);
            }
          });
    }
    return new Program(Map.of("x", 0, "y", 0), codes, 0, Permit.SYNCHRONIZES);
  }

  /** Carries itself out on {@code values} at once; {@code fails} lets a weak one fail. */
  int sequentially(Map<String, Integer> values, boolean fails) {
    int old = values.getOrDefault(location, 0);
    boolean matches = old == expected && !fails;
    switch (access.kind()) {
      case SET, SWAP -> values.put(location, operand);
      case ADD -> values.put(location, old + operand);
      case COMPARE_AND_SET, WEAK_COMPARE_AND_SET, COMPARE_AND_EXCHANGE -> {
        if (matches) {
          values.put(location, operand);
        }
      }
      default -> {}
    }
    return switch (access.kind()) {
      case SET -> 0;
      case COMPARE_AND_SET, WEAK_COMPARE_AND_SET -> matches ? 1 : 0;
      default -> old;
    };
  }

  boolean mayFail() {
    return access.kind() == Access.Kind.WEAK_COMPARE_AND_SET;
  }

  static Map<String, Integer> start() {
    return new TreeMap<>(Map.of("x", 0, "y", 0));
  }
}
