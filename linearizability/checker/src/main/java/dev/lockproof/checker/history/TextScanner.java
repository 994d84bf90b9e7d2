// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

/** Walks along a text that holds one value; what Json and Edn have in common. */
abstract class TextScanner {
  private static final int MAX_DEPTH = 64;

  final String text;

  /** The position of the next character. */
  int at;

  private int depth;

  TextScanner(String text) {
    this.text = text;
  }

  /** Skips what separates values. */
  abstract void skipSpace();

  final boolean atEnd() {
    return at >= text.length();
  }

  /** Returns the next character; throws if the text is cut. */
  final char peek() {
    if (atEnd()) {
      throw cut();
    }
    return text.charAt(at);
  }

  final boolean take(char c) {
    boolean there = !atEnd() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  final void expect(char c) {
    if (peek() != c) {
      throw error("'" + c + "' is expected");
    }
    at++;
  }

  final void expectEnd() {
    skipSpace();
    if (!atEnd()) {
      throw error("nothing may follow the value");
    }
  }

  /** Begins a list or map. */
  final void enter() {
    if (++depth > MAX_DEPTH) {
      throw error("values are nested more than " + MAX_DEPTH + " deep");
    }
    at++;
  }

  /** Ends a list or map. */
  final void leave() {
    depth--;
  }

  final String string() {
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

  final Object number() {
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
    return number(text.substring(start, at), whole);
  }

  private Object number(String digits, boolean whole) {
    try {
      if (whole) {
        return Long.valueOf(digits);
      }
    } catch (NumberFormatException e) {
      throw error("the number " + digits + " does not fit into 64 bits");
    }
    double number = Double.parseDouble(digits);
    if (Double.isInfinite(number)) {
      throw error("the number " + digits + " does not fit");
    }
    return number;
  }

  private void requireDigits() {
    if (digits() == 0) {
      throw error("a digit is expected");
    }
  }

  private int digits() {
    int start = at;
    while (!atEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  final SyntaxException cut() {
    return new SyntaxException("cut short (column " + (text.length() + 1) + ")");
  }

  final SyntaxException error(String rule) {
    return new SyntaxException("%s (column %d)".formatted(rule, at + 1));
  }

  /**
   * Thrown when a text is not the value that it should be; the message says which rule it breaks.
   */
  static final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SyntaxException(String rule) {
      super(rule);
    }
  }
}
