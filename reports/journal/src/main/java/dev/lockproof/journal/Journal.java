// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of evidence: NDJSON, appended line by line, never rewritten.
 *
 * <p>Each line is written by one call in append mode, so that several layer processes may share a
 * journal and a killed one leaves at most one cut line, which a reader passes over.
 */
public final class Journal {
  /** The one JSON mapper of the formats in this package. */
  public static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path file;

  /** Creates the journal in {@code file}, which need not exist. */
  public Journal(Path file) {
    this.file = file;
  }

  /**
   * One line of a journal: exactly one of the three is there.
   *
   * @param evidence what a check found, or null
   * @param benchmark what a benchmark measured, or null
   * @param done the task that came to its end, or null; written by the orchestrator
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      @Nullable Evidence evidence, @Nullable Benchmark benchmark, @Nullable Done done) {}

  /**
   * The end of a task.
   *
   * @param contents the hash of everything that the task could have read
   * @param seconds how long it took
   */
  public record Done(String task, String contents, double seconds) {}

  /** Appends one line and flushes it; an earlier line that was cut stays a line of its own. */
  public void append(Line line) throws IOException {
    String text = JSON.writeValueAsString(line) + "\n";
    Files.write(
        file,
        (endsCut() ? "\n" + text : text).getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private boolean endsCut() throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return false;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.position(channel.size() - 1).read(last);
      return last.get(0) != '\n';
    }
  }

  /**
   * Returns the whole lines from number {@code from} on (0 is the first); cut ones are left out.
   */
  public List<Line> read(int from) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Line> lines = Files.readAllLines(file).stream().flatMap(Journal::parse).toList();
    return lines.subList(Math.min(from, lines.size()), lines.size());
  }

  private static Stream<Line> parse(String text) {
    try {
      return Stream.of(JSON.readValue(text, Line.class));
    } catch (JsonProcessingException cut) {
      return Stream.empty(); // its writer was killed, or is still writing
    }
  }
}
