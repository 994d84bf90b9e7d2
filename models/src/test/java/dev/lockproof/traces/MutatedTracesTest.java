// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Budget;
import dev.lockproof.litmus.Classes;
import dev.lockproof.models.Spec;
import dev.lockproof.models.Tlc;
import dev.lockproof.traces.Mutation.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The failing twin of trace validation: traces in which one thing is wrong. */
class MutatedTracesTest {
  /** Of the traces that cover the code, every how-manieth is mutated. */
  private static final int STRIDE = 8;

  @TempDir Path work;

  /** Returns the smallest specification that has traces; from standard on all that have. */
  static Stream<String> folders() throws IOException {
    return Budget.current().covers(Budget.STANDARD)
        ? Spec.all().stream().filter(spec -> spec.manifest().traces() != null).map(Spec::folder)
        : Stream.of("ticket");
  }

  /**
   * TLC rejects a mutated trace, unless the code could have taken it: two steps that have nothing
   * to do with each other may change places, and a trace without its end is one, too.
   */
  @ParameterizedTest
  @MethodSource("folders")
  void mutatedTracesAreRejected(String folder) throws Exception {
    TraceCheck check =
        new TraceCheck(Spec.load(folder), new Tlc(work, Budget.current().checkLimit()));
    StepGraph code = check.code(new Classes());
    StepGraph tree = new StepGraph();
    Map<Integer, Boolean> ends = new TreeMap<>();
    Map<Kind, Integer> rejected = new TreeMap<>();
    List<List<Step>> originals = code.covering();
    for (int i = 0; i < originals.size(); i += STRIDE) {
      ends.put(tree.add(originals.get(i)), true);
      for (Mutation mutation : Mutation.of(originals.get(i), code)) {
        boolean possible = code.has(mutation.steps());
        ends.put(tree.add(mutation.steps()), possible);
        rejected.merge(mutation.kind(), possible ? 0 : 1, Integer::sum);
      }
    }
    SortedSet<Integer> accepted = check.accepted(tree, ends.keySet());
    for (Integer end : ends.keySet()) {
      assertThat(accepted.contains(end)).isEqualTo(Objects.requireNonNull(ends.get(end)));
    }
    assertThat(rejected.keySet()).containsExactly(Kind.values());
    assertThat(rejected.values()).allMatch(count -> count > 0);
  }
}
