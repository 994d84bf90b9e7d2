// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Claim;
import dev.lockproof.journal.Subject;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Fork;

/** Each declared benchmark keeps the conventions of the package page, without being run. */
class ComparisonTest {
  @Test
  void thereAreBenchmarks() {
    assertThat(Comparison.declared())
        .extracting(Comparison::check)
        .contains("LocalLockBenchmark.uncontended", "RedisFencedLeasesBenchmark.grantRelease");
    assertThat(Comparison.declared())
        .extracting(comparison -> comparison.check() + "/" + comparison.claim())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("declared")
  void isNamedAfterItsSubject(Comparison comparison) {
    String type = Subject.load(comparison.subject()).type();
    String subject = type.substring(type.lastIndexOf('.') + 1);
    if (comparison.cost().claim().isEmpty()) {
      assertThat(subject)
          .isEqualToIgnoringCase(comparison.implementation().replace("_", "") + "Lock");
    } else {
      assertThat(comparison.method().getDeclaringClass().getSimpleName())
          .isEqualTo(subject + "Benchmark");
    }
  }

  @ParameterizedTest
  @MethodSource("declared")
  void comparesTheSubjectWithTheBaselineInSeveralJvms(Comparison comparison) {
    assertThat(Comparison.implementations(List.of(comparison)))
        .hasSizeGreaterThan(1)
        .contains(comparison.cost().against());
    assertThat(comparison.cost().against())
        .isNotEmpty()
        .doesNotContain(comparison.implementation(), comparison.cost().apartFrom());
    Fork fork = comparison.method().getDeclaringClass().getAnnotation(Fork.class);
    assertThat(fork.value()).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("declared")
  void saysTheBoundInTheClaim(Comparison comparison) {
    Claim claim = Subject.load(comparison.subject()).claim(comparison.claim());
    assertThat(claim.notApplicable()).doesNotContainKey("benchmark");
    saysTheBound(claim, comparison.cost().atMost());
    saysTheBound(claim, comparison.cost().atMostApart());
  }

  private static void saysTheBound(Claim claim, double bound) {
    if (Double.isFinite(bound)) {
      String exact = BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
      assertThat(claim.text()).contains("at most " + exact + " times");
    }
  }

  /** A bound on the rest is judged with the other, and names what is taken away. */
  @ParameterizedTest
  @MethodSource("declared")
  void saysWhatIsTakenAway(Comparison comparison) {
    Cost cost = comparison.cost();
    if (Double.isFinite(cost.atMostApart())) {
      assertThat(cost.atMost()).isFinite();
      assertThat(Comparison.implementations(List.of(comparison))).contains(cost.apartFrom());
    } else {
      assertThat(cost.apartFrom()).isEmpty();
    }
  }

  static List<Comparison> declared() {
    return Comparison.declared();
  }
}
