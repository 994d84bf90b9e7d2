// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockproof.journal.Discovery;
import dev.lockproof.models.Manifest.Model;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One folder of specifications on the class path.
 *
 * @param folder its name under {@code specs/}
 * @param manifest its manifest
 */
public record Spec(String folder, Manifest manifest) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final Pattern MANIFEST = Pattern.compile("specs/[^/]+/manifest.json");
  private static final Pattern CONSTANT = Pattern.compile("(?m)^(?:CONSTANTS?)? +(\\w+) = (.+)$");

  /**
   * Reads the manifest of {@code folder}.
   *
   * @throws NoSuchElementException if the class path has none
   */
  public static Spec load(String folder) throws IOException {
    return new Spec(folder, parse(read(folder + "/manifest.json")));
  }

  /** Reads all manifests. */
  public static List<Spec> all() throws IOException {
    List<Spec> specs = new ArrayList<>();
    for (String manifest : Discovery.resources(Spec.class, MANIFEST.asMatchPredicate())) {
      specs.add(load(manifest.split("/", -1)[1]));
    }
    return specs;
  }

  static Manifest parse(byte[] json) throws IOException {
    return JSON.readValue(json, Manifest.class);
  }

  /** Returns what {@code model} depends on, as class path resources. */
  public List<String> resources(Model model) {
    return Stream.concat(
            modules().stream(),
            Stream.of("specs/" + folder + "/" + model.path(), "specs/" + folder + "/manifest.json"))
        .toList();
  }

  /** Returns the modules of this folder and those that they need, as class path resources. */
  public List<String> modules() {
    return Stream.concat(
            manifest.modules().stream().map(module -> folder + "/" + module.path()),
            manifest.needs().stream())
        .map(path -> "specs/" + path)
        .toList();
  }

  /**
   * Copies the modules into one folder, as TLC wants it: those of the original, even where a mutant
   * comes first on the class path.
   */
  public void copyOriginal(Path target) throws IOException {
    for (String resource : modules()) {
      List<URL> all = Collections.list(Spec.class.getClassLoader().getResources(resource));
      try (InputStream in = all.get(all.size() - 1).openStream()) {
        Files.write(
            target.resolve(resource.substring(resource.lastIndexOf('/') + 1)), in.readAllBytes());
      }
    }
  }

  /** Copies what {@code model} depends on into one folder, as TLC wants it. */
  public void copy(Model model, Path target) throws IOException {
    for (String resource : resources(model)) {
      String path = resource.substring("specs/".length());
      Files.write(target.resolve(path.substring(path.indexOf('/') + 1)), read(path));
    }
  }

  /** Returns the bounds of {@code model}: {@code name = value}, as its configuration has them. */
  public List<String> bounds(Model model) throws IOException {
    String text = new String(read(folder + "/" + model.path()), StandardCharsets.UTF_8);
    return CONSTANT
        .matcher(text)
        .results()
        .map(found -> found.group(1) + " = " + found.group(2))
        .toList();
  }

  private static byte[] read(String path) throws IOException {
    try (InputStream in = Spec.class.getClassLoader().getResourceAsStream("specs/" + path)) {
      if (in == null) {
        throw new NoSuchElementException("no resource specs/" + path + " on the class path");
      }
      return in.readAllBytes();
    }
  }
}
