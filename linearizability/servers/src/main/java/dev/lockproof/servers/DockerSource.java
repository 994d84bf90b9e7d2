// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import com.github.dockerjava.api.exception.DockerException;
import java.nio.file.Path;
import java.util.List;

/** A server in a container. */
final class DockerSource implements Source {
  private static final String IMAGE = System.getProperty("backend.redis.image", "redis:7.0.15");

  private static final String REMEDY =
      "docker pull " + IMAGE + ", or name another: -Dbackend.redis.image=...";

  @Override
  public Finding probe() {
    Docker docker = Docker.find().orElse(null);
    if (docker == null) {
      return new Finding("docker", false, "no Docker engine", "install one, and start it");
    }
    return docker
        .image(IMAGE)
        .map(id -> new Finding("docker", true, IMAGE + " " + id, ""))
        .orElseGet(
            () -> new Finding("docker", false, "a Docker engine, but no image " + IMAGE, REMEDY));
  }

  @Override
  public RedisServer start(Path log, List<String> options) {
    Docker docker =
        Docker.find()
            .orElseThrow(() -> new ServerException("no Docker engine; install one, and start it"));
    try {
      String id = docker.image(IMAGE).orElseGet(() -> docker.pull(IMAGE));
      docker.sweep();
      return DockerRedis.start(docker, IMAGE, id, log, options);
    } catch (DockerException e) {
      throw new ServerException(
          "image " + IMAGE + ": " + String.valueOf(e.getMessage()).strip() + "; " + REMEDY, e);
    }
  }
}
