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
  private static final Pattern SPACE = Pattern.compile("(\\s|//[^\n]*)*");

  private final List<String> tokens = new ArrayList<>();
  private int next;

  Tokens(String text) {
    Matcher space = SPACE.matcher(text);
    Matcher token = TOKEN.matcher(text);
    int at = 0;
    while (space.region(at, text.length()).lookingAt() && space.end() < text.length()) {
      at = space.end();
      if (!token.region(at, text.length()).lookingAt()) {
        throw new IllegalArgumentException("cannot read '" + text.charAt(at) + "'");
      }
      if (!token.group().startsWith("(*")) {
        tokens.add(token.group());
      }
      at = token.end();
    }
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
      throw new IllegalArgumentException("expected '" + token + "' and not '" + peek() + "'");
    }
  }

  String name() {
    String token = take();
    if (!Character.isJavaIdentifierStart(token.charAt(0))) {
      throw new IllegalArgumentException("expected a name and not '" + token + "'");
    }
    return token;
  }

  boolean atNumber() {
    return Character.isDigit(peek().charAt(0));
  }

  int number() {
    boolean negative = accept("-");
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
