// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockproof.lease.StoreException;
import dev.lockproof.rate.Decision;
import dev.lockproof.rate.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that draw from a bucket on the twin; all clocks are in the test's hand. */
class LeasedTokensTest {
  private static final long SECOND = 1_000_000_000;
  private static final Duration STAY = Duration.ofMillis(500);

  /** The time in nanoseconds. */
  private long now = 1_800_000_000 * SECOND;

  /** How often the server was asked. */
  private int requests;

  private boolean isLost;
  private final ScriptTwin twin = ScriptTwin.onMicros(() -> now / 1_000);

  private List<String> ask(Script script, List<String> keys, List<String> arguments) {
    requests++;
    List<String> answer = twin.run(script, keys, arguments);
    if (isLost) {
      throw new NoReplyException("the answer is lost");
    }
    return answer;
  }

  private LeasedTokens node(long burst, Rate rate, long draw, Duration stay) {
    return new LeasedTokens(this::ask, "k", burst, rate, draw, stay, () -> now);
  }

  /** A draw serves many requests; then the next is drawn. */
  @Test
  @Tag("leased-tokens.exact")
  void servesWhatItHasDrawn() {
    LeasedTokens node = node(11, Rate.perSecond(2), 4, STAY.minusNanos(1_000));
    assertThat(node.decide(1))
        .isEqualTo(new Decision(true, 3, Duration.ZERO, Duration.ofSeconds(2)));
    assertThat(node.tryAcquire(3)).isTrue();
    assertThat(requests).isEqualTo(1);
    assertThat(node.tryAcquire(2)).isTrue();
    assertThat(requests).isEqualTo(2);
  }

  /** When the bucket has less than a draw, that is drawn; then the bucket's refusal is repeated. */
  @Test
  @Tag("leased-tokens.exact")
  void drawsWhatIsLeft() {
    LeasedTokens node = node(11, Rate.perSecond(2), 4, STAY.minusNanos(1_000));
    LeasedTokens other = node(11, Rate.perSecond(2), 4, STAY.minusNanos(1_000));
    for (int i = 0; i < 10; i++) {
      assertThat((i < 4 ? other : node).tryAcquire()).isTrue();
    }
    assertThat(node.decide(1))
        .isEqualTo(new Decision(false, 0, Duration.ofMillis(500), Duration.ofSeconds(5)));
    int before = requests;
    now += SECOND / 2 - 1;
    assertThat(node.decide(1).retryAfter()).isEqualTo(Duration.ofNanos(1));
    assertThat(requests).isEqualTo(before);
    now++;
    assertThat(node.tryAcquire()).isTrue();
  }

  /** In every window all nodes together admit at most burst + rate x length, whatever happens. */
  @ParameterizedTest(name = "{0} and {1} each {2}, draws of {3} for {4}")
  @CsvSource({
    "11, 2, PT1S, 4, PT0.499999S",
    "40, 1000, PT1S, 7, PT0.01S",
    "5, 3, PT24H, 2, PT1H",
    "10, 1, PT0.0001S, 3, PT0.0005S",
    "2, 1, PT1S, 1, PT0.001S"
  })
  @Tag("leased-tokens.window")
  void keepTheBound(long burst, long permits, Duration period, long draw, Duration stay) {
    var rate = new Rate(permits, period);
    for (int seed = 0; seed < 30; seed++) {
      var random = new Random(seed);
      now += 1_000 * SECOND * 86_400;
      var nodes = new ArrayList<LeasedTokens>();
      for (int i = 0; i < 3; i++) {
        nodes.add(node(burst, rate, draw, stay));
      }
      var admitted = new ArrayList<long[]>();
      for (int i = 0; i < 300; i++) {
        long wanted = 1L + random.nextInt((int) draw);
        isLost = random.nextInt(20) == 0;
        if (admits(nodes.get(random.nextInt(3)), wanted)) {
          admitted.add(new long[] {now, wanted});
        }
        now += pause(random, stay.toNanos(), period.toNanos() / permits);
      }
      assertBounded(admitted, burst, permits, period.toNanos());
    }
  }

  private static boolean admits(LeasedTokens node, long wanted) {
    try {
      return node.tryAcquire(wanted);
    } catch (NoReplyException e) {
      return false;
    }
  }

  private static long pause(Random random, long stay, long interval) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextLong(interval) + 1;
      case 1 -> stay / 100 * 99 - 1;
      case 2 -> random.nextInt(10) == 0 ? 20 * interval : 1;
      default -> 0;
    };
  }

  private static void assertBounded(List<long[]> admitted, long burst, long gain, long period) {
    for (int i = 0; i < admitted.size(); i++) {
      double sum = 0;
      for (int j = i; j < admitted.size(); j++) {
        sum += admitted.get(j)[1];
        double length = admitted.get(j)[0] - admitted.get(i)[0];
        assertThat(sum).isLessThanOrEqualTo(burst + length * gain / period + 1e-6);
      }
    }
  }

  /** Permits may not be kept: after the stay they are gone. */
  @Test
  @Tag("leased-tokens.window")
  void expire() {
    LeasedTokens node = node(11, Rate.perSecond(2), 4, STAY.minusNanos(1_000));
    assertThat(node.tryAcquire()).isTrue();
    now += STAY.minusNanos(1_000).toNanos() / 100 * 99 - 1;
    assertThat(node.tryAcquire()).isTrue();
    assertThat(requests).isEqualTo(1);
    now++;
    assertThat(node.tryAcquire()).isTrue();
    assertThat(requests).isEqualTo(2);
  }

  /** A draw that nobody answered may have been made: it is lost, and nothing of it is served. */
  @Test
  @Tag("leased-tokens.once")
  void aLostAnswerIsNeverServed() {
    LeasedTokens node = node(9, Rate.perSecond(1), 4, STAY);
    isLost = true;
    assertThatExceptionOfType(NoReplyException.class).isThrownBy(node::tryAcquire);
    isLost = false;
    assertThat(node.decide(1).remaining()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      assertThat(node.tryAcquire()).isTrue();
    }
    assertThat(node.tryAcquire()).isFalse(); // of eight in the bucket four are lost
  }

  /** A server that refuses to answer takes nothing. */
  @Test
  @Tag("leased-tokens.once")
  void anErrorTakesNothing() {
    var node =
        new LeasedTokens(
            (script, keys, arguments) -> {
              throw new StoreException("no memory");
            },
            "k",
            9,
            Rate.perSecond(1),
            4,
            STAY,
            () -> now);
    assertThatExceptionOfType(StoreException.class).isThrownBy(node::tryAcquire);
  }

  /** A request that can never be admitted is an error of the caller. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 5, Long.MAX_VALUE})
  void refusesImpossibleRequests(long permits) {
    LeasedTokens node = node(9, Rate.perSecond(1), 4, STAY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> node.tryAcquire(permits))
        .withMessage("a request is for 1 to 4 permits, a draw, not " + permits);
    assertThat(requests).isZero();
  }

  /** A limit that could not be kept is not made. */
  @Test
  void refusesWhatDoesNotFit() {
    assertThat(node(9, Rate.perSecond(1), 8, STAY).tryAcquire(8)).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> node(9, Rate.perSecond(1), 9, STAY))
        .withMessageContaining("a draw is from 1 to 8 permits");
    assertThatIllegalArgumentException().isThrownBy(() -> node(9, Rate.perSecond(1), 0, STAY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> node(9, Rate.perSecond(Long.MAX_VALUE), 1, Duration.ofDays(1)));
    for (String stay : List.of("PT0S", "PT-1S", "PT0.0000005S", "PT24H0.000000001S")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> node(9, Rate.perSecond(1), 1, Duration.parse(stay)))
          .withMessageContaining("from a microsecond to a day");
    }
  }
}
