// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON. */
final class JsonText {
  private JsonText() {}

  /** Appends a value; throws {@link IllegalArgumentException} for one that no event may carry. */
  static void append(StringBuilder out, @Nullable Object value) {
    if (value == null
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer
        || (value instanceof Double d && Double.isFinite(d))) {
      out.append(value);
    } else if (value instanceof String text) {
      appendString(out, text);
    } else if (value instanceof List<?> items) {
      String before = "[";
      for (Object item : items) {
        append(out.append(before), item);
        before = ",";
      }
      out.append(items.isEmpty() ? "[]" : "]");
    } else if (value instanceof Map<?, ?> members) {
      String before = "{";
      for (Map.Entry<?, ?> member : members.entrySet()) {
        appendString(out.append(before), String.valueOf(member.getKey()));
        append(out.append(':'), member.getValue());
        before = ",";
      }
      out.append(members.isEmpty() ? "{}" : "}");
    } else {
      throw new IllegalArgumentException("a history cannot carry " + value.getClass());
    }
  }

  private static void appendString(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
