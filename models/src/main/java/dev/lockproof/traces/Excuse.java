// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import dev.lockproof.models.Manifest.Runs;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a specification may allow a {@link Variant}: nobody could have told it from the run. That is
 * decided by what the run shows, and not by asking the specification.
 */
public enum Excuse {
  /** Time passes, or does not, while nothing is there that it would change. */
  NOTHING_TO_MEASURE("nothing is there to measure the time"),

  /** What a step changes is not to be seen, as what comes next changes it again. */
  OVERWRITTEN("what it changes is changed again before anybody looks"),

  /** What a step does is done by time as well, before anybody looks. */
  TIMELY("time does the same before anybody looks"),

  /** No answer to the step comes, or nobody does anything after it who would not have without. */
  NOT_HEARD("nobody hears of it"),

  /** Neither of two steps, after which all looks as before, is there because of the other. */
  INDEPENDENT("neither has to do with the other");

  private final String why;

  Excuse(String why) {
    this.why = why;
  }

  /** Returns the excuse of a variant of that run, if it has one. */
  public static Optional<Excuse> of(List<RunStep> run, Variant variant, Runs how) {
    var look = new Look(run, how);
    int at = variant.from();
    return Optional.ofNullable(
        switch (variant.kind()) {
          case DROP -> look.isTime(at) ? missingTime(look, at) : missing(look, at);
          case SWAP -> swapped(look, at);
          case ARGUMENT -> altered(look, at);
          case ANSWER, VALUE -> null;
        });
  }

  private static @Nullable Excuse missingTime(Look look, int at) {
    if (look.isUnseen(at)) {
      return NOTHING_TO_MEASURE;
    }
    return look.isOverwritten(at) ? OVERWRITTEN : null;
  }

  private static @Nullable Excuse missing(Look look, int at) {
    if (look.isHeard(at)) {
      return null;
    } else if (look.isUnseen(at)) {
      return NOT_HEARD;
    } else if (look.isTime(at + 1) && look.isIdle(at + 1)) {
      return TIMELY;
    }
    return look.isOverwritten(at) ? OVERWRITTEN : null;
  }

  private static @Nullable Excuse swapped(Look look, int at) {
    if (look.isTime(at) || look.isTime(at + 1)) {
      return look.isIdle(at) && look.isIdle(at + 1) ? NOTHING_TO_MEASURE : null;
    } else if (!look.isUnseen(at) || !look.isUnseen(at + 1)) {
      return null;
    } else if (!look.isRelated(at)) {
      return INDEPENDENT;
    }
    return look.isHeard(at) && look.isHeard(at + 1) ? null : NOT_HEARD;
  }

  private static @Nullable Excuse altered(Look look, int at) {
    if (look.isTime(at)) {
      return look.isIdle(at) ? NOTHING_TO_MEASURE : null;
    }
    return look.isUnseen(at) && !look.isHeard(at) ? NOT_HEARD : null;
  }

  @Override
  public String toString() {
    return why;
  }

  /** What a run shows of its steps. */
  private record Look(List<RunStep> run, Runs how) {
    boolean isTime(int at) {
      return run.get(at).actor().equals(RunStep.TIME);
    }

    int seen(int at, int place) {
      return at < 0 ? 0 : run.get(at).sees().get(place);
    }

    /** Returns whether nothing is left that time would change. */
    boolean isIdle(int at) {
      return how.timed().stream().allMatch(place -> seen(at, place) == 0);
    }

    /** Returns whether all looks as before. */
    boolean isUnseen(int at) {
      for (int place = 0; place < how.observes().size(); place++) {
        if (seen(at, place) != seen(at - 1, place)) {
          return false;
        }
      }
      return true;
    }

    /** Returns whether all that the step changes is changed by the next one. */
    boolean isOverwritten(int at) {
      for (int place = 0; place < how.observes().size(); place++) {
        boolean isChanged = seen(at, place) != seen(at - 1, place);
        if (isChanged && seen(at + 1, place) == seen(at, place)) {
          return false;
        }
      }
      return true;
    }

    /** Returns whether the step and the next are one process's, or about one request. */
    boolean isRelated(int at) {
      RunStep first = run.get(at);
      RunStep second = run.get(at + 1);
      return first.actor().equals(second.actor())
          || (first.request() != 0 && first.request() == second.request());
    }

    /** Returns whether anything that follows is there because of the step. */
    boolean isHeard(int at) {
      RunStep step = run.get(at);
      List<RunStep> later = run.subList(at + 1, run.size());
      if (step.actor().equals(RunStep.SERVER)) {
        return later.stream()
            .filter(other -> other.request() == step.request())
            .anyMatch(other -> how.answers().containsKey(other.label()));
      }
      boolean isLast = later.stream().noneMatch(other -> other.actor().equals(step.actor()));
      if (how.answers().containsKey(step.label())) {
        return !isLast;
      }
      long served =
          later.stream()
              .filter(other -> other.actor().equals(RunStep.SERVER))
              .filter(other -> other.request() == step.request())
              .count();
      return step.actor().equals(RunStep.NETWORK) ? served > 1 : served > 0 || !isLast;
    }
  }
}
