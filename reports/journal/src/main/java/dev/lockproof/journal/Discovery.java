// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds what lies beside a class, in its folder or jar.
 *
 * <p>It is how a layer gets to know its checks: a check joins by being there, and no list has to be
 * kept.
 */
public final class Discovery {
  private static final String CLASS = ".class";

  private Discovery() {}

  /**
   * Returns the class path resources that came with {@code home} and are {@code wanted}, sorted.
   */
  public static List<String> resources(Class<?> home, Predicate<String> wanted) {
    Path root =
        Path.of(URI.create(home.getProtectionDomain().getCodeSource().getLocation().toString()));
    try {
      if (Files.isDirectory(root)) {
        return list(root, wanted);
      }
      try (var jar = FileSystems.newFileSystem(root)) {
        return list(jar.getPath("/"), wanted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + root, e);
    }
  }

  /** Returns the concrete top-level subtypes of {@code type} that came with {@code home}. */
  public static <T> List<Class<? extends T>> subtypes(Class<T> type, Class<?> home) {
    return resources(home, Discovery::isTopLevelClass).stream()
        .map(name -> load(name, home.getClassLoader()))
        .filter(found -> type.isAssignableFrom(found))
        .filter(found -> !Modifier.isAbstract(found.getModifiers()))
        .<Class<? extends T>>map(found -> found.asSubclass(type))
        .toList();
  }

  private static boolean isTopLevelClass(String name) {
    return name.endsWith(CLASS) && !name.contains("$") && !name.endsWith("-info.class");
  }

  private static List<String> list(Path root, Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(wanted)
          .sorted()
          .toList();
    }
  }

  private static Class<?> load(String resource, ClassLoader loader) {
    String name = resource.substring(0, resource.length() - CLASS.length()).replace('/', '.');
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " was found and cannot be loaded", e);
    }
  }
}
