// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code lockproof} command. */
@Command(
    name = "lockproof",
    mixinStandardHelpOptions = true,
    description = "Reference lock algorithms for Java that come with their evidence.")
public final class Lockproof {
  static final int OK = 0;
  static final int FAIL = 1;
  static final int USAGE = 2;
  static final int INFRA = 3;

  private Lockproof() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    CommandLine command =
        new CommandLine(new Lockproof())
            .addSubcommand(new RunCommand(System.out))
            .addSubcommand(new DoctorCommand(System.out))
            .addSubcommand(new CheckCommand())
            .addSubcommand(new LitmusCommand())
            .addSubcommand(new ReplayCommand());
    command.setExecutionExceptionHandler(
        (exception, line, parsed) -> {
          boolean usage = exception instanceof UsageException;
          if (usage || exception instanceof MutantBuild.StalePatchException) {
            line.getErr().println("lockproof: " + exception.getMessage());
          } else {
            exception.printStackTrace(line.getErr());
          }
          return usage ? USAGE : INFRA;
        });
    return command.execute(args);
  }
}
