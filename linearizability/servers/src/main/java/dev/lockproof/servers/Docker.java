// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * The Docker engine of this machine, as Testcontainers finds it.
 *
 * <p>Of Testcontainers only the search is used. Its containers start by way of its own reaper, an
 * image that a machine without a registry does not have, after which it waits for two minutes. Here
 * each container is labelled with the JVM that started it, and what a killed JVM left is removed by
 * the next one.
 */
final class Docker {
  private static final String LABEL = "dev.lockproof.jvm";
  private static final int PULL_SECONDS = 120;

  private final DockerClientProviderStrategy found;

  private Docker(DockerClientProviderStrategy found) {
    this.found = found;
  }

  /** Returns the engine, or empty where there is none. */
  static Optional<Docker> find() {
    return Optional.ofNullable(Found.DOCKER);
  }

  DockerClient client() {
    return found.getDockerClient();
  }

  /** Returns the host on which published ports are, as far as Testcontainers can tell. */
  String host() {
    return found.getDockerHostIpAddress();
  }

  /** Returns the id of an image, if it is there. */
  Optional<String> image(String name) {
    try {
      return Optional.ofNullable(client().inspectImageCmd(name).exec().getId());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** Gets an image and returns its id. */
  String pull(String name) {
    try {
      if (!client().pullImageCmd(name).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS)) {
        throw new ServerException(name + " not pulled in " + PULL_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerException("interrupted while pulling " + name, e);
    }
    return image(name).orElseThrow(() -> new ServerException("cannot pull " + name));
  }

  /** Returns the labels of a container of this JVM. */
  static Map<String, String> labels() {
    return Map.of(LABEL, hostName() + "/" + ProcessHandle.current().pid());
  }

  /** Removes the containers of JVMs of this machine that are no more. */
  void sweep() {
    String ours = hostName() + "/";
    for (var container :
        client().listContainersCmd().withShowAll(true).withLabelFilter(List.of(LABEL)).exec()) {
      String jvm = container.getLabels().getOrDefault(LABEL, "");
      if (jvm.startsWith(ours)
          && ProcessHandle.of(Long.parseLong(jvm.substring(ours.length()))).isEmpty()) {
        remove(container.getId());
      }
    }
  }

  /** Kills a container and forgets it. */
  void remove(String id) {
    try {
      client().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      // Gone already.
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The search takes a third of a second, so it is made once. */
  private static final class Found {
    static final @Nullable Docker DOCKER = search();

    private static @Nullable Docker search() {
      var strategies = new ArrayList<DockerClientProviderStrategy>();
      ServiceLoader.load(DockerClientProviderStrategy.class).forEach(strategies::add);
      try {
        return new Docker(DockerClientProviderStrategy.getFirstValidStrategy(strategies));
      } catch (IllegalStateException e) {
        return null;
      }
    }
  }
}
