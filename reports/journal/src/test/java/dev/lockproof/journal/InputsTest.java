// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockproof.sample.SampleCheck;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Hashes of what a result depends on, and what lies beside a class. */
class InputsTest {
  /** A resource has the hash of its bytes; one that is not there is an error. */
  @Test
  void resourcesAreHashed() {
    assertThat(Inputs.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Inputs.of(List.of("META-INF/LICENSE"))).containsOnlyKeys("META-INF/LICENSE");
    assertThatThrownBy(() -> Inputs.of(List.of("no/such/file")))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("no/such/file");
  }

  /** A class is followed wherever it is named; what the format itself consists of is no input. */
  @Test
  void methodBodiesAreFollowed() {
    assertThat(Inputs.of(Subject.load("sample"), SampleCheck.class))
        .containsOnlyKeys(
            "META-INF/lockproof/sample.json",
            "dev/lockproof/sample/SampleCheck.class",
            "dev/lockproof/sample/SampleStep.class");
  }

  /** Concrete top-level subtypes are found, by name; nested ones are not. */
  @Test
  void subtypesAreFound() {
    assertThat(Discovery.subtypes(Enum.class, Budget.class))
        .isEqualTo(List.of(Budget.class, Layer.class, Verdict.class));
    assertThat(Discovery.subtypes(Record.class, Budget.class))
        .contains(Evidence.class)
        .doesNotContain(Journal.Line.class);
  }
}
