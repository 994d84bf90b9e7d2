// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lockproof.lease.StoreException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scripts, as their twin answers them; that the server agrees is tested against one. */
@Tag("redis-lease.script")
class ScriptTwinTest {
  private long now;
  private final ScriptTwin twin = new ScriptTwin(() -> now);

  private List<String> grant(String owner, long millis) {
    return twin.run(Script.GRANT, List.of("l", "c"), List.of(owner, Long.toString(millis)));
  }

  private List<String> renew(String owner, long millis) {
    return twin.run(Script.RENEW, List.of("l"), List.of(owner, Long.toString(millis)));
  }

  private List<String> guard(String... arguments) {
    return twin.run(Script.GUARD, List.of("g"), List.of(arguments));
  }

  /** The first owner names the incarnation. */
  @Test
  void grants() {
    assertThat(grant("a", 10)).containsExactly("GRANTED", "a", "1");
    assertThat(grant("b", 10)).containsExactly("HELD", "10");
    now = 11;
    assertThat(grant("b", 10)).containsExactly("GRANTED", "a", "2");
  }

  /** A key is there in the millisecond of its end, and not after. */
  @Test
  void expires() {
    grant("a", 10);
    now = 10;
    assertThat(twin.timeToLive("l")).isZero();
    assertThat(renew("a", 1)).containsExactly("RENEWED");
    now = 12;
    assertThat(twin.timeToLive("l")).isEqualTo(-2);
    assertThat(renew("a", 1)).containsExactly("LOST");
  }

  /** A renewal never shortens. */
  @Test
  void renewalKeepsTheLonger() {
    grant("a", 10);
    renew("a", 5);
    assertThat(twin.timeToLive("l")).isEqualTo(10);
    renew("a", 15);
    assertThat(twin.timeToLive("l")).isEqualTo(15);
  }

  /** A grant that the client library repeats, and that comes after a renewal, does not shorten. */
  @Test
  @Tag("redis-lease.exclusion")
  void repeatedGrantKeepsTheLonger() {
    grant("a", 10);
    renew("a", 15);
    assertThat(grant("a", 10)).containsExactly("GRANTED", "a", "2");
    assertThat(twin.timeToLive("l")).isEqualTo(15);
    assertThat(grant("a", 20)).containsExactly("GRANTED", "a", "3");
    assertThat(twin.timeToLive("l")).isEqualTo(20);
  }

  /** The owner alone releases. */
  @Test
  void releases() {
    grant("a", 10);
    assertThat(twin.run(Script.RELEASE, List.of("l"), List.of("b")))
        .containsExactly("ALREADY_LOST");
    assertThat(twin.run(Script.RELEASE, List.of("l"), List.of("a"))).containsExactly("RELEASED");
    assertThat(twin.run(Script.RELEASE, List.of("l"), List.of("a")))
        .containsExactly("ALREADY_LOST");
  }

  /** Tokens compare as numbers, not as text. */
  @Test
  void guards() {
    assertThat(guard("i", "9")).containsExactly("ADMITTED");
    assertThat(guard("i", "10", "v")).containsExactly("ADMITTED", "v");
    assertThat(guard("i", "9", "x")).containsExactly("REFUSED", "i", "10");
    assertThat(guard("j", "11", "x")).containsExactly("REFUSED", "i", "10");
    assertThat(guard("i", "10")).containsExactly("ADMITTED", "v");
  }

  /** Every script has a text and a digest of its own. */
  @Test
  void texts() {
    assertThat(Script.values())
        .extracting(Script::digest)
        .doesNotHaveDuplicates()
        .allMatch(digest -> digest.matches("[0-9a-f]{40}"));
  }

  /** A counter at its end grants nothing. */
  @Test
  void overflow() {
    grant("a", 10);
    twin.setToken("c", Long.MAX_VALUE);
    now = 11;
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> grant("b", 10))
        .withMessageContaining("overflow");
    assertThat(twin.timeToLive("l")).isEqualTo(-2);
  }
}
