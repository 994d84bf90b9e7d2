// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Numbers and words as a reader expects them. */
class TextTest {
  @Test
  void countsAndDurations() {
    assertThat(Text.count(1, "claim")).isEqualTo("1 claim");
    assertThat(Text.count(1200, "claim")).isEqualTo("1,200 claims");
    assertThat(Text.duration(0.04)).isEqualTo("0.0 s");
    assertThat(Text.duration(9.97)).isEqualTo("10 s");
    assertThat(Text.duration(59.7)).isEqualTo("1 min");
    assertThat(Text.duration(432)).isEqualTo("7 min 12 s");
    assertThat(Text.duration(7300)).isEqualTo("2 h 1 min");
  }

  @Test
  void threeDigitsThatMeanSomething() {
    assertThat(Text.number(0)).isEqualTo("0");
    assertThat(Text.number(0.1234)).isEqualTo("0.123");
    assertThat(Text.number(1.234)).isEqualTo("1.23");
    assertThat(Text.number(98.76)).isEqualTo("98.8");
    assertThat(Text.number(41200000)).isEqualTo("41,200,000");
  }

  @Test
  void strengthsAndFacts() throws Exception {
    assertThat(Text.strength("sampled(41200000)")).isEqualTo("sampled (41,200,000)");
    assertThat(Text.strength("exhaustive(3 threads)")).isEqualTo("exhaustive (3 threads)");
    assertThat(Text.strength("proved")).isEqualTo("proved");
    assertThat(Text.facts(Sample.JSON.readTree("{\"distinctStates\": 1200, \"jvm\": \"-Xint\"}")))
        .isEqualTo("distinct states 1,200; jvm -Xint");
  }

  @Test
  void constantsReadAsWords() {
    assertThat(Text.name("RAW_SCRIPTS")).isEqualTo("raw scripts");
    assertThat(Text.name("ClhLock")).isEqualTo("ClhLock");
    assertThat(Text.name("ReentrantLock (fair)")).isEqualTo("ReentrantLock (fair)");
  }

  @Test
  void markupIsEscaped() {
    assertThat(Html.tag("p.a.b", Html.attr("title", "\"<"), "<&>'").markup())
        .isEqualTo("<p class=\"a b\" title=\"&quot;&lt;\">&lt;&amp;&gt;&#39;</p>\n");
  }
}
