// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockproof.journal.Budget;
import dev.lockproof.models.Exploration.End;
import dev.lockproof.models.Finding.Met;
import dev.lockproof.models.Manifest.Model;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLC itself, run on the smallest specification there is. */
class TlcTest {
  @TempDir Path work;

  private static Spec mutex(String what, String instead) throws Exception {
    try (InputStream in = TlcTest.class.getResourceAsStream("/specs/mutex/manifest.json")) {
      String json = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      assertThat(json).contains(what);
      return new Spec("mutex", Spec.parse(json.replace(what, instead).getBytes(UTF_8)));
    }
  }

  private Finding run(Spec spec) throws Exception {
    try (ModelRun models = new ModelRun(work, Budget.SMOKE, true)) {
      return models.run(spec, model -> true).get(0);
    }
  }

  /** A manifest with a wrong count, or a violation that there is not, is rejected. */
  @Test
  void wrongManifests() throws Exception {
    assertThat(run(mutex("20", "21")).met()).isEqualTo(Met.TROUBLE);
    Spec violated = mutex("\"success\",", "\"safety failure\", \"violated\": \"TypeOK\",");
    assertThat(run(violated).met()).isEqualTo(Met.MISSING);
  }

  /** A manifest with a field that nobody knows is rejected. */
  @Test
  void unknownFields() {
    assertThatThrownBy(() -> mutex("\"claims\"", "\"claim\"")).hasMessageContaining("claim");
  }

  /** A run beyond its limit is stopped, and leaves only its output behind. */
  @Test
  void stopped() throws Exception {
    Spec spec = Spec.load("mutex");
    Model model = spec.manifest().models().get(0);
    Exploration run = new Tlc(work, Duration.ofMillis(1)).run(spec, model);
    assertThat(run.end()).isEqualTo(End.STOPPED);
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).containsExactly(work.resolve("MCMutex.out"));
    }
  }
}
