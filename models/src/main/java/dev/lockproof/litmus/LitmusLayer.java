// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import dev.lockproof.journal.Counterexample;
import dev.lockproof.journal.Discovery;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.journal.Part;
import dev.lockproof.journal.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The layer process of litmus: decides each {@link Fragment} whose claim is wanted, on the classes
 * that come first on the class path.
 *
 * <p>For an original it also weakens every access: the parts of the evidence say of each what
 * suffices for this fragment, and what is too weak, with the execution that is allowed then.
 */
public final class LitmusLayer {
  private static final String PACKAGE = "dev/lockproof/litmus/";

  private final LayerRun run;

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
  }

  private Evidence check(Fragment fragment) throws IOException {
    Classes classes = new Classes();
    Machine machine = new Machine(classes);
    LitmusTest test = fragment.test();
    Evidence.Builder evidence =
        Evidence.of(Layer.LITMUS, test.name(), fragment.claim()).tool("JAM21 enumerator", "1");
    Answer answer;
    try {
      Question question = new Question(test, machine);
      answer = question.decide();
      boolean forbids = !test.quantifier().equals("exists");
      if (forbids && answer.holds() && answer.witnessed() && run.mutant() == null) {
        weaken(question, machine, evidence);
      }
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
    return judge(fragment, answer, evidence);
  }

  private static void weaken(Question question, Machine machine, Evidence.Builder evidence) {
    Set<String> sites = question.sites();
    machine
        .sites()
        .forEach(
            (site, access) -> {
              if (sites.contains(site)) {
                evidence.part(
                    new Part(
                        site,
                        access.mode().toString(),
                        Necessity.of(question, site, access).stream()
                            .map(LitmusLayer::weaker)
                            .toList()));
              }
            });
  }

  private static Part.Weaker weaker(Necessity.Weakening weakening) {
    Answer answer = weakening.answer();
    Execution shown = answer.shown();
    return new Part.Weaker(
        weakening.weaker().method(),
        answer.holds() || shown == null
            ? null
            : new Counterexample(answer.shownOutcome(), List.of(), "", new Witness(shown).svg()));
  }

  private Evidence judge(Fragment fragment, Answer answer, Evidence.Builder evidence)
      throws IOException {
    LitmusTest test = fragment.test();
    evidence.seconds(answer.seconds());
    Execution shown = answer.shown();
    if (!answer.holds() && shown != null) {
      Witness witness = new Witness(shown);
      Path folder = Files.createDirectories(run.work().resolve(fragment.subject()));
      Files.writeString(folder.resolve(test.name() + ".svg"), witness.svg());
      Files.writeString(folder.resolve(test.name() + ".txt"), witness.text());
      return evidence.fail(
          "a forbidden outcome is allowed",
          new Counterexample(
              test.name() + ": " + answer.shownOutcome(),
              witness.steps(),
              witness.text(),
              witness.svg()));
    }
    return answer.holds() && answer.witnessed()
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
}
