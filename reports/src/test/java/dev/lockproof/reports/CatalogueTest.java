// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Subject;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue in the README, which nobody keeps up by hand. */
class CatalogueTest {
  private static final Pattern TABLE =
      Pattern.compile("(?s)<!-- catalogue -->\n(.*?)<!-- end of catalogue -->");
  private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)\n/\\*\\*\\s*\\*?(.*?\\.)\\s");

  private final Workspace workspace = new Workspace(Checkout.ROOT);

  /** It says what class comments, claims files and patches say; if not, put in what this prints. */
  @Test
  void theReadmeHasTheTableThatIsGenerated() {
    List<Mutant> corpus = Mutant.readAll(workspace.mutants());
    String rows =
        workspace.subjects().stream()
            .sorted(Comparator.comparing(workspace::jarOf).thenComparing(Subject::type))
            .map(subject -> row(subject, corpus))
            .collect(Collectors.joining());
    Matcher table = TABLE.matcher(Workspace.read(Checkout.ROOT.resolve("README.md")));
    assertThat(table.find()).as("README.md marks the catalogue").isTrue();
    assertThat(table.group(1))
        .isEqualTo(
            "| class | what it is | claims | mutants | jar |\n|---|---|---:|---:|---|\n" + rows);
  }

  private String row(Subject subject, List<Mutant> corpus) {
    String jar = workspace.jarOf(subject);
    Path source =
        Path.of("algorithms", jar.substring("lockproof-".length()), "src/main/java")
            .resolve(subject.type().replace('.', '/') + ".java");
    return "| [`%s`](%s) | %s | %d | %d | `%s` |%n"
        .formatted(
            subject.type().substring(subject.type().lastIndexOf('.') + 1),
            source,
            firstSentence(Workspace.read(Checkout.ROOT.resolve(source))),
            subject.claims().size(),
            corpus.stream().filter(mutant -> mutant.of().equals(subject.id())).count(),
            jar);
  }

  private static String firstSentence(String source) {
    Matcher comment = FIRST_SENTENCE.matcher(source);
    assertThat(comment.find()).as("a class comment with a first sentence").isTrue();
    return comment
        .group(1)
        .replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
        .replaceAll("\\s*\n \\*\\s*", " ")
        .strip();
  }
}
