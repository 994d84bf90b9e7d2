// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The labels of steps, as the comments of source files give them to lines. */
final class Labels {
  /** Where sources lie on the class path, a mutant's before the original's. */
  static final String FOLDER = "sources/";

  private static final Pattern LABEL = Pattern.compile("// ([A-Z][A-Za-z]+)(?:,.*)?$");
  private static final String JAVA = "src/main/java/";

  private final Map<String, Map<Integer, String>> lines = new HashMap<>();

  /**
   * Reads the labels of {@code sources}.
   *
   * @param sources paths in the repository, as in a manifest
   */
  Labels(Collection<String> sources) throws IOException {
    for (String resource : resources(sources)) {
      lines.put(resource.substring(FOLDER.length()), labels(read(resource)));
    }
  }

  /** Returns where {@code sources} lie on the class path. */
  static List<String> resources(Collection<String> sources) {
    return sources.stream()
        .map(source -> FOLDER + source.substring(source.indexOf(JAVA) + JAVA.length()))
        .toList();
  }

  private static Map<Integer, String> labels(String source) {
    Map<Integer, String> labels = new HashMap<>();
    List<String> all = source.lines().toList();
    for (int i = 0; i < all.size(); i++) {
      Matcher label = LABEL.matcher(all.get(i));
      if (label.find()) {
        labels.put(i + 1, label.group(1));
      }
    }
    return labels;
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = Labels.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new NoSuchElementException("no resource " + resource + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Returns the label of a line, or null if it has none. */
  @Nullable String at(String source, int line) {
    return lines.getOrDefault(source, Map.of()).get(line);
  }
}
