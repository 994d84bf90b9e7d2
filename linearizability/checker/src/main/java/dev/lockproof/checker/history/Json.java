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
 * fit, a name that occurs twice, a control character in a string and nesting beyond {@value
 * #MAX_DEPTH} are errors.
 */
final class Json {
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int at;
  private int depth;

  private Json(String text) {
    this.text = text;
  }

  /** Returns the value that the text holds; throws {@link SyntaxException}. */
  static @Nullable Object parse(String text) {
    var json = new Json(text);
    Object value = json.value();
    json.skipSpace();
    if (json.at < text.length()) {
      throw json.error("nothing may follow the value");
    }
    return value;
  }

  private @Nullable Object value() {
    skipSpace();
    char c = peek();
    return switch (c) {
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
    depth--;
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
    depth--;
    return Collections.unmodifiableList(items);
  }

  private String string() {
    at++;
    var result = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw error("a control character stands in a string");
      }
      result.append(c == '\\' ? escape() : c);
    }
    at++;
    return result.toString();
  }

  private char escape() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw error("no escape is named '" + c + "'");
    };
  }

  private char hex() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw error("four hexadecimal digits are expected");
      }
      code = 16 * code + digit;
      at++;
    }
    return (char) code;
  }

  private Object number() {
    int start = at;
    boolean whole = true;
    take('-');
    boolean zero = take('0');
    if (!zero && digits() == 0) {
      at = start;
      throw error("a value is expected");
    }
    if (take('.')) {
      whole = false;
      requireDigits();
    }
    if (take('e') || take('E')) {
      whole = false;
      if (!take('+')) {
        take('-');
      }
      requireDigits();
    }
    String digits = text.substring(start, at);
    try {
      Object number = whole ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
      if (number instanceof Double d && d.isInfinite()) {
        throw error("the number " + digits + " does not fit");
      }
      return number;
    } catch (NumberFormatException e) {
      throw error("the number " + digits + " does not fit into 64 bits");
    }
  }

  private void requireDigits() {
    if (digits() == 0) {
      throw error("a digit is expected");
    }
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw text.length() < at + word.length() && word.startsWith(text.substring(at))
          ? new SyntaxException(text.length(), true, "the line is cut")
          : error("a value is expected");
    }
    at += word.length();
    return value;
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw error("values are nested more than " + MAX_DEPTH + " deep");
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw error("'" + c + "' is expected");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new SyntaxException(at, true, "the line is cut");
    }
    return text.charAt(at);
  }

  private SyntaxException error(String rule) {
    return new SyntaxException(at, false, rule);
  }

  /** Thrown when a text is not the JSON value that it should be. */
  static final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SyntaxException(int at, boolean cut, String rule) {
      super((cut ? "cut short: " : "not JSON: ") + rule + " (column " + (at + 1) + ")");
    }
  }
}
