// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came out of one run of TLC.
 *
 * @param end how it ended
 * @param version the version that TLC states, or {@code unknown}
 * @param violated the property that failed; {@code Refinement} and {@code Deadlock} stand for what
 *     TLC names by place or not at all, {@link #TEMPORAL} for what it does not tell; null unless
 *     violated
 * @param trace the states that lead there; empty unless violated
 * @param generated the states generated
 * @param distinct the distinct states found
 * @param depth the depth of the search
 * @param taken how often each action was taken
 * @param reason what went wrong, where something did
 */
public record Exploration(
    End end,
    String version,
    @Nullable String violated,
    List<State> trace,
    long generated,
    long distinct,
    long depth,
    SortedMap<String, Long> taken,
    String reason,
    double seconds) {

  /** How a run may end. */
  public enum End {
    /** All states were visited and no property failed. */
    COMPLETED,

    /** A property failed. */
    VIOLATED,

    /** It was stopped at its limit. */
    STOPPED,

    /** TLC or the specification is broken, or said what nobody understands. */
    TROUBLE
  }

  /** The property of which TLC tells only that it is a temporal one. */
  static final String TEMPORAL = "(temporal property)";

  private static final Pattern MESSAGE =
      Pattern.compile(
          "@!@!@STARTMSG (\\d+):(\\d) @!@!@\\R(.*?)\\R?@!@!@ENDMSG \\1 @!@!@", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("TLC2 Version (.*)");
  private static final Pattern NAMED =
      Pattern.compile("(?:Invariant|Action property|Property) (.+) is violated.*", Pattern.DOTALL);
  private static final Pattern COUNTS =
      Pattern.compile(
          "(\\d+) states generated, (\\d+) distinct states found, (\\d+) states left.*");
  private static final Pattern DEPTH = Pattern.compile("The depth .* search is (\\d+)\\.");
  private static final Pattern ACTION =
      Pattern.compile("<(\\w+) line .* of module \\w+(?: \\(.*\\))?>: \\d+:(\\d+)");

  /** Returns a run that was stopped at its limit. */
  static Exploration stopped(Duration limit, double seconds) {
    Reading reading = new Reading();
    return reading.end(End.STOPPED, "stopped after " + limit.toSeconds() + " s", seconds);
  }

  /** Reads what TLC printed with {@code -tool}, and compares it with its exit code. */
  static Exploration parse(String output, int exitCode, double seconds) {
    Reading reading = new Reading();
    Matcher message = MESSAGE.matcher(output);
    while (message.find()) {
      reading.read(
          Integer.parseInt(message.group(1)), message.group(2).equals("1"), message.group(3));
    }
    if (!reading.trouble.isEmpty()) {
      return reading.end(End.TROUBLE, reading.trouble.get(0), seconds);
    }
    End end = reading.completed ? End.COMPLETED : End.VIOLATED;
    boolean agreed =
        end == End.COMPLETED
            ? exitCode == 0 && reading.violated == null && reading.left == 0
            : exitCode >= 11 && exitCode <= 13 && reading.violated != null;
    return agreed && reading.finished
        ? reading.end(end, "", seconds)
        : reading.end(
            End.TROUBLE,
            "TLC came to no verdict (exit code " + exitCode + "):\n" + tail(output),
            seconds);
  }

  private static String tail(String output) {
    return output.substring(Math.max(0, output.length() - 1000));
  }

  /** The messages so far. */
  private static final class Reading {
    private final List<State> trace = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private final SortedMap<String, Long> taken = new TreeMap<>();
    private String version = "unknown";
    private @Nullable String violated;
    private boolean completed;
    private boolean finished;
    private long generated;
    private long distinct;
    private long left;
    private long depth;

    void read(int code, boolean error, String text) {
      switch (code) {
        case 2262 -> version = first(VERSION, text);
        case 2193 -> completed = true;
        case 2186 -> finished = true;
        case 2107, 2108 -> {
          violated(text);
          trace.add(State.parse("1: <Initial predicate>\n" + text.replaceFirst(".*\\R", "")));
        }
        case 2110, 2112 -> violated(text);
        case 2114 -> violated = "Deadlock";
        case 2116 -> violated = TEMPORAL;
        case 2217, 2218, 2122 -> trace.add(State.parse(text));
        case 2199 -> counts(text);
        case 2194 -> depth = Long.parseLong(first(DEPTH, text));
        case 2201 -> taken.clear(); // coverage so far: the last one counts
        case 2772 -> taken(text);
        case 2121, 2264 -> {} // announce the trace, as errors
        default -> {
          if (error) {
            trouble.add(text);
          }
        }
      }
    }

    private void violated(String text) {
      String name = first(NAMED, text);
      violated = name.startsWith("line ") ? "Refinement" : name;
    }

    private void counts(String text) {
      Matcher counts = COUNTS.matcher(text.strip());
      if (counts.matches()) {
        generated = Long.parseLong(counts.group(1));
        distinct = Long.parseLong(counts.group(2));
        left = Long.parseLong(counts.group(3));
      }
    }

    private void taken(String text) {
      Matcher action = ACTION.matcher(text);
      if (action.matches()) {
        taken.merge(action.group(1), Long.parseLong(action.group(2)), Long::sum);
      }
    }

    private String first(Pattern pattern, String text) {
      Matcher found = pattern.matcher(text.strip());
      if (found.matches()) {
        return found.group(1);
      }
      trouble.add("TLC says what nobody understands: " + text);
      return "0";
    }

    Exploration end(End end, String reason, double seconds) {
      boolean seen = end == End.VIOLATED;
      return new Exploration(
          end,
          version,
          seen ? violated : null,
          seen ? List.copyOf(trace) : List.of(),
          generated,
          distinct,
          depth,
          taken,
          reason,
          seconds);
    }
  }
}
