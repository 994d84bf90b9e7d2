// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Layer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A seeded bug: a patch and what is predicted of it.
 *
 * <p>The patch file starts with a head of {@code Name: value} lines and an empty line, then says in
 * a sentence or two what goes wrong, then come the hunks as {@code git diff} writes them.
 *
 * @param of the subject that it breaks
 * @param breaks the claim that has to be seen violated for it to count as killed
 * @param source where the mechanism was seen
 * @param text what goes wrong
 * @param predicted per layer whether it kills; committed before the first run
 * @param blindSpots for each predicted miss, why that layer cannot see it
 * @param diff the hunks
 */
record Mutant(
    String id,
    String of,
    String breaks,
    String source,
    String text,
    Map<Layer, Boolean> predicted,
    Map<Layer, String> blindSpots,
    String diff) {

  /**
   * The budget from which on predictions have to be met; a smaller one may be too small to kill.
   */
  static final Budget PREDICTED_FOR = Budget.QUICK;

  /**
   * Reads a patch file.
   *
   * @throws UsageException if its head lacks a line or says what the format does not know
   */
  static Mutant read(Path file) {
    String content = Workspace.read(file);
    int end = content.indexOf("\n\n");
    int diff = content.indexOf("\ndiff --git ");
    if (end < 0 || diff < end) {
      throw new UsageException(file + ": a head, an empty line, a sentence, then 'diff --git'");
    }
    Map<String, List<String>> head = head(file, content.substring(0, end));
    Mutant mutant =
        new Mutant(
            one(file, head, "Mutant"),
            one(file, head, "Of"),
            one(file, head, "Breaks"),
            one(file, head, "Source"),
            content.substring(end, diff).strip(),
            predictions(file, one(file, head, "Predict")),
            blindSpots(file, head.getOrDefault("Blind-spot", List.of())),
            content.substring(diff + 1));
    mutant.check(file);
    return mutant;
  }

  /** Returns the patches in {@code folder}, by name. */
  static List<Mutant> readAll(Path folder) {
    return Workspace.list(folder).stream()
        .filter(file -> file.toString().endsWith(".patch"))
        .map(Mutant::read)
        .toList();
  }

  private void check(Path file) {
    if (!file.getFileName().toString().equals(id + ".patch")) {
      throw new UsageException(file + ": the file is not named after the mutant " + id);
    }
    predicted.forEach(
        (layer, kill) -> {
          if (!kill && !blindSpots.containsKey(layer)) {
            throw new UsageException(file + ": the miss in " + layer.id() + " has no Blind-spot");
          }
        });
    if (!predicted.containsValue(true)) {
      throw new UsageException(file + ": no layer is predicted to kill it");
    }
  }

  private static Map<String, List<String>> head(Path file, String text) {
    Map<String, List<String>> head = new TreeMap<>();
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon < 0) {
        throw new UsageException(file + ": no 'Name: value' in the head: " + line);
      }
      head.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 2).strip());
    }
    return head;
  }

  private static String one(Path file, Map<String, List<String>> head, String name) {
    List<String> values = head.getOrDefault(name, List.of());
    if (values.size() != 1) {
      throw new UsageException(file + ": the head needs exactly one line '" + name + ": ...'");
    }
    return Objects.requireNonNull(values.get(0));
  }

  private static Map<Layer, Boolean> predictions(Path file, String text) {
    Map<Layer, Boolean> predictions = new EnumMap<>(Layer.class);
    for (String word : text.split(" ", -1)) {
      if (!word.matches("[a-z]+=(kill|miss)")) {
        throw new UsageException(file + ": no <layer>=kill or <layer>=miss: " + word);
      }
      predictions.put(Layer.of(word.substring(0, word.length() - 5)), word.endsWith("kill"));
    }
    return predictions;
  }

  private static Map<Layer, String> blindSpots(Path file, List<String> lines) {
    Map<Layer, String> blindSpots = new EnumMap<>(Layer.class);
    for (String line : lines) {
      if (!line.matches("[a-z]+: (SC-only|this-processor|bound|no-time) because .+")) {
        throw new UsageException(
            file
                + ": a Blind-spot is '<layer>: <kind> because ...', its kind one of SC-only,"
                + " this-processor, bound, no-time");
      }
      int colon = line.indexOf(": ");
      blindSpots.put(Layer.of(line.substring(0, colon)), line.substring(colon + 2));
    }
    return blindSpots;
  }
}
