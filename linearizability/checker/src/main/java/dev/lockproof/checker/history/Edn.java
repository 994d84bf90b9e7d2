// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reader of one EDN value, as far as histories use EDN.
 *
 * <p>A keyword or symbol becomes its name, without the colon; a list, vector or set becomes a
 * {@link List}; a tag is dropped.
 */
final class Edn extends TextScanner {
  private static final String DELIMITERS = " \t\r\n,;()[]{}\"";

  private Edn(String text, int at) {
    super(text);
    this.at = at;
  }

  /** Returns the value that the text holds; throws {@link TextScanner.SyntaxException}. */
  static @Nullable Object parse(String text) {
    var edn = new Edn(text, 0);
    Object value = edn.value();
    edn.expectEnd();
    return value;
  }

  private @Nullable Object value() {
    skipSpace();
    char c = peek();
    return switch (c) {
      case '{' -> map();
      case '[' -> list(']');
      case '(' -> list(')');
      case '"' -> string();
      case '#' -> tagged();
      case ':' -> {
        at++;
        yield name();
      }
      default -> isNumber(c) ? number() : symbol();
    };
  }

  private boolean isNumber(char c) {
    boolean negative = c == '-' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    return negative || Character.isDigit(c);
  }

  private @Nullable Object symbol() {
    String name = name();
    return switch (name) {
      case "nil" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> name;
    };
  }

  private @Nullable Object tagged() {
    at++;
    if (peek() == '{') {
      return list('}');
    }
    name();
    return value();
  }

  private Map<@Nullable Object, @Nullable Object> map() {
    enter();
    var members = new LinkedHashMap<@Nullable Object, @Nullable Object>();
    for (skipSpace(); !take('}'); skipSpace()) {
      members.put(value(), value());
    }
    leave();
    return Collections.unmodifiableMap(members);
  }

  private List<@Nullable Object> list(char end) {
    enter();
    var items = new ArrayList<@Nullable Object>();
    for (skipSpace(); !take(end); skipSpace()) {
      items.add(value());
    }
    leave();
    return Collections.unmodifiableList(items);
  }

  private String name() {
    int start = at;
    while (!atEnd() && DELIMITERS.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (start == at) {
      throw atEnd() ? cut() : error("a name is expected");
    }
    return text.substring(start, at);
  }

  @Override
  void skipSpace() {
    while (!atEnd() && " \t\r\n,".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (!atEnd() && text.charAt(at) == ';') {
      at = text.length();
    }
  }
}
