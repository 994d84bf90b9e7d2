// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a run: two hashes of all of it and, if somebody wants to know, the rows. */
public final class Log {

  /**
   * One step.
   *
   * @param time the true time in nanoseconds
   * @param process who took it
   * @param step what it was
   * @param about whom it concerns, or null
   * @param detail a number: milliseconds, or a token
   * @param text what went wrong, for a fault; empty otherwise
   */
  public record Row(
      long time, String process, Step step, @Nullable String about, long detail, String text) {

    /** Returns what happens in a sentence without its time. */
    public String sentence() {
      return step.sentence()
          .replace("%s", step == Step.FAULT ? text : String.valueOf(about))
          .replace("%d", Long.toString(detail));
    }
  }

  private final boolean keepsRows;
  private final List<Row> rows = new ArrayList<>();
  private long hash;
  private long shape;
  private long steps;

  Log(boolean keepsRows) {
    this.keepsRows = keepsRows;
  }

  void tell(
      long time,
      Participant process,
      Step step,
      @Nullable Participant about,
      long detail,
      String text) {
    steps++;
    int to = about == null ? 0 : about.number + 1;
    long what = ((long) step.name().hashCode() << 16) + (process.number << 8) + to;
    shape = RandomSchedule.mix(shape + what + text.hashCode());
    hash = RandomSchedule.mix(hash + shape) ^ (time + 31 * detail);
    if (keepsRows) {
      String whom = about == null ? null : about.toString();
      rows.add(new Row(time, process.toString(), step, whom, detail, text));
    }
  }

  /** Returns a hash of all steps with their times. */
  public long hash() {
    return hash;
  }

  /** Returns a hash of all steps in their order, without times. */
  public long shape() {
    return shape;
  }

  /** Returns how many steps there were. */
  public long steps() {
    return steps;
  }

  /** Returns the steps, if they were kept. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }
}
