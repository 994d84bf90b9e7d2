// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds a Redis server in the first place that has one: a URL the user gave, a Docker engine that
 * has or can get the image, the binary in a Maven artifact, one on the PATH.
 *
 * <p>The system property {@code backend.redis} forces one: {@code docker}, {@code artifact}, {@code
 * path}, or a URL {@code redis://[user:password@]host:port}. {@code backend.redis.image} names the
 * Docker image.
 */
public final class RedisServers {
  /** The system property that forces a source. */
  public static final String PROPERTY = "backend.redis";

  private RedisServers() {}

  /**
   * Starts a server.
   *
   * @param log file for what the server prints
   * @param options options of {@code redis-server}, as on its command line
   * @throws ServerException when no server can be had; the message names all that was tried
   */
  public static RedisServer start(Path log, String... options) {
    var reasons = new ArrayList<String>();
    for (Map.Entry<String, Source> source : sources(System.getProperty(PROPERTY, "")).entrySet()) {
      try {
        return source.getValue().start(log, List.of(options));
      } catch (ServerException e) {
        reasons.add("\n  " + source.getKey() + ": " + e.getMessage());
      }
    }
    throw new ServerException("no Redis server; tried" + String.join("", reasons));
  }

  /** Says, for each place, whether a server can be had from there, and how to get one. */
  public static List<Finding> probe() {
    return sources(System.getProperty(PROPERTY, "")).values().stream().map(Source::probe).toList();
  }

  /** Prints the findings as JSON lines; exits with 1 when no server can be had. */
  public static void main(String[] args) {
    List<Finding> findings = probe();
    findings.forEach(finding -> System.out.println(finding.toJson()));
    System.exit(findings.stream().anyMatch(Finding::available) ? 0 : 1);
  }

  private static Map<String, Source> sources(String forced) {
    var all = new LinkedHashMap<String, Source>();
    all.put("docker", new DockerSource());
    all.put("artifact", BinarySource.artifact());
    all.put("path", BinarySource.path(System.getenv().getOrDefault("PATH", "")));
    if (forced.isEmpty()) {
      return all;
    }
    Source source = all.get(forced);
    return source != null ? Map.of(forced, source) : Map.of("url", url(forced));
  }

  private static Source url(String forced) {
    try {
      return new UrlSource(URI.create(forced));
    } catch (IllegalArgumentException e) {
      throw new ServerException(
          PROPERTY + "=" + forced + " is none of docker, artifact, path, redis://host:port", e);
    }
  }

  /** Returns the URL without its password. */
  static String hidden(URI uri) {
    String info = uri.getRawUserInfo();
    return info == null ? uri.toString() : uri.toString().replace(info, "***");
  }
}
