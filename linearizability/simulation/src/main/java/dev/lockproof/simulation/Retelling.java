// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.io.PrintStream;
import java.util.List;

/**
 * Tells a schedule again: {@code CLAIM SEED[:ANSWERS] [ASSUMPTION,...]}, the assumptions being
 * those of the claim that are not kept. It ends with 0 if the claim breaks, and with 1 if not.
 */
public final class Retelling {
  private Retelling() {}

  /** Prints the story to the console. */
  public static void main(String[] args) {
    System.exit(tell(System.out, args));
  }

  static int tell(PrintStream out, String... args) {
    try {
      Question question = Question.of(args[0]);
      if (args.length > 2) {
        question = question.without(List.of(args[2].split(",", -1)));
      }
      Story story = Story.of(question, args[1]);
      out.println(story.arguments());
      story.lines().forEach(out::println);
      return 0;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return 1;
    }
  }
}
