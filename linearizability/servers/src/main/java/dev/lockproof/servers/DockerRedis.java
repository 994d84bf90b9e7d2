// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A server in a container. Its port is chosen here, so that it stays the same over a restart. */
final class DockerRedis implements RedisServer {
  private static final int INSIDE = 6379;

  private final GenericContainer<?> container;
  private final URI uri;
  private final Origin origin;

  private DockerRedis(GenericContainer<?> container, URI uri, Origin origin) {
    this.container = container;
    this.uri = uri;
    this.origin = origin;
  }

  /** Starts the image, which must be there. */
  static RedisServer start(String image, String id, Path log, List<String> options) {
    int port = ProcessRedis.freePort();
    var command = new ArrayList<>(List.of("redis-server", "--save", "", "--appendonly", "no"));
    command.addAll(options);
    var container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withCommand(command.toArray(String[]::new))
            .withCreateContainerCmdModifier(
                create ->
                    Objects.requireNonNull(create.getHostConfig())
                        .withPortBindings(
                            new PortBinding(Ports.Binding.bindPort(port), ExposedPort.tcp(INSIDE))))
            .withExposedPorts(INSIDE)
            .withLogConsumer(frame -> append(log, frame))
            .waitingFor(Wait.forLogMessage(".*Ready to accept.*", 1))
            .withStartupTimeout(Duration.ofSeconds(30));
    container.start();
    URI uri = answering(container, port);
    return new DockerRedis(container, uri, new Origin("docker", Info.of(uri).version(), id, image));
  }

  /**
   * Inside a container, Testcontainers names the bridge, where a loopback port is not published.
   */
  private static URI answering(GenericContainer<?> container, int port) {
    var reasons = new ArrayList<String>();
    for (String host : Stream.of(container.getHost(), "127.0.0.1").distinct().toList()) {
      URI uri = URI.create("redis://" + host + ":" + port);
      try {
        Resp.ask(uri, "PING");
        return uri;
      } catch (ServerException e) {
        reasons.add(e.getMessage());
      }
    }
    container.stop();
    throw new ServerException("the container runs, but does not answer: " + reasons);
  }

  private static void append(Path log, OutputFrame frame) {
    try {
      Files.writeString(
          log,
          frame.getUtf8String(),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new ServerException("cannot write " + log, e);
    }
  }

  private DockerClient docker() {
    return container.getDockerClient();
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
    docker().pauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void resume() {
    docker().unpauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void kill() {
    docker().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void restart() {
    String id = container.getContainerId();
    if (Boolean.TRUE.equals(docker().inspectContainerCmd(id).exec().getState().getRunning())) {
      kill();
    }
    docker().startContainerCmd(id).exec();
    try {
      Info.await(uri, () -> true);
    } catch (IOException e) {
      throw new ServerException("cannot restart " + origin, e);
    }
  }

  @Override
  public void close() {
    container.stop();
  }
}
