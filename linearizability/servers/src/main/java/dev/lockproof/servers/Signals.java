// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.io.IOException;

/** Stops and continues processes, as a scheduler, a debugger or a suspended machine would. */
public final class Signals {
  /** Waits until every thread has stopped: one that is just being woken may run a little longer. */
  private static final String STOP =
      """
      kill -STOP "$1" || exit 1
      while kill -0 "$1"; do
        if [ -d "/proc/$1/task" ]; then
          running=$(grep -L '^State:[[:space:]]*T' "/proc/$1/task/"*/status)
        else
          running=$(ps -o state= -p "$1" | grep -v T)
        fi
        [ -z "$running" ] && exit 0
      done
      exit 1
      """;

  private static final String CONTINUE = "kill -CONT \"$1\"";

  private Signals() {}

  /** Stops the process where it stands (SIGSTOP); when this returns it does nothing any more. */
  public static void pause(Process process) {
    run(STOP, process);
  }

  /** Continues a stopped process (SIGCONT). */
  public static void resume(Process process) {
    run(CONTINUE, process);
  }

  private static void run(String script, Process process) {
    try {
      var shell =
          new ProcessBuilder("sh", "-c", script, "signal", Long.toString(process.pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (shell.waitFor() != 0) {
        throw new ServerException("cannot stop or continue process " + process.pid());
      }
    } catch (IOException e) {
      throw new ServerException("no shell to send signals with", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while sending a signal", e);
    }
  }
}
