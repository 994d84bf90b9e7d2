// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A level of the chain of evidence, from the specification to the wire. */
public enum Layer {
  /** TLA+ by TLC: exhaustive over a design, within bounds. */
  MODEL,

  /** Java access modes: exhaustive over the executions of small fragments. */
  LITMUS,

  /** jcstress: samples of this JVM on this processor. */
  STRESS,

  /** Lincheck: explored interleavings of the real class, sequentially consistent. */
  LINCHECK,

  /** The real protocol class under virtual time, network, clocks, crashes and pauses. */
  SIMULATION,

  /** Real servers under faults; histories judged. */
  CLUSTER,

  /** JMH: what it costs, beside what people would pick instead, in the same run. */
  BENCHMARK;

  /** Returns whether a violation that this layer does not find is not there, within its bounds. */
  public boolean isExhaustive() {
    return this == MODEL || this == LITMUS;
  }

  /**
   * Returns whether two runs of the same budget give the same verdicts; only those fail a build.
   */
  public boolean isRepeatable() {
    return isExhaustive() || this == LINCHECK || this == SIMULATION;
  }

  /** Returns the name as it stands in files and on the command line: lower case. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the layer of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Layer of(String id) {
    for (Layer layer : values()) {
      if (layer.id().equals(id)) {
        return layer;
      }
    }
    throw new IllegalArgumentException("no layer is named '" + id + "'");
  }
}
