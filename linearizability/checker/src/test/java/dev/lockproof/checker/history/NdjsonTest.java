// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories are read as they were written; what breaks the format is named with its line. */
class NdjsonTest {
  private static final String FIRST =
      "{\"process\":0,\"type\":\"invoke\",\"f\":\"lock\",\"time\":5}\n";

  /** A history that is written and read again is the same. */
  @Test
  void roundTrip() throws IOException {
    var clock = new long[1];
    var recorder = new Recorder(() -> clock[0]++);
    var write = recorder.invoke(0, "write", "käse\"\n😀", List.of(Long.MAX_VALUE, "\u0001\\"));
    var acquire = recorder.invoke(1, "acquire", null, null);
    write.ok(true);
    acquire.info();
    recorder.invoke(2, "read", "", 0.5).fail();
    recorder.invoke(3, "read", "r", 7);
    var text = new StringBuilder();
    Ndjson.write(recorder.events(), text);
    assertThat(read(text.toString()).operations())
        .isEqualTo(recorder.history().operations())
        .hasSize(4)
        .first()
        .satisfies(o -> assertThat(o.precedes(recorder.history().operations().get(3))).isTrue());
  }

  /** An operation takes its input from the invocation and its output from the completion. */
  @Test
  void operation() throws IOException {
    var history =
        read(
            """
            {"process":7,"type":"invoke","f":"renew","key":"r","value":33,"time":5}

            {"time": 9, "type" : "ok", "f":"renew","process":7,"value":false,"index":1}
            """);
    assertThat(history.operations())
        .containsExactly(new Operation(1, 7, "renew", "r", 33L, false, Completion.OK, 0, 1, 5, 9));
  }

  /** An operation that was never completed is of unknown outcome. */
  @Test
  void pending() throws IOException {
    assertThat(read(FIRST).operations()).singleElement().matches(Operation::isInfo);
  }

  /** Each broken rule has a message of its own, after the number of its line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"process":1,"type":"ok","f":"lock","time":6}     | completion without invocation
          {"process":0,"type":"ok","f":"lock","time":4}     | time goes back from 5 to 4
          {"process":0,"type":"invoke","f":"lock","time":6} | invokes before its last operation
          {"process":0,"type":"ok","f":"unlock","time":6}   | has lock under way since line 1
          {"process":0,"type":"ok","f":"lock","key":"k","time":6} | completion of key k
          {"process":0,"type":"done","f":"lock","time":6}   | unknown type done
          {"process":-1,"type":"ok","f":"lock","time":6}    | "process" must be
          {"process":0,"type":"ok","f":null,"time":6}       | "f" must be
          {"process":0,"type":"ok","f":"lock","time":6.5}   | "time" must be
          {"process":0,"type":"ok","f":"lock"}              | "time" must be
          {"process":0,"type":"ok","f":"lock","vale":1,"time":6} | unknown member "vale"
          {"process":0,"process":1}                         | occurs twice
          {"process":0,"type":"ok","f":"lock","ti           | cut short
          {"process":0,"type":"ok","f":"lock","value":tr    | cut short
          {"process":0} {}                                  | nothing may follow
          {"process":01}                                    | '}' is expected
          {"process":9223372036854775808}                   | does not fit
          {"process":1e999}                                 | does not fit
          {"f":"\\x"}                                        | no escape is named 'x'
          {"f":"\\u00g0"}                                    | four hexadecimal digits
          [1]                                               | an event is a JSON object
          garbage                                           | a value is expected
          """)
  void malformed(String line, String rule) {
    assertThatThrownBy(() -> read(FIRST + line))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessageStartingWith("line 2: ")
        .hasMessageContaining(rule);
  }

  /** A process with an operation of unknown outcome is never used again. */
  @Test
  void processAfterInfo() {
    String info = FIRST.replace("invoke", "info");
    assertThatThrownBy(() -> read(FIRST + info + FIRST))
        .hasMessage(
            "line 3: process 0 invokes again after an operation of unknown outcome; "
                + "continue as a new process");
  }

  /** Bytes that are no text, deep nesting and endless lines are refused, and fill no memory. */
  @Test
  void garbage() {
    assertThatThrownBy(() -> Ndjson.read(new ByteArrayInputStream(new byte[] {(byte) 0xff, 10})))
        .hasMessage("line 1: not UTF-8 text");
    assertThatThrownBy(() -> read("[".repeat(100_000))).hasMessageContaining("nested");
    assertThatThrownBy(() -> Ndjson.read(new ByteArrayInputStream(new byte[2 << 20])))
        .hasMessage("line 1: longer than 1048576 bytes");
  }

  private static History read(String text) throws IOException {
    return Ndjson.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
