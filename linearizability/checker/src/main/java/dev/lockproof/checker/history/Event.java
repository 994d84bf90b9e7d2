// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of a history: the invocation or the completion of an operation.
 *
 * @param process who acts; a process has at most one operation under way
 * @param type what happens
 * @param f the name of the operation, such as {@code acquire}
 * @param key the object it acts upon, or null when there is only one
 * @param value the arguments of an invocation, or the result of a completion: null, a {@link
 *     Boolean}, {@link Long}, {@link Double} or {@link String}, or a list or map of such
 * @param time nanoseconds of one monotonic clock
 */
public record Event(
    int process, Type type, String f, @Nullable String key, @Nullable Object value, long time) {

  /** Checks that type and name are there; an {@link Integer} becomes a {@link Long}. */
  public Event {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(f, "f");
    value = normal(value);
  }

  private static @Nullable Object normal(@Nullable Object value) {
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof List<?> items) {
      var normal = new ArrayList<@Nullable Object>(items.size());
      items.forEach(item -> normal.add(normal(item)));
      return Collections.unmodifiableList(normal);
    }
    return value;
  }

  /** What an event says of its operation. */
  public enum Type {
    /** The process is about to begin the operation. */
    INVOKE,
    /** See {@link Completion#OK}. */
    OK,
    /** See {@link Completion#FAIL}. */
    FAIL,
    /** See {@link Completion#INFO}. */
    INFO;

    /** Returns the type of that name in lower case, as files have it, or null. */
    static @Nullable Type of(@Nullable Object name) {
      for (Type type : values()) {
        if (type.id().equals(name)) {
          return type;
        }
      }
      return null;
    }

    /** Returns the name as files have it: in lower case. */
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
