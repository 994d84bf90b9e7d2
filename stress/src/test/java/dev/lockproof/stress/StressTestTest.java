// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;
import static org.openjdk.jcstress.annotations.Expect.UNKNOWN;

import dev.lockproof.journal.Subject;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jcstress.infra.StateCase;

/** Each declared test keeps the conventions of the package page, without being run. */
class StressTestTest {
  @Test
  void thereAreTests() {
    assertThat(StressTest.declared())
        .extracting(StressTest::check)
        .contains("ClhLockStress.LockLock", "SignalStress.RaiseAwait")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("declared")
  void hasTwoActors(StressTest test) {
    assertThat(test.info().threads()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("declared")
  void citesOneClaimThatItsSubjectMakes(StressTest test) {
    assertThat(test.info().refs()).hasSize(1);
    assertThat(Subject.load(test.subject()).claim(test.claim()).notApplicable())
        .doesNotContainKey("stress");
  }

  @ParameterizedTest
  @MethodSource("declared")
  void describesEachOutcomeAndForbidsTheRest(StressTest test) {
    assertThat(test.info().cases()).isNotEmpty().allSatisfy(StressTestTest::isDescribed);
    StateCase rest = test.info().unmatched();
    isDescribed(rest);
    assertThat(rest.expect()).isEqualTo(FORBIDDEN);
    assertThat(rest.description()).doesNotContain("No default case provided");
  }

  @ParameterizedTest
  @MethodSource("declared")
  void isNestedInTheStressClassOfItsSubject(StressTest test) throws ClassNotFoundException {
    Class<?> outer = test.type().getEnclosingClass();
    String subject = Subject.load(test.subject()).type();
    assertThat(outer.getSimpleName())
        .isEqualTo(subject.substring(subject.lastIndexOf('.') + 1) + "Stress");
    assertThat(outer).isFinal();
    assertThat(Arrays.asList(outer.getDeclaredConstructors()))
        .allMatch(constructor -> Modifier.isPrivate(constructor.getModifiers()));
  }

  private static void isDescribed(StateCase outcome) {
    assertThat(outcome.description()).isNotBlank();
    assertThat(outcome.expect()).isNotEqualTo(UNKNOWN);
  }

  static List<StressTest> declared() {
    return StressTest.declared();
  }
}
