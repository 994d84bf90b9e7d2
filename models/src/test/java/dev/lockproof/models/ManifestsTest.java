// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.models.Manifest.Model;
import dev.lockproof.models.Manifest.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests say fits the files beside them and the sources that they name. */
class ManifestsTest {
  private static final Path ROOT = Path.of(System.getProperty("lockproof.root"));
  private static final Path SPECS = ROOT.resolve("models/specs");
  private static final Pattern PROPERTIES =
      Pattern.compile("(?m)^(?:INVARIANT|INVARIANTS|PROPERTY|PROPERTIES) (.+)$");
  private static final Pattern DEFINITION = Pattern.compile("(?m)^(\\w+)(?:\\(\\w+\\))? ==");
  private static final Pattern VARIABLE = Pattern.compile("(?m)^  (\\w+),? +\\\\\\*");
  private static final Pattern HOLE = Pattern.compile("\\{[-+]?(\\w+)");
  private static final Pattern LABEL = Pattern.compile("(?m)// ([A-Z][A-Za-z]+)(?:,.*)?$");

  static List<String> folders() throws IOException {
    return Spec.all().stream().map(Spec::folder).toList();
  }

  /** Every folder of specifications has a manifest, and so is run. */
  @Test
  void foldersAreFound() throws Exception {
    assertThat(folders()).containsExactlyInAnyOrderElementsOf(files(SPECS));
  }

  /** Every module and configuration is listed, and every file that is listed is there. */
  @ParameterizedTest
  @MethodSource("folders")
  void filesAreListed(String folder) throws Exception {
    Manifest manifest = Spec.load(folder).manifest();
    List<String> listed = new ArrayList<>(List.of("README.md", "manifest.json"));
    manifest.modules().forEach(module -> listed.add(module.path()));
    manifest.models().forEach(model -> listed.add(model.path()));
    assertThat(files(SPECS.resolve(folder)))
        .filteredOn(file -> !file.endsWith(".litmus"))
        .containsExactlyInAnyOrderElementsOf(listed);
    assertThat(manifest.needs()).allMatch(path -> Files.exists(SPECS.resolve(path)));
  }

  /** A configuration has the name of its module, then its question; the question opens it. */
  @ParameterizedTest
  @MethodSource("folders")
  void configurationsAreNamedAndExplained(String folder) throws Exception {
    Manifest manifest = Spec.load(folder).manifest();
    for (Model model : manifest.models()) {
      assertThat(model.path()).startsWith(manifest.moduleOf(model));
      String text = text(folder, model);
      assertThat(text).startsWith("\\* ");
      assertThat(text.contains("CHECK_DEADLOCK FALSE"))
          .isEqualTo(Pattern.compile("(?m)^\\\\\\*.*deadlock").matcher(text).find());
    }
  }

  /** Every property but TypeOK supports a claim, where the specification has a subject. */
  @ParameterizedTest
  @MethodSource("folders")
  void propertiesSupportClaims(String folder) throws Exception {
    Manifest manifest = Spec.load(folder).manifest();
    for (Model model : manifest.models()) {
      Set<String> properties = new TreeSet<>(model.claims().keySet());
      properties.remove("Deadlock");
      if (manifest.subject() != null) {
        assertThat(properties).isEqualTo(properties(text(folder, model)));
      }
      assertThat(model.allClaims()).allMatch(claim -> claim.startsWith(manifest.subject() + "."));
    }
  }

  /** Every checked claim has a witness or is the twin of a negative model. */
  @ParameterizedTest
  @MethodSource("folders")
  void claimsHaveFailingTwins(String folder) throws Exception {
    List<Model> models = Spec.load(folder).manifest().models();
    Set<String> twins =
        models.stream()
            .filter(model -> model.role() != Role.CHECK)
            .flatMap(model -> model.allClaims().stream())
            .collect(Collectors.toSet());
    assertThat(models.stream().flatMap(model -> model.allClaims().stream()))
        .allMatch(claim -> twins.stream().anyMatch(twin -> twin.startsWith(claim)));
  }

  /** Completed runs have counts, others a violated property; their roles say which is which. */
  @ParameterizedTest
  @MethodSource("folders")
  void resultsFitRoles(String folder) throws Exception {
    for (Model model : Spec.load(folder).manifest().models()) {
      boolean success = model.role() == Role.CHECK;
      assertThat(model.expectsSuccess()).isEqualTo(success);
      assertThat(model.violated() == null).isEqualTo(success);
      assertThat(model.distinctStates() != null).isEqualTo(success);
      assertThat(model.totalStates() != null).isEqualTo(success);
      assertThat(model.stateDepth() != null).isEqualTo(success);
      assertThat(model.workers()).isEqualTo(1);
      assertThat(model.mode()).isEqualTo("exhaustive search");
    }
  }

  /** Every action is taken in some completed run. */
  @ParameterizedTest
  @MethodSource("folders")
  void actionsAreTaken(String folder) throws Exception {
    List<Model> completed =
        Spec.load(folder).manifest().models().stream().filter(Model::expectsSuccess).toList();
    Set<String> never = new TreeSet<>(completed.get(0).untaken());
    completed.forEach(model -> never.retainAll(model.untaken()));
    assertThat(never).isEmpty();
  }

  /**
   * The labels of the sources are definitions of the specification, all labels are listed, and all
   * actions are labelled or listed as not.
   */
  @ParameterizedTest
  @MethodSource("folders")
  void labelsAreActions(String folder) throws Exception {
    Manifest manifest = Spec.load(folder).manifest();
    String spec = Files.readString(SPECS.resolve(folder).resolve(manifest.modules().get(0).path()));
    Set<String> definitions = found(DEFINITION, spec);
    Set<String> labels = new TreeSet<>(manifest.unlabelled());
    for (String source : manifest.labels().keySet()) {
      List<String> listed = manifest.labels().getOrDefault(source, List.of());
      assertThat(found(LABEL, Files.readString(ROOT.resolve(source))))
          .as(source)
          .containsExactlyInAnyOrderElementsOf(listed);
      labels.addAll(listed);
    }
    assertThat(definitions).containsAll(labels);
    if (manifest.subject() != null) {
      assertThat(labels).containsAll(actions(spec, definitions));
    }
  }

  /**
   * Counterexamples are told in sentences: for each action and each property of a check, and with
   * holes for variables that there are. A specification with a negative model has them.
   */
  @ParameterizedTest
  @MethodSource("folders")
  void storiesAreComplete(String folder) throws Exception {
    Manifest manifest = Spec.load(folder).manifest();
    String spec = Files.readString(SPECS.resolve(folder).resolve(manifest.modules().get(0).path()));
    Set<String> told = new TreeSet<>(actions(spec, found(DEFINITION, spec)));
    told.add(Story.INIT);
    for (Model model : manifest.models()) {
      if (model.role() != Role.WITNESS) {
        told.addAll(model.claims().keySet());
      }
    }
    boolean negative = manifest.models().stream().anyMatch(one -> one.role() == Role.NEGATIVE);
    if (negative || !manifest.says().isEmpty()) {
      assertThat(manifest.says().keySet()).containsExactlyInAnyOrderElementsOf(told);
    }
    Set<String> variables = found(VARIABLE, spec);
    for (String sentence : manifest.says().values()) {
      assertThat(variables).containsAll(found(HOLE, sentence));
      assertThat(sentence.replaceAll("\\{[^{}]*}", "")).doesNotContain("{", "}").endsWith(".");
    }
  }

  /** The table in the README has a row for each model. */
  @ParameterizedTest
  @MethodSource("folders")
  void readmeIsFresh(String folder) throws Exception {
    List<String> rows = new ArrayList<>();
    for (Model model : Spec.load(folder).manifest().models()) {
      String question =
          text(folder, model)
              .lines()
              .takeWhile(line -> line.startsWith("\\*"))
              .map(line -> line.substring(2).strip())
              .collect(Collectors.joining(" "));
      rows.add(
          "| [%s](%s) | %s | %s | %s | %s |"
              .formatted(
                  model.check(),
                  model.path(),
                  question.replace(" (must be violated)", ""),
                  model.expectsSuccess() ? "yes" : "`" + model.violated() + "` is violated",
                  model.expectsSuccess() ? model.distinctStates() : "until then",
                  model.budget().id()));
    }
    List<String> readme = Files.readAllLines(SPECS.resolve(folder).resolve("README.md"));
    assertThat(readme.stream().filter(line -> line.startsWith("| [")).toList()).isEqualTo(rows);
  }

  /** Returns the actions of Next, and of the Step that it names where each process has several. */
  private static Set<String> actions(String spec, Set<String> definitions) {
    int step = spec.indexOf("\nStep(p) ==");
    int first = step < 0 ? spec.indexOf("\nNext ==") : step;
    String next = spec.substring(first, spec.indexOf("\nSpec =="));
    Set<String> actions =
        found(
            Pattern.compile("(?m)\\b([A-Z]\\w+)"), next.replaceAll("(?s)\\(\\*.*|\\\\in \\w+", ""));
    actions.retainAll(definitions);
    actions.removeAll(Set.of("Step", "Next", "Fairness"));
    return actions;
  }

  private static Set<String> properties(String cfg) {
    Set<String> all = new TreeSet<>();
    found(PROPERTIES, cfg).forEach(line -> all.addAll(List.of(line.split(" "))));
    all.remove("TypeOK");
    return all;
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(String folder, Model model) throws IOException {
    return Files.readString(SPECS.resolve(folder).resolve(model.path()));
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
