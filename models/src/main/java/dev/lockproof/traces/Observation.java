// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import dev.lockproof.litmus.Ref;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be observed of a memory: {@code lock.tail.state == RAISED}, or a number. */
final class Observation {
  private static final Pattern WORD = Pattern.compile("(\\w+)((?:\\.\\w+)+)(?: ([=!]=) (\\w+))?");

  private Observation() {}

  /**
   * Returns the value of {@code word} in {@code memory}, as a value of TLA+.
   *
   * @param word a path from an object through its fields, and perhaps what it is compared with
   */
  static String of(String word, Map<String, Object> memory) {
    Matcher parts = WORD.matcher(word);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no observation: " + word);
    }
    Object value = new Ref(parts.group(1), "");
    for (String field : parts.group(2).substring(1).split("\\.", -1)) {
      value = value instanceof Ref ref ? memory.getOrDefault(ref.name() + "." + field, 0) : 0;
    }
    if (parts.group(3) == null) {
      return String.valueOf(value);
    }
    Object other = parts.group(4).equals("null") ? (Object) 0 : new Ref(parts.group(4), "");
    return value.equals(other) == parts.group(3).equals("==") ? "TRUE" : "FALSE";
  }
}
