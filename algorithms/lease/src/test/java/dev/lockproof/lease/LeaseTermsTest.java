// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be asked for, and what a holder may count on. */
class LeaseTermsTest {
  private static final LeaseTerms TERMS = LeaseTerms.DEFAULT;

  /** The deadline counts from the sending, less drift and margin. */
  @Test
  void deadlineIsSentPlusValidity() {
    assertThat(TERMS.deadline(7, 1000)).isEqualTo(7 + 990_000_000L - 2_000_000L);
  }

  /** The deadline of the longest lease compares right although the clock overflows. */
  @Test
  void deadlineSurvivesOverflow() {
    long sent = Long.MAX_VALUE - 5;
    long deadline = TERMS.deadline(sent, TERMS.millis(LeaseTerms.LONGEST));
    assertThat(deadline - sent).isPositive();
    assertThat(LeaseState.granted(deadline).step(sent, LeaseState.LOOK).isHeld()).isTrue();
  }

  /** The store's clock may be slower than the holder's by the drift. */
  @Test
  void latestExpiryIsLaterThanTheTimeToLive() {
    assertThat(TERMS.latestExpiry(990)).isEqualTo(Duration.ofMillis(1002));
  }

  /** Fractions of a millisecond are dropped, for the store and the holder alike. */
  @Test
  void fractionsAreDropped() {
    assertThat(TERMS.millis(Duration.ofNanos(5_999_999))).isEqualTo(5);
  }

  /** A time-to-live that cannot be kept is refused, by its value and the rule. */
  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999S", "PT0.002S", "PT876000H0.001S"})
  void badTimeToLive(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TERMS.millis(Duration.parse(text)))
        .withMessageContaining("time-to-live must")
        .withMessageContaining(Duration.parse(text).toString());
  }

  /** The largest duration there is is refused as well, not overflowed. */
  @Test
  void enormousTimeToLive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TERMS.millis(Duration.ofSeconds(Long.MAX_VALUE)));
  }

  /** A wait may be zero or enormous, not negative. */
  @Test
  void waits() {
    assertThat(LeaseTerms.waitNanos(Duration.ZERO)).isZero();
    assertThat(LeaseTerms.waitNanos(Duration.ofSeconds(Long.MAX_VALUE)))
        .isEqualTo(LeaseTerms.LONGEST.toNanos());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeaseTerms.waitNanos(Duration.ofNanos(-1)))
        .withMessageContaining("PT-0.000000001S");
  }

  /** A drift is a fraction. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN, Double.POSITIVE_INFINITY})
  void badDrift(double drift) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeaseTerms(drift, Duration.ZERO))
        .withMessageContaining("" + drift);
  }

  /** A margin is neither negative nor endless. */
  @Test
  void badMargin() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeaseTerms(0, Duration.ofMillis(-1)))
        .withMessageContaining("PT-0.001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LeaseTerms(0, Duration.ofSeconds(Long.MAX_VALUE)));
  }

  /** Names in any script, and of any content but a lone surrogate, are fine. */
  @Test
  void resources() {
    assertThat(LeaseTerms.resource("Zürich/東京/\uD83D\uDD12 {a}\n")).isNotEmpty();
    assertThat(LeaseTerms.resource("x".repeat(LeaseTerms.LONGEST_RESOURCE))).isNotEmpty();
  }

  /** An empty, huge or ill-formed name is refused. */
  @Test
  void badResources() {
    assertThatIllegalArgumentException().isThrownBy(() -> LeaseTerms.resource(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeaseTerms.resource("x".repeat(LeaseTerms.LONGEST_RESOURCE + 1)))
        .withMessageContaining("1025");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LeaseTerms.resource("\uD83D"))
        .withMessageContaining("surrogate");
  }
}
