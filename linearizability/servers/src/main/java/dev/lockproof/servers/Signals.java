// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.io.IOException;

/** Stops and continues processes, as a scheduler, a debugger or a suspended machine would. */
public final class Signals {
  private Signals() {}

  /** Stops the process where it stands (SIGSTOP). */
  public static void pause(Process process) {
    send("STOP", process);
  }

  /** Continues a stopped process (SIGCONT). */
  public static void resume(Process process) {
    send("CONT", process);
  }

  private static void send(String signal, Process process) {
    try {
      var kill =
          new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (kill.waitFor() != 0) {
        throw new ServerException("cannot send SIG" + signal + " to process " + process.pid());
      }
    } catch (IOException e) {
      throw new ServerException("no shell to send SIG" + signal + " with", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while sending SIG" + signal, e);
    }
  }
}
