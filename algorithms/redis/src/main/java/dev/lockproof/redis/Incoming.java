// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came in on a connection, cut into answers.
 *
 * <p>An answer may come in pieces, with any time between them: what is there of it is kept until
 * the rest comes, so that nobody has to wait for it.
 */
final class Incoming {
  /** No answer is longer; one that pretends to be is none. */
  private static final int LONGEST = 65_536;

  /** An answer: the sign that it starts with, and its words; errors keep their sign. */
  record Reply(char sign, List<String> words) {
    boolean isError() {
      return sign == '-';
    }

    boolean isList() {
      return sign == '*';
    }
  }

  /** Returns whether that word is an error. */
  static boolean isError(String word) {
    return word.startsWith("-");
  }

  private final byte[] bytes = new byte[LONGEST];

  /** Where the first answer that is not given out starts, and where the bytes end. */
  private int start;

  private int end;

  /** How far the answer that is being looked at has been read. */
  private int at;

  /** Reads what there is, and waits for the first byte as long as the stream does. */
  void read(InputStream in) throws IOException {
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == LONGEST) {
      throw new IOException("an answer without an end");
    }
    int count = in.read(bytes, end, LONGEST - end);
    if (count < 0) {
      throw new EOFException("the server closed the connection");
    }
    end += count;
  }

  /**
   * Returns the next answer, or null if it is not complete.
   *
   * @throws IOException if what came is no answer
   */
  @Nullable Reply next() throws IOException {
    at = start;
    String head = line();
    if (head == null) {
      return null;
    }
    char sign = head.isEmpty() ? ' ' : head.charAt(0);
    List<String> words =
        switch (sign) {
          case '+', '-', '$' -> listOf(word(head));
          case '*' -> list(number(head));
          default -> throw new IOException("not an answer: " + head);
        };
    if (words == null) {
      return null;
    }
    start = at;
    return new Reply(sign, words);
  }

  private static @Nullable List<String> listOf(@Nullable String word) {
    return word == null ? null : List.of(word);
  }

  private @Nullable List<String> list(int count) throws IOException {
    var words = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      String head = line();
      String word = head == null ? null : word(head);
      if (word == null) {
        return null;
      }
      words.add(word);
    }
    return words;
  }

  /** Returns the word that starts with that line, or null if it is not complete. */
  private @Nullable String word(String head) throws IOException {
    if (isError(head)) {
      return head;
    }
    if (head.startsWith("+")) {
      return head.substring(1);
    }
    if (!head.startsWith("$")) {
      throw new IOException("not a word: " + head);
    }
    int from = at;
    int length = number(head);
    if (end - from < length + 2) {
      return null;
    }
    at = from + length + 2;
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  private static int number(String head) throws IOException {
    try {
      int number = Integer.parseInt(head, 1, head.length(), 10);
      if (number >= 0 && number < LONGEST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Neither is this one.
    }
    throw new IOException("not a length: " + head);
  }

  /** Returns the next line, or null if it is not complete. */
  private @Nullable String line() {
    for (int i = at; i + 1 < end; i++) {
      if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
        var line = new String(bytes, at, i - at, StandardCharsets.UTF_8);
        at = i + 2;
        return line;
      }
    }
    return null;
  }
}
