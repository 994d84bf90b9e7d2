// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Discovery;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.journal.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The layer process of litmus: decides each {@link Fragment} whose claim is wanted, on the classes
 * that come first on the class path.
 *
 * <p>For an original it also weakens every access: the bounds of the evidence say of each which
 * weaker ones suffice for this fragment, and {@code modes.txt} in the work folder tells it for all
 * fragments together.
 */
public final class LitmusLayer {
  private static final String PACKAGE = "dev/lockproof/litmus/";

  private final LayerRun run;
  private final Map<String, List<String>> modes = new TreeMap<>();

  private LitmusLayer(LayerRun run) {
    this.run = run;
  }

  /** Runs as {@link LayerRun} says. */
  public static void main(String[] args) throws IOException {
    run(LayerRun.parse(args));
  }

  static void run(LayerRun run) throws IOException {
    LitmusLayer layer = new LitmusLayer(run);
    for (Fragment fragment : Fragment.all()) {
      if (run.wants(Layer.LITMUS, fragment.test().name(), fragment.claim())) {
        run.record(layer.check(fragment));
      }
    }
    layer.writeModes();
  }

  private Evidence check(Fragment fragment) throws IOException {
    Classes classes = new Classes();
    Machine machine = new Machine(classes);
    LitmusTest test = fragment.test();
    Evidence.Builder evidence =
        Evidence.of(Layer.LITMUS, test.name(), fragment.claim()).tool("JAM21 enumerator", "1");
    Answer answer;
    try {
      answer = Answer.of(test, machine, EnumSet.allOf(Axiom.class));
    } catch (Enumeration.TooLargeException e) {
      return evidence.inconclusive("" + e.getMessage());
    } catch (IllegalStateException e) {
      return evidence.infra("" + e.getMessage());
    }
    String bounds = test.threads().size() + " threads, " + test.loops() + " turns of loops";
    evidence
        .strength("exhaustive(" + bounds + ")")
        .explored("executions", answer.counts().executions())
        .explored("joins", answer.counts().joins())
        .explored("cut", answer.counts().cut())
        .bound("threads", test.threads().size())
        .bound("turns of loops", test.loops())
        .inputs(Inputs.of(inputs(fragment, classes)));
    if (answer.holds() && answer.witnessed() && run.mutant() == null) {
      weaken(test, machine, evidence);
    }
    return judge(test, answer, evidence);
  }

  private void weaken(LitmusTest test, Machine machine, Evidence.Builder evidence) {
    List<Necessity.Weakening> weakenings = Necessity.of(test, machine.sites());
    Necessity.told(weakenings)
        .forEach(
            (site, told) -> {
              evidence.bound(site, told);
              modes.computeIfAbsent(site, s -> new ArrayList<>()).add(test.name() + ": " + told);
            });
    evidence.explored("weakenings", weakenings.size());
  }

  private Evidence judge(LitmusTest test, Answer answer, Evidence.Builder evidence)
      throws IOException {
    evidence.seconds(answer.seconds());
    Execution shown = answer.shown();
    if (!answer.holds() && shown != null) {
      Witness witness = new Witness(shown);
      Path folder = Files.createDirectories(run.work());
      Files.writeString(folder.resolve(test.name() + ".svg"), witness.svg());
      Files.writeString(folder.resolve(test.name() + ".txt"), witness.text());
      return evidence.fail(
          "a forbidden outcome is allowed",
          new Counterexample(
              test.name() + ": " + answer.shownOutcome(), witness.steps(), witness.text()));
    }
    return answer.witnessed()
        ? evidence.pass()
        : evidence.inconclusive("what " + test.name() + " wants to be possible is not");
  }

  private static SortedSet<String> inputs(Fragment fragment, Classes classes) {
    SortedSet<String> inputs = new TreeSet<>(classes.resources());
    inputs.add(fragment.resource());
    inputs.add(Subject.FOLDER + fragment.subject() + ".json");
    inputs.addAll(
        Discovery.resources(
            LitmusLayer.class, name -> name.startsWith(PACKAGE) && name.endsWith(".class")));
    return inputs;
  }

  private void writeModes() throws IOException {
    StringBuilder text = new StringBuilder();
    modes.forEach((site, told) -> text.append(site + "\n  " + String.join("\n  ", told) + "\n"));
    if (!text.isEmpty()) {
      Files.createDirectories(run.work());
      Files.writeString(run.work().resolve("modes.txt"), text);
    }
  }
}
