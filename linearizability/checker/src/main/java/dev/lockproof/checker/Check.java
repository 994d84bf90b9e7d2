// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.HistoryFile;
import dev.lockproof.checker.history.MalformedHistoryException;
import dev.lockproof.checker.judge.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code check --model M [--budget STEPS] [--html PICTURE] FILE}: judges one history,
 * and on demand draws why it is illegal.
 *
 * <p>Exit codes: 0 PASS, 1 FAIL, 2 wrong usage or malformed history, 3 INCONCLUSIVE.
 */
public final class Check {
  private static final int MALFORMED = 2;
  private static final int COLUMNS = 80;
  private static final String USAGE =
      """
      usage: check --model MODEL [--budget STEPS] [--html PICTURE] FILE

      Judges whether the history in FILE is linearizable; if not, says why. The file
      is NDJSON, EDN of Jepsen, or a log of Jepsen.

        --model MODEL    what the history is judged against, see below
        --budget STEPS   how long to search on one key; %d by default
        --html PICTURE   where to draw an illegal history, as one HTML page

      Exit code: 0 PASS, 1 FAIL, 2 wrong usage or malformed history, 3 INCONCLUSIVE.

      A capital in a model stands for a number, brackets for what may be left out:
      """
          .formatted(Checker.DEFAULT_BUDGET);

  private Check() {}

  /** Runs the command and exits. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /** Runs the command; returns its exit code. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    if (args.length == 1 && (args[0].equals("--help") || args[0].equals("-h"))) {
      out.print(usage());
      return 0;
    }
    try {
      var options = Options.parse(args);
      var checker = new Checker(options.specification(), options.budget());
      History history = HistoryFile.read(options.file());
      Verdict verdict = checker.check(history);
      if (verdict.isFail()) {
        fail(checker.explain(history), options, out);
      } else {
        out.println(wrapped(verdict.toString()));
      }
      return switch (verdict.result()) {
        case PASS -> 0;
        case FAIL -> 1;
        case INCONCLUSIVE -> 3;
      };
    } catch (IllegalArgumentException e) {
      err.println(wrapped(String.valueOf(e.getMessage())));
      err.print(usage());
    } catch (MalformedHistoryException e) {
      err.println(wrapped("malformed history, " + e.getMessage()));
    } catch (NoSuchFileException e) {
      err.println("no such file: " + e.getMessage());
    } catch (IOException e) {
      err.println("cannot read the history: " + e.getMessage());
    }
    return MALFORMED;
  }

  private static void fail(Explanation explanation, Options options, PrintStream out)
      throws IOException {
    out.println(wrapped(explanation.toString()));
    if (options.html() != null) {
      Files.writeString(options.html(), Picture.of(explanation));
      out.println("  picture: " + options.html());
    }
  }

  private static String usage() {
    return USAGE + String.format("  %s%n", String.join("\n  ", Specification.ids()));
  }

  /** Breaks lines that are too long for a terminal between words, and indents what follows. */
  private static String wrapped(String text) {
    var wrapped = new StringBuilder();
    for (String line : text.split("\\R", -1)) {
      String rest = line;
      int space = rest.lastIndexOf(' ', COLUMNS);
      while (rest.length() > COLUMNS && !rest.substring(0, Math.max(space, 0)).isBlank()) {
        wrapped.append(rest, 0, space).append(System.lineSeparator());
        rest = "    " + rest.substring(space + 1);
        space = rest.lastIndexOf(' ', COLUMNS);
      }
      wrapped.append(rest).append(System.lineSeparator());
    }
    return wrapped.toString().stripTrailing();
  }

  /** The command line. */
  private record Options(Specification specification, long budget, @Nullable Path html, Path file) {

    static Options parse(String[] args) {
      Specification specification = null;
      long budget = Checker.DEFAULT_BUDGET;
      Path html = null;
      Path file = null;
      for (int i = 0; i < args.length; i++) {
        String arg = args[i];
        if (arg.equals("--model") && i + 1 < args.length) {
          specification = Specification.of(args[++i]);
        } else if (arg.equals("--budget") && i + 1 < args.length) {
          budget = positive(args[++i]);
        } else if (arg.equals("--html") && i + 1 < args.length) {
          html = Path.of(args[++i]);
        } else if (!arg.startsWith("-") && file == null) {
          file = Path.of(arg);
        } else {
          throw new IllegalArgumentException("unexpected argument '" + arg + "'");
        }
      }
      if (specification == null || file == null) {
        throw new IllegalArgumentException("a model and a file are needed");
      }
      return new Options(specification, budget, html, file);
    }

    private static long positive(String text) {
      if (!text.matches("[1-9][0-9]{0,17}")) {
        throw new IllegalArgumentException("a positive number of steps is needed, not " + text);
      }
      return Long.parseLong(text);
    }
  }
}
