// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/** Decides tests from files: the {@code lockproof litmus} command. */
public final class Litmus {
  private static final int FALSE = 1;
  private static final int USAGE = 2;
  private static final String HELP =
      """
      usage: lockproof litmus [--svg DIR] FILE...

      Decides each litmus test under JAM21, a formal model of Java's access modes: prints
      the allowed outcomes with the executions of each, whether the question of the test
      is true, and the execution that decides it. With --svg, pictures of these executions
      go to DIR. The format is that of models/litmus/README.md.

      Exit code: 0 if every question is true, 1 if one is not, 2 if something cannot be
      read or decided.
      """;

  private Litmus() {}

  /** Decides each file and exits. */
  public static void main(String[] args) throws IOException {
    System.exit(run(List.of(args), System.out, System.err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
    if (arguments.equals(List.of("--help"))) {
      out.print(HELP);
      return 0;
    }
    boolean pictures = !arguments.isEmpty() && arguments.get(0).equals("--svg");
    List<String> files =
        arguments.subList(Math.min(arguments.size(), pictures ? 2 : 0), arguments.size());
    if (files.isEmpty() || files.stream().anyMatch(file -> file.startsWith("-"))) {
      err.print(HELP);
      return USAGE;
    }
    int code = 0;
    for (String file : files) {
      try {
        LitmusTest test = LitmusTest.parse(Files.readString(Path.of(file)));
        Answer answer = Answer.of(test, new Machine(new Classes()), EnumSet.allOf(Axiom.class));
        out.print(report(test, answer));
        if (pictures && answer.shown() != null) {
          draw(Path.of(arguments.get(1)), test.name(), answer.shown());
        }
        code = Math.max(code, answer.holds() && answer.witnessed() ? 0 : FALSE);
      } catch (IOException e) {
        err.println(file + ": cannot be read: " + e.getMessage());
        code = USAGE;
      } catch (IllegalArgumentException | IllegalStateException | Enumeration.TooLargeException e) {
        err.println(file + ": " + e.getMessage());
        code = USAGE;
      }
    }
    return code;
  }

  private static void draw(Path folder, String name, Execution shown) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".svg"), new Witness(shown).svg());
  }

  private static String report(LitmusTest test, Answer answer) {
    StringBuilder text = new StringBuilder("Test " + test.name() + "\n");
    answer
        .outcomes()
        .forEach((outcome, count) -> text.append("  " + outcome + "  (" + count + ")\n"));
    text.append(test.quantifier() + " is " + answer.holds() + ": ");
    text.append(answer.counts().executions() + " executions");
    text.append(
        answer.counts().cut() == 0
            ? ", which are all\n"
            : ", all within Loops=" + test.loops() + "\n");
    if (!answer.witnessed()) {
      text.append("the witness is not reached: the answer means nothing\n");
    }
    if (answer.shown() != null) {
      text.append(answer.shownOutcome() + ", for instance:\n");
      text.append(new Witness(answer.shown()).text());
    }
    return text.append('\n').toString();
  }
}
