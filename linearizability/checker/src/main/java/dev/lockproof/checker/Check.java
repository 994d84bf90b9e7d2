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

  private Check() {}

  /** Runs the command and exits. */
  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  /** Runs the command; returns its exit code. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      var options = Options.parse(args);
      var checker = new Checker(options.specification(), options.budget());
      History history = HistoryFile.read(options.file());
      Verdict verdict = checker.check(history);
      if (verdict.isFail()) {
        fail(checker.explain(history), options, out);
      } else {
        out.println(verdict);
      }
      return switch (verdict.result()) {
        case PASS -> 0;
        case FAIL -> 1;
        case INCONCLUSIVE -> 3;
      };
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(
          "usage: check --model M [--budget STEPS] [--html PICTURE] FILE; M is one of "
              + Specification.ids());
    } catch (MalformedHistoryException e) {
      err.println("malformed history, " + e.getMessage());
    } catch (NoSuchFileException e) {
      err.println("no such file: " + e.getMessage());
    } catch (IOException e) {
      err.println("cannot read the history: " + e.getMessage());
    }
    return MALFORMED;
  }

  private static void fail(Explanation explanation, Options options, PrintStream out)
      throws IOException {
    out.println(explanation);
    if (options.html() != null) {
      Files.writeString(options.html(), Picture.of(explanation));
      out.println("  picture: " + options.html());
    }
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
