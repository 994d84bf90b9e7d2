// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.RedlockRound.Answer;
import dev.lockproof.lease.RedlockRound.Decision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of answers and times, and what they come to. */
class RedlockRoundTest {
  private static final LeaseTerms TERMS = new LeaseTerms(0.1, Duration.ofNanos(1_000));
  private static final long MILLIS = 1;
  private static final long VALIDITY = 1_000_000 - 100_000 - 1_000;
  private static final long BEGIN = -10;

  private static RedlockRound begin(int instances) {
    return RedlockRound.begin(instances, TERMS, MILLIS, BEGIN);
  }

  /** Answers, one letter for each instance: y, n, f(ailed) or a dash for none. */
  private static RedlockRound answered(RedlockRound round, String answers) {
    RedlockRound current = round;
    for (int i = 0; i < answers.length(); i++) {
      current =
          switch (answers.charAt(i)) {
            case 'y' -> current.answered(i, Answer.YES);
            case 'n' -> current.answered(i, Answer.NO);
            case 'f' -> current.answered(i, Answer.FAILED);
            default -> current;
          };
    }
    return current;
  }

  /** What the answers come to, in time, and whether more of them may change that. */
  @ParameterizedTest
  @Tag("redlock.quorum")
  @CsvSource({
    "y,     GRANTED, false", "n,     REFUSED, false", "f,     FAILED,  false",
    "-,     UNKNOWN, true ", "y-,    UNKNOWN, true ", "yy,    GRANTED, false",
    "yn,    REFUSED, false", "y--,   UNKNOWN, true ", "yy-,   GRANTED, false",
    "yn-,   UNKNOWN, true ", "ynn,   REFUSED, false", "nn-,   REFUSED, false",
    "yfn,   SPLIT,   false", "yff,   FAILED,  false", "nff,   FAILED,  false",
    "nf-,   SPLIT,   true ", "yyff,  FAILED,  false", "yyyf,  GRANTED, false",
    "yynn,  REFUSED, false", "yy---, UNKNOWN, true ", "yyynn, GRANTED, false",
    "yynnf, SPLIT,   false", "yynn-, UNKNOWN, true ", "ynnn-, REFUSED, false",
    "yyfff, FAILED,  false", "ff---, UNKNOWN, true ", "fff--, FAILED,  true ",
    "ynf--, UNKNOWN, true ", "nnf--, SPLIT,   true ", "yyyff, GRANTED, false",
  })
  void decides(String answers, Decision decision, boolean open) {
    RedlockRound round = answered(begin(answers.length()), answers);
    assertThat(round.decide(BEGIN)).isEqualTo(decision);
    assertThat(round.isOpen()).isEqualTo(open);
  }

  /** Nothing but a majority of all instances is granted, whatever the rest answered. */
  @ParameterizedTest
  @Tag("redlock.quorum")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void onlyMajoritiesAreGranted(int instances) {
    for (RedlockRound round : all(List.of(begin(instances)), 0)) {
      int yes = Collections.frequency(round.answers(), Answer.YES);
      assertThat(round.decide(BEGIN) == Decision.GRANTED).isEqualTo(2 * yes > instances);
    }
  }

  private static List<RedlockRound> all(List<RedlockRound> rounds, int instance) {
    if (instance == rounds.get(0).answers().size()) {
      return rounds;
    }
    var more = new ArrayList<RedlockRound>();
    for (RedlockRound round : rounds) {
      for (Answer answer : Answer.values()) {
        more.add(round.answered(instance, answer));
      }
    }
    return all(more, instance + 1);
  }

  /** The validity counts from before the first request, less drift and margin, and over is over. */
  @Test
  @Tag("redlock.validity")
  void tooLate() {
    RedlockRound round = answered(begin(3), "yy-");
    assertThat(round.deadline()).isEqualTo(BEGIN + VALIDITY);
    assertThat(round.decide(BEGIN + VALIDITY - 1)).isEqualTo(Decision.GRANTED);
    assertThat(round.decide(BEGIN + VALIDITY)).isEqualTo(Decision.LATE);
    assertThat(round.decide(BEGIN + 100 * VALIDITY)).isEqualTo(Decision.LATE);
  }

  /** No terms switch the test of the validity off. */
  @Test
  @Tag("redlock.validity")
  void noTermsSkipTheTest() {
    for (LeaseTerms terms :
        List.of(new LeaseTerms(0, Duration.ZERO), TERMS, new LeaseTerms(0.9, Duration.ZERO))) {
      RedlockRound round = answered(RedlockRound.begin(3, terms, MILLIS, 0), "yyy");
      assertThat(round.decide(round.deadline())).isEqualTo(Decision.LATE);
      assertThat(round.decide(round.deadline() - 1)).isEqualTo(Decision.GRANTED);
    }
  }

  /** An extension is a round of its own: all are asked, and its validity is its own. */
  @Test
  @Tag("redlock.extension")
  @Tag("redlock.validity")
  void extension() {
    RedlockRound extension = answered(begin(3), "ynf").extend(TERMS, MILLIS, BEGIN + 50);
    assertThat(extension.asks()).containsExactly(0, 1, 2);
    assertThat(extension.deadline()).isEqualTo(BEGIN + 50 + VALIDITY);
    RedlockRound late = answered(extension, "yyy");
    assertThat(late.decide(late.deadline() - 1).renewal()).isEqualTo(Renewal.RENEWED);
    assertThat(late.decide(late.deadline()).renewal()).isEqualTo(Renewal.UNKNOWN);
  }

  /** What an extension comes to: lost only when a majority can never say yes again. */
  @ParameterizedTest
  @Tag("redlock.extension")
  @CsvSource({
    "yyy--, RENEWED", "nnn--, LOST   ", "ynn--, UNKNOWN", "yynff, UNKNOWN",
    "fffff, UNKNOWN", "-----, UNKNOWN", "yynnn, LOST   ", "yyf--, UNKNOWN",
  })
  void extensions(String answers, Renewal renewal) {
    RedlockRound extension = answered(begin(5).extend(TERMS, MILLIS, 0), answers);
    assertThat(extension.decide(0).renewal()).isEqualTo(renewal);
  }

  /** A release goes to all, whatever they answered before, and is never too late. */
  @ParameterizedTest
  @Tag("redlock.release")
  @CsvSource({
    "yyy--, RELEASED    ", "nnn--, ALREADY_LOST", "yynff, UNKNOWN     ",
    "-----, UNKNOWN     ", "yyynn, RELEASED    ", "yy---, UNKNOWN     ",
  })
  void releases(String answers, Release outcome) {
    RedlockRound release = answered(begin(5), "ynf-y").release(BEGIN);
    assertThat(release.asks()).containsExactly(0, 1, 2, 3, 4);
    long later = BEGIN + Duration.ofDays(365).toNanos();
    assertThat(answered(release, answers).decide(later).release()).isEqualTo(outcome);
  }

  /** Only those are asked whose answer is not known. */
  @Test
  void asks() {
    assertThat(answered(begin(4), "y-f-").asks()).containsExactly(1, 3);
  }

  /** Without instances there is no majority. */
  @Test
  void noInstances() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> begin(0))
        .withMessageContaining("needs instances");
  }
}
