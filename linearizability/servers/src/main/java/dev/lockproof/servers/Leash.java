// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ties processes and files to the life of this JVM, however it ends.
 *
 * <p>A shell reads the process numbers from a pipe that only this JVM holds open. When the JVM is
 * gone, killed or not, the pipe ends; the shell then kills what is left and deletes the scratch
 * directory. (Linux' parent-death signal is tied to the forking <em>thread</em> and does not exist
 * elsewhere.) Where there is no shell, a shutdown hook does the same for every end but a kill.
 */
public final class Leash {
  private static final String WATCH =
      """
      trap '' HUP INT TERM
      while read -r sign pid; do
        if [ "$sign" = + ]; then pids="$pids $pid"; continue; fi
        kept=
        for p in $pids; do [ "$p" = "$pid" ] || kept="$kept $p"; done
        pids=$kept
      done
      for p in $pids; do kill -9 "$p" 2>/dev/null; done
      exec rm -rf "$1"
      """;

  private static final Leash INSTANCE = new Leash();

  private final Path scratch;
  private final @Nullable OutputStream pipe;
  private final Set<Process> tied = ConcurrentHashMap.newKeySet();

  private Leash() {
    try {
      scratch = Files.createTempDirectory("lockproof-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pipe = watch(scratch);
    if (pipe == null) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> tied.forEach(Process::destroyForcibly), "leash"));
    }
  }

  /** Starts the process and ties it to this JVM. */
  public static Process start(ProcessBuilder builder) throws IOException {
    return INSTANCE.tie(builder.start());
  }

  /** Creates a directory that is deleted when this JVM ends. */
  public static Path directory(String name) {
    try {
      return Files.createTempDirectory(INSTANCE.scratch, name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process tie(Process process) {
    tied.add(process);
    tell('+', process.pid());
    var unused =
        process
            .onExit()
            .thenAccept(
                ended -> {
                  tied.remove(ended);
                  tell('-', ended.pid());
                });
    return process;
  }

  private synchronized void tell(char sign, long pid) {
    if (pipe == null) {
      return;
    }
    try {
      pipe.write((sign + " " + pid + "\n").getBytes(StandardCharsets.US_ASCII));
      pipe.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the watching shell is gone", e);
    }
  }

  private static @Nullable OutputStream watch(Path scratch) {
    try {
      return new ProcessBuilder("sh", "-c", WATCH, "lockproof-leash", scratch.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .getOutputStream();
    } catch (IOException e) {
      return null;
    }
  }
}
