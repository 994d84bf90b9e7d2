// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test: a program and a question about how it may end.
 *
 * @param header the {@code Key=value} lines after the name
 * @param locations the initial values
 * @param objects the objects of real classes: name, and class with slashes
 * @param registers the initial registers of each thread
 * @param quantifier {@code exists}, {@code ~exists} or {@code forall}
 * @param witness what must be allowed for the answer to mean anything, or null
 */
record LitmusTest(
    String name,
    Map<String, String> header,
    Map<String, Object> locations,
    Map<String, String> objects,
    List<Map<String, Object>> registers,
    List<Statement> threads,
    String quantifier,
    Condition condition,
    @Nullable Condition witness) {

  private static final String DEFAULT_LOOPS = "2";

  /**
   * Parses a test in herd's format for Java, with the extensions that models/litmus/README.md
   * lists.
   *
   * @throws IllegalArgumentException if the text is no such test
   */
  static LitmusTest parse(String text) {
    return new Parser(text).test();
  }

  /** Returns how many turns all loops of one thread take together, at most. */
  int loops() {
    return Integer.parseInt(header.getOrDefault("Loops", DEFAULT_LOOPS));
  }

  /** Returns the program, whose calls of real classes go to {@code machine}. */
  Program program(Machine machine) {
    Setup setup = new Setup(locations);
    Map<String, Object> globals = setup.create(objects, machine);
    List<Program.Code> codes = new ArrayList<>();
    for (int i = 0; i < threads.size(); i++) {
      Map<String, Object> initial = registers.get(i);
      Statement body = threads.get(i);
      codes.add(
          (memory, results) -> {
            initial.forEach((name, value) -> results.put(name, resolve(value, globals)));
            body.run(new Scope(memory, results, globals, machine::call));
          });
    }
    Permit permit =
        Permit.valueOf(header.getOrDefault("Permit", "synchronizes").toUpperCase(Locale.ROOT));
    return new Program(setup.values(), codes, loops(), permit);
  }

  private static Object resolve(Object value, Map<String, Object> globals) {
    return value instanceof Ref ref ? globals.getOrDefault(ref.name(), ref) : value;
  }
}
