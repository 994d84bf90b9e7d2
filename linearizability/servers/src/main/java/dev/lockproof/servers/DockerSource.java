// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** A Docker engine, through Testcontainers. */
final class DockerSource implements Source {
  private static final String IMAGE = System.getProperty("backend.redis.image", "redis:7.0.15");
  private static final int PULL_SECONDS = 120;

  @Override
  public Finding probe() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return new Finding("docker", false, "no Docker engine", "install one, and start it");
    }
    return imageId(client())
        .map(id -> new Finding("docker", true, IMAGE + " " + id, ""))
        .orElseGet(
            () ->
                new Finding(
                    "docker",
                    false,
                    "a Docker engine, but no image " + IMAGE,
                    "docker pull " + IMAGE + ", or name another: -Dbackend.redis.image=..."));
  }

  @Override
  public RedisServer start(Path log, List<String> options) {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new ServerException("no Docker engine");
    }
    DockerClient client = client();
    try {
      String id = imageId(client).orElseGet(() -> pull(client));
      return DockerRedis.start(IMAGE, id, log, options);
    } catch (DockerException e) {
      throw new ServerException(IMAGE + ": " + e.getMessage(), e);
    }
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  private static Optional<String> imageId(DockerClient client) {
    try {
      return Optional.ofNullable(client.inspectImageCmd(IMAGE).exec().getId());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private static String pull(DockerClient client) {
    try {
      if (!client.pullImageCmd(IMAGE).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS)) {
        throw new ServerException(IMAGE + " not pulled in " + PULL_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while pulling " + IMAGE, e);
    }
    return imageId(client).orElseThrow(() -> new ServerException("cannot pull " + IMAGE));
  }
}
