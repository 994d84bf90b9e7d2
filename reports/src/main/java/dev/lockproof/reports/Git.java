// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Asks git which commit the checkout is at. */
final class Git {
  private Git() {}

  /** Returns the commit, marked {@code -dirty} with uncommitted changes; or {@code unknown}. */
  static String commit(Path root) {
    String commit = ask(root, "rev-parse", "HEAD");
    String changes = ask(root, "status", "--porcelain");
    return commit.isEmpty() ? "unknown" : commit + (changes.isEmpty() ? "" : "-dirty");
  }

  private static String ask(Path root, String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? answer.strip() : "";
    } catch (IOException e) {
      return ""; // no git here: a source archive
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
