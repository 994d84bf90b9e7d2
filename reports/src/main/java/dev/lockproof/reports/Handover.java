// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives a command to a program of a layer, in a process of its own on this terminal. */
final class Handover {
  private Handover() {}

  /** Runs {@code main} on the class path of {@code module}; returns its exit code. */
  static int to(String main, LayerModule module, List<String> arguments)
      throws IOException, InterruptedException {
    return to(main, module, List.of(), arguments);
  }

  /** Runs it likewise, with those folders first on the class path. */
  static int to(String main, LayerModule module, List<Path> first, List<String> arguments)
      throws IOException, InterruptedException {
    String classPath =
        Stream.concat(first.stream(), Workspace.around(Path.of("")).classPath(module).stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        new ArrayList<>(List.of(Jdk.current().java().toString(), "-cp", classPath, main));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
