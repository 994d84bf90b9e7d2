// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command gives the verdict, its explanation and the exit code. */
class CheckTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path directory;

  /** The late write of a paused holder is refused: the history is legal. */
  @Test
  void pass() throws Exception {
    assertThat(run("--model", "fenced-mutex", resource("paused-holder-guarded.ndjson"))).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualToNormalizingWhitespace(
            "PASS: key stock: 2 grants by rising token, 1 misses; "
                + "3 raises and writes accepted, 1 refused");
  }

  /** The late write of a paused holder lands: the history is illegal, and the text says why. */
  @Test
  void fail() throws Exception {
    String file = resource("paused-holder-unguarded.ndjson");
    assertThat(run("--model", "fenced-mutex", file)).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            Files.readString(Path.of(resource("paused-holder-unguarded.txt"))));
  }

  /** A search whose budget runs out, and an empty history, decide nothing. */
  @Test
  void inconclusive() throws IOException {
    String file = file((lock(0) + lock(1)).replace("lock", "lockRead"));
    assertThat(run("--model", "read-write-lock", "--budget", "1", file)).isEqualTo(3);
    assertThat(out.toString(UTF_8)).startsWith("INCONCLUSIVE: the budget of 1 steps is used up");
    assertThat(run("--model", "mutex", file(""))).isEqualTo(3);
  }

  /** An operation that the model does not know is named with its line. */
  @Test
  void unknownOperation() throws IOException {
    assertThat(run("--model", "fenced-mutex", file(lock(0)))).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .startsWith("malformed history, line 1: unknown operation 'lock'; there are [acquire, ");
  }

  /** A value that the model does not know is named with its line. */
  @Test
  void unknownValue() throws IOException {
    String line = "{\"process\":0,\"type\":\"invoke\",\"f\":\"write\",\"value\":7,\"time\":0}";
    assertThat(run("--model", "fenced-mutex", file(line))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("line 1: write takes [token, value], not 7");
  }

  /** A wrong command line explains itself. */
  @Test
  void usage() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--model", "mutx", "f")).isEqualTo(2);
    assertThat(run("--model", "mutex", "--budget", "0", "f")).isEqualTo(2);
    assertThat(run("--model", "mutex", "--fast", "f")).isEqualTo(2);
    assertThat(run("--model", "mutex", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(run("--model", "mutex", directory.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("no model is named 'mutx'")
        .contains("unexpected argument '--fast'")
        .contains("usage: check --model MODEL")
        .contains("no such file: ")
        .doesNotContain("Exception:");
  }

  private int run(String... args) {
    out.reset();
    return Check.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private String file(String content) throws IOException {
    return Files.writeString(directory.resolve("history.ndjson"), content).toString();
  }

  private static String lock(int process) {
    String invoke = "{\"process\":%d,\"type\":\"invoke\",\"f\":\"lock\",\"time\":%d}%n";
    return (invoke + invoke.replace("invoke", "ok"))
        .formatted(process, process, process, process + 1);
  }

  private static String resource(String name) throws URISyntaxException {
    var url = Objects.requireNonNull(CheckTest.class.getResource("/histories/" + name));
    return Path.of(url.toURI()).toString();
  }
}
