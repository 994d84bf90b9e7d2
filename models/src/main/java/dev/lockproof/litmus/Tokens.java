// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a litmus test, one after the other. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\(\\*.*?\\*\\)|\"[^\"]*\"|[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*|\\d+"
              + "|/\\\\|\\\\/|==|!=|<=|>=|[-+*/<>=!~(){}\\[\\];:,&|^]",
          Pattern.DOTALL);
  private static final int MAX_DIGITS = 9;
  private static final Pattern SPACE = Pattern.compile("(\\s|//[^\n]*)*");

  private final List<String> tokens = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private int next;

  /**
   * Splits {@code text}.
   *
   * @param line the number of its first line
   */
  Tokens(String text, int line) {
    Matcher space = SPACE.matcher(text);
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    while (space.region(at, text.length()).lookingAt() && space.end() < text.length()) {
      at = space.end();
      if (!token.region(at, text.length()).lookingAt()) {
        throw at(line + lines(text, at), "cannot read '" + text.charAt(at) + "'");
      }
      if (!token.group().startsWith("(*")) {
        tokens.add(token.group());
        lines.add(line + lines(text, at));
      }
      at = token.end();
    }
    lines.add(line + lines(text.stripTrailing(), text.stripTrailing().length()));
  }

  /** Returns how many lines end in {@code text} before {@code at}. */
  static int lines(String text, int at) {
    return (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  static IllegalArgumentException at(int line, String message) {
    return new IllegalArgumentException("line " + line + ": " + message);
  }

  /** Returns what to throw where the next word is wrong. */
  IllegalArgumentException wrong(String message) {
    return at(lines.get(Math.min(next, tokens.size())), message);
  }

  String peek() {
    return next < tokens.size() ? tokens.get(next) : "the end";
  }

  String take() {
    String token = peek();
    next++;
    return token;
  }

  boolean at(String token) {
    return peek().equals(token);
  }

  boolean atEnd() {
    return next >= tokens.size();
  }

  boolean accept(String token) {
    if (at(token)) {
      next++;
      return true;
    }
    return false;
  }

  void expect(String token) {
    if (!accept(token)) {
      throw wrong("expected '" + token + "' and not '" + peek() + "'");
    }
  }

  String name() {
    if (atEnd() || !Character.isJavaIdentifierStart(peek().charAt(0))) {
      throw wrong("expected a name and not '" + peek() + "'");
    }
    return take();
  }

  boolean atNumber() {
    return Character.isDigit(peek().charAt(0));
  }

  int number() {
    boolean negative = accept("-");
    if (!atNumber() || peek().length() > MAX_DIGITS) {
      throw wrong("expected a number and not '" + peek() + "'");
    }
    int value = Integer.parseInt(take());
    return negative ? -value : value;
  }

  /** Returns whether a name is followed by another: a declaration. */
  boolean atDeclaration() {
    return next + 1 < tokens.size()
        && Character.isJavaIdentifierStart(peek().charAt(0))
        && Character.isJavaIdentifierStart(tokens.get(next + 1).charAt(0));
  }

  boolean atAssignment() {
    return next + 1 < tokens.size() && tokens.get(next + 1).equals("=");
  }

  boolean atCall() {
    return next + 1 < tokens.size() && tokens.get(next + 1).equals("(");
  }
}
