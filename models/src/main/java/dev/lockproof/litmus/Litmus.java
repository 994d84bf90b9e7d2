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

  private Litmus() {}

  /**
   * Decides each file and exits: 0 if every answer is what its test states, 1 if one is not, 2 if
   * something cannot be read. With {@code --svg DIR} first, pictures of the executions go there.
   */
  public static void main(String[] args) throws IOException {
    System.exit(run(List.of(args), System.out));
  }

  static int run(List<String> arguments, PrintStream out) throws IOException {
    boolean pictures = !arguments.isEmpty() && arguments.get(0).equals("--svg");
    if (arguments.size() < (pictures ? 3 : 1)) {
      out.println("usage: lockproof litmus [--svg DIR] FILE...");
      return USAGE;
    }
    boolean all = true;
    for (String file : arguments.subList(pictures ? 2 : 0, arguments.size())) {
      try {
        LitmusTest test = LitmusTest.parse(Files.readString(Path.of(file)));
        Answer answer = Answer.of(test, new Machine(new Classes()), EnumSet.allOf(Axiom.class));
        out.print(report(test, answer));
        all &= answer.holds() && answer.witnessed();
        if (pictures && answer.shown() != null) {
          Path folder = Files.createDirectories(Path.of(arguments.get(1)));
          Files.writeString(
              folder.resolve(test.name() + ".svg"), new Witness(answer.shown()).svg());
        }
      } catch (IllegalArgumentException | IllegalStateException | Enumeration.TooLargeException e) {
        out.println(file + ": " + e.getMessage());
        return USAGE;
      }
    }
    return all ? 0 : FALSE;
  }

  private static String report(LitmusTest test, Answer answer) {
    StringBuilder text = new StringBuilder("Test " + test.name() + "\n");
    answer
        .outcomes()
        .forEach((outcome, count) -> text.append("  " + outcome + "  (" + count + ")\n"));
    text.append(test.quantifier() + " ... is " + answer.holds() + ", by " + answer.counts() + "\n");
    if (!answer.witnessed()) {
      text.append("the witness is not reached: the answer means nothing\n");
    }
    if (answer.shown() != null) {
      text.append(new Witness(answer.shown()).text());
    }
    return text.append('\n').toString();
  }
}
