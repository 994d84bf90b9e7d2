// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are cut out of what comes in, however it comes. */
class IncomingTest {
  private static final String ANSWERS =
      "*1 $7 GRANTED +OK -ERR_no $4 a b *3 +x -WRONGTYPE $0  *0 ".replace(" ", "\r\n");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static List<String> all(byte[]... pieces) throws IOException {
    var incoming = new Incoming();
    var found = new ArrayList<String>();
    for (byte[] piece : pieces) {
      incoming.read(new ByteArrayInputStream(piece));
      for (var reply = incoming.next(); reply != null; reply = incoming.next()) {
        found.add(reply.sign() + " " + reply.words());
      }
    }
    return found;
  }

  /** Wherever the bytes are divided, the answers are the same. */
  @Test
  void divided() throws IOException {
    byte[] bytes = bytes(ANSWERS);
    List<String> expected =
        List.of(
            "* [GRANTED]", "+ [OK]", "- [-ERR_no]", "$ [a\r\nb]", "* [x, -WRONGTYPE, ]", "* []");
    assertThat(all(bytes)).isEqualTo(expected);
    for (int i = 1; i < bytes.length; i++) {
      byte[] head = Arrays.copyOf(bytes, i);
      byte[] tail = Arrays.copyOfRange(bytes, i, bytes.length);
      assertThat(all(head, tail)).as("divided at %d", i).isEqualTo(expected);
    }
  }

  /** What starts like no answer is refused at once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 400\r\n",
        "\r\n",
        ":1\r\n",
        "$-1\r\n",
        "$x\r\n",
        "*-1\r\n",
        "*1\r\n:7\r\n",
        "*99999999999\r\n",
        "*1\r\n$70000\r\n",
        "*1\r\n*1\r\n"
      })
  void nonsense(String answer) {
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> all(bytes(answer)));
  }

  /** An answer without an end is given up before it fills the memory. */
  @Test
  void endless() {
    byte[] endless = new byte[100_000];
    Arrays.fill(endless, (byte) '+');
    var incoming = new Incoming();
    var in = new ByteArrayInputStream(endless);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> {
              while (incoming.next() == null) {
                incoming.read(in);
              }
            })
        .withMessageContaining("without an end");
  }

  /** The end of the stream is no answer. */
  @Test
  void closed() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new Incoming().read(new ByteArrayInputStream(new byte[0])))
        .withMessageContaining("closed");
  }
}
