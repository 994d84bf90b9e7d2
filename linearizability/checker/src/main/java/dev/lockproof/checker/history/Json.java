// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of one JSON value (RFC 8259).
 *
 * <p>Integers become {@link Long}, exactly; other numbers {@link Double}. A number that does not
 * fit, a name that occurs twice and a control character in a string are errors.
 */
final class Json extends TextScanner {

  private Json(String text) {
    super(text);
  }

  /** Returns the value that the text holds; throws {@link TextScanner.SyntaxException}. */
  static @Nullable Object parse(String text) {
    var json = new Json(text);
    Object value = json.value();
    json.expectEnd();
    return value;
  }

  private @Nullable Object value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() {
    enter();
    var members = new LinkedHashMap<String, @Nullable Object>();
    skipSpace();
    if (!take('}')) {
      do {
        skipSpace();
        if (peek() != '"') {
          throw error("a member name is expected");
        }
        String name = string();
        skipSpace();
        expect(':');
        if (members.containsKey(name)) {
          throw error("the member \"" + name + "\" occurs twice");
        }
        members.put(name, value());
        skipSpace();
      } while (take(','));
      expect('}');
    }
    leave();
    return Collections.unmodifiableMap(members);
  }

  private List<@Nullable Object> list() {
    enter();
    var items = new ArrayList<@Nullable Object>();
    skipSpace();
    if (!take(']')) {
      do {
        items.add(value());
        skipSpace();
      } while (take(','));
      expect(']');
    }
    leave();
    return Collections.unmodifiableList(items);
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw word.startsWith(text.substring(at)) ? cut() : error("a value is expected");
    }
    at += word.length();
    return value;
  }

  @Override
  void skipSpace() {
    while (!atEnd() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
