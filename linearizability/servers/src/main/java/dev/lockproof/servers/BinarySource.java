// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A {@code redis-server} binary: from a Maven artifact, or from the PATH. */
final class BinarySource implements Source {
  private static final String ARTIFACT = "org.signal:embedded-redis:0.9.1";
  private static final Map<String, String> PROCESSORS =
      Map.of("amd64", "amd64", "x86_64", "amd64", "aarch64", "arm64", "arm64", "arm64");

  private final String kind;
  private final String where;
  private final String remedy;
  private final Locator locator;

  /** Finds the binary, if it is there. */
  private interface Locator {
    Optional<Path> locate() throws IOException;
  }

  private BinarySource(String kind, String where, String remedy, Locator locator) {
    this.kind = kind;
    this.where = where;
    this.remedy = remedy;
    this.locator = locator;
  }

  /** The static binary that arrives as a Maven artifact. */
  static BinarySource artifact() {
    String resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    return new BinarySource(
        "artifact",
        ARTIFACT + "!" + resource,
        "have " + ARTIFACT + " on the class path, on Linux or macOS, amd64 or arm64",
        () -> extract(resource));
  }

  /** A server that the machine has. */
  static BinarySource path(String path) {
    return new BinarySource(
        "path",
        "redis-server",
        "install it: apt-get install redis-server, brew install redis, ...",
        () -> search(path));
  }

  @Override
  public Finding probe() {
    try {
      return locate()
          .map(file -> new Finding(kind, true, kind.equals("path") ? file.toString() : where, ""))
          .orElseGet(() -> new Finding(kind, false, "no " + where, remedy));
    } catch (IOException e) {
      return new Finding(kind, false, where + ": " + e, remedy);
    }
  }

  @Override
  public RedisServer start(Path log, List<String> options) {
    try {
      Path binary = locate().orElseThrow(() -> new ServerException("no " + where + "; " + remedy));
      String found = kind.equals("path") ? binary.toString() : where;
      return ProcessRedis.start(
          binary, log, options, version -> new Origin(kind, version, sha256(binary), found));
    } catch (IOException e) {
      throw new ServerException(where + ": " + e.getMessage(), e);
    }
  }

  /** Returns the file, if it is there. */
  Optional<Path> locate() throws IOException {
    return locator.locate();
  }

  private static String resource(String os, String processor) {
    String system = os.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    String arch = PROCESSORS.getOrDefault(processor, processor);
    return os.startsWith("Windows") ? "windows" : "redis-server-7.0.15-" + system + "-" + arch;
  }

  private static synchronized Optional<Path> extract(String resource) throws IOException {
    Path file = Extracted.DIRECTORY.resolve("redis-server");
    if (Files.exists(file)) {
      return Optional.of(file);
    }
    try (InputStream in = BinarySource.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        return Optional.empty();
      }
      Files.copy(in, file);
    }
    return Optional.of(
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------")));
  }

  private static Optional<Path> search(String path) {
    return List.of("redis-server", "valkey-server").stream()
        .flatMap(
            name -> List.of(path.split(File.pathSeparator)).stream().map(at -> Path.of(at, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** One copy of the binary for each JVM, made when first needed. */
  private static final class Extracted {
    static final Path DIRECTORY = Leash.directory("binary");
  }
}
