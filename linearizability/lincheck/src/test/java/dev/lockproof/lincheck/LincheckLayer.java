// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import dev.lockproof.journal.Discovery;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.journal.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.LinCheckerKt;
import org.junit.jupiter.api.Tag;

/**
 * The layer process of Lincheck: model checks each {@link LincheckTest} whose claims are wanted.
 */
public final class LincheckLayer {
  private LincheckLayer() {}

  /** Runs the layer; {@link LayerRun} defines the arguments. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    boolean ended = run(LayerRun.parse(args));
    Runtime.getRuntime().halt(ended ? 0 : LayerRun.AGAIN); // Lincheck itself leaves threads
  }

  /** Runs what is wanted; returns false after a search that hung, as nothing can stop it. */
  static boolean run(LayerRun run) throws IOException, ReflectiveOperationException {
    for (Class<? extends LincheckTest> test :
        Discovery.subtypes(LincheckTest.class, LincheckLayer.class)) {
      List<String> claims = wantedClaims(run, test);
      if (!claims.isEmpty() && check(run, test, claims).hung()) {
        return false;
      }
    }
    return true;
  }

  private static List<String> wantedClaims(LayerRun run, Class<? extends LincheckTest> test) {
    return Arrays.stream(test.getAnnotationsByType(Tag.class))
        .map(Tag::value)
        .filter(claim -> run.wants(Layer.LINCHECK, test.getSimpleName(), claim))
        .toList();
  }

  private static Search check(LayerRun run, Class<? extends LincheckTest> test, List<String> claims)
      throws IOException, ReflectiveOperationException {
    LincheckTest instance = test.getDeclaredConstructor().newInstance();
    Search search = Search.of(instance, run.budget());
    if (search.failure() != null) {
      Files.writeString(
          run.work().resolve(test.getSimpleName() + ".txt"), search.failure().toString());
    }
    for (String id : claims) {
      Subject subject = Subject.load(id.substring(0, id.indexOf('.')));
      Evidence.Builder evidence =
          Evidence.of(Layer.LINCHECK, test.getSimpleName(), id)
              .tool("Lincheck", LinCheckerKt.getLincheckVersion())
              .strength("sampled(" + search.interleavings() + ")")
              .explored("interleavings", search.interleavings())
              .seconds(search.seconds())
              .inputs(Inputs.of(subject, test));
      instance.bounds(run.budget()).forEach(evidence::bound);
      run.record(search.judge(subject.claim(id), evidence));
    }
    return search;
  }
}
