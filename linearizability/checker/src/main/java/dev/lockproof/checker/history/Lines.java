// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines of strict UTF-8, none so long that garbage could fill the memory. */
final class Lines {
  private static final int MAX_LENGTH = 1 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[512];
  private int line;

  Lines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** Returns the number of the line that was read last, counted from one. */
  int number() {
    return line;
  }

  /** Returns the next line without its end, or null after the last one. */
  @Nullable String next() throws IOException {
    int length = 0;
    int b = in.read();
    if (b < 0) {
      return null;
    }
    line++;
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (length == MAX_LENGTH) {
        throw error("longer than " + MAX_LENGTH + " bytes");
      }
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * length);
      }
      buffer[length++] = (byte) b;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(buffer, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw error("not UTF-8 text");
    }
  }

  /** Returns the exception that says that the current line breaks a rule. */
  MalformedHistoryException error(String rule) {
    return new MalformedHistoryException(line, rule);
  }
}
