// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A server in a container. Its port is chosen here, so that it stays the same over a restart. */
final class DockerRedis implements RedisServer {
  private static final ExposedPort INSIDE = ExposedPort.tcp(6379);
  private static final String LOOPBACK = "127.0.0.1";

  private final Docker docker;
  private final String container;
  private final URI uri;
  private final Origin origin;
  private final Thread hook;

  private DockerRedis(Docker docker, String container, int port, String image, String imageId) {
    this.docker = docker;
    this.container = container;
    this.hook = new Thread(() -> docker.remove(container), "remove-container");
    Runtime.getRuntime().addShutdownHook(hook);
    this.uri = answering(port);
    this.origin = new Origin("docker", Info.of(uri).version(), imageId, image);
  }

  /** Starts the image, which must be there. */
  static RedisServer start(
      Docker docker, String image, String imageId, Path log, List<String> options) {
    int port = ProcessRedis.freePort();
    var command = new ArrayList<>(List.of("redis-server", "--protected-mode", "no"));
    command.addAll(List.of("--save", "", "--appendonly", "no"));
    command.addAll(options);
    String container =
        docker
            .client()
            .createContainerCmd(image)
            .withCmd(command)
            .withLabels(Docker.labels())
            .withExposedPorts(INSIDE)
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withPortBindings(new PortBinding(published(docker, port), INSIDE)))
            .exec()
            .getId();
    docker.client().startContainerCmd(container).exec();
    docker
        .client()
        .logContainerCmd(container)
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .exec(new LogFile(log));
    return new DockerRedis(docker, container, port, image, imageId);
  }

  /** A server without a password is published on the loopback address, where that is enough. */
  private static Ports.Binding published(Docker docker, int port) {
    return docker.host().equals("localhost") || docker.host().equals(LOOPBACK)
        ? Ports.Binding.bindIpAndPort(LOOPBACK, port)
        : Ports.Binding.bindPort(port);
  }

  /** On a host that looks like a container, the address of the engine may not be the right one. */
  private URI answering(int port) {
    try {
      return Info.await(
          Stream.of(docker.host(), LOOPBACK)
              .distinct()
              .map(host -> URI.create("redis://" + host + ":" + port))
              .toList(),
          this::isRunning);
    } catch (IOException e) {
      close();
      throw new ServerException("the container does not answer: " + e.getMessage(), e);
    }
  }

  private boolean isRunning() {
    return Boolean.TRUE.equals(
        docker.client().inspectContainerCmd(container).exec().getState().getRunning());
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public Origin origin() {
    return origin;
  }

  @Override
  public boolean isOurs() {
    return true;
  }

  @Override
  public void pause() {
    docker.client().pauseContainerCmd(container).exec();
  }

  @Override
  public void resume() {
    docker.client().unpauseContainerCmd(container).exec();
  }

  @Override
  public void kill() {
    docker.client().killContainerCmd(container).exec();
  }

  @Override
  public void restart() {
    if (isRunning()) {
      kill();
    }
    docker.client().startContainerCmd(container).exec();
    try {
      Info.await(List.of(uri), this::isRunning);
    } catch (IOException e) {
      throw new ServerException("cannot restart " + origin, e);
    }
  }

  @Override
  public void close() {
    docker.remove(container);
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  /** Appends what a container prints to a file. */
  private static final class LogFile extends ResultCallback.Adapter<Frame> {
    private final Path file;

    LogFile(Path file) {
      this.file = file;
    }

    @Override
    public void onNext(Frame frame) {
      try {
        Files.write(file, frame.getPayload(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        onError(e);
      }
    }
  }
}
