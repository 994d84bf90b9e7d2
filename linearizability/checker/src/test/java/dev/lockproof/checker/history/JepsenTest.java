// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formats of Jepsen are recognized, and read with its conventions. */
class JepsenTest {
  private static final String FIRST = "{:process 0, :type :invoke, :f :read, :value nil}\n";

  @TempDir private Path directory;

  /** A vector of maps: with times, tags and comments, and a nemesis that is left out. */
  @Test
  void edn() throws IOException {
    var history =
        read(
            """
            [{:process 0, :type :invoke, :f :write, :value "a\\nb", :time 10, :index 0}
            ; a comment
            {:process :nemesis, :type :info, :f :kill, :value {:n1 [1.5 -2]}, :time 11}
            #jepsen.history.Op{:process 1 :type :invoke :f :cas :value [1 2] :key "k" :time 12}
            {:process 0, :type :ok, :f :write, :value "a\\nb", :time 13}
            {:process 1, :type :info, :f :cas, :value #{1 2}, :error (:timeout x/y), :time 14}]
            """);
    assertThat(history.operations())
        .extracting(Operation::describe)
        .containsExactly("write(a\nb)", "cas(k, [1, 2]) -> ?");
    assertThat(history.operations().get(0).retTime()).isEqualTo(13);
  }

  /** Without times, events are a nanosecond apart. */
  @Test
  void ednWithoutTimes() throws IOException {
    var history = read(FIRST + FIRST.replace("invoke", "ok").replace("nil", "7"));
    assertThat(history.operations())
        .containsExactly(new Operation(1, 0, "read", null, null, 7L, Completion.OK, 0, 1, 0, 1));
  }

  /** A log: a failed compare-and-set is an answer, a read that timed out is none. */
  @Test
  void log() throws IOException {
    var history =
        read(
            """
            INFO  jepsen.util - 0	:invoke	:read	nil
            INFO  jepsen.util - 1	:invoke	:cas	[1 2]
            INFO  jepsen.core - something else
            INFO  jepsen.util - 1	:fail	:cas	[1 2]
            INFO  jepsen.util - 0	:fail	:read	:timed-out
            INFO  jepsen.util - 2	:invoke	:write	3
            INFO  jepsen.util - :nemesis	:info	:start	nil
            INFO  jepsen.util - 2	:info	:write	:timed-out
            """);
    assertThat(history.operations())
        .extracting(Operation::describe)
        .containsExactly("read() failed", "cas([1, 2]) -> false", "write(3) -> ?");
  }

  /** Each broken rule has a message of its own, after the number of its line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {:process 1, :type :ok, :f :read}          | completion without invocation
          {:process 1.5, :type :invoke, :f :read}    | :process must be
          {:process 1, :type :done, :f :read}        | unknown type done
          {:process 1, :type :invoke, :f 3}          | :f must be
          {:process 1, :type :invoke, :f :r, :time "1"} | :time must be
          {:process 1, :type                         | cut short
          {:process 1 :type}                         | not EDN
          (1 2)                                      | an event is a map
          """)
  void malformed(String line, String rule) {
    assertThatThrownBy(() -> read(FIRST + line))
        .isInstanceOf(MalformedHistoryException.class)
        .hasMessageStartingWith("line 2: ")
        .hasMessageContaining(rule);
  }

  private History read(String text) throws IOException {
    return HistoryFile.read(Files.writeString(directory.resolve("history"), text));
  }
}
