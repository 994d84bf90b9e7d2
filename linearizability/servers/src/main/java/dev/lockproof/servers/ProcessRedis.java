// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** A server that is a process of its own, tied to this JVM. */
final class ProcessRedis implements RedisServer {
  private static final int PORTS_TO_TRY = 10;

  private final List<String> command;
  private final Path log;
  private final URI uri;
  private final Origin origin;
  private Process process;

  private ProcessRedis(List<String> command, Path log, int port, Function<String, Origin> origin)
      throws IOException {
    this.command = command;
    this.log = log;
    this.uri = URI.create("redis://127.0.0.1:" + port);
    this.process = launch();
    this.origin = origin.apply(awaitReady());
  }

  /** Starts the binary on a free port; when another takes the port first, on the next. */
  static RedisServer start(
      Path binary, Path log, List<String> options, Function<String, Origin> origin)
      throws IOException {
    return start(binary, log, options, origin, ProcessRedis::freePort);
  }

  /** The same, on the first of {@code ports} that nobody else has. */
  static RedisServer start(
      Path binary,
      Path log,
      List<String> options,
      Function<String, Origin> origin,
      IntSupplier ports)
      throws IOException {
    Path data = Leash.directory("redis");
    for (int i = 1; ; i++) {
      int port = ports.getAsInt();
      try {
        return new ProcessRedis(command(binary, port, data, options), log, port, origin);
      } catch (PortTakenException e) {
        if (i == PORTS_TO_TRY) {
          throw e;
        }
      }
    }
  }

  private static List<String> command(Path binary, int port, Path data, List<String> options) {
    var command = new ArrayList<String>();
    command.add(binary.toString());
    command.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", data.toString(), "--save", "", "--appendonly", "no"));
    command.addAll(options);
    return command;
  }

  /** Returns a loopback port that is free at this moment. */
  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ServerException("no free port", e);
    }
  }

  private Process launch() throws IOException {
    return Leash.start(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile())));
  }

  /** Waits for this very process to answer, and returns its version. */
  private String awaitReady() throws IOException {
    try {
      Info info = Info.of(Info.await(List.of(uri), process::isAlive));
      if (info.processId() == process.pid()) {
        return info.version();
      }
    } catch (IOException e) {
      String said = Files.readString(log);
      if (!said.contains("Failed listening on port")) {
        throw new ServerException("redis-server did not start; it said:\n" + said, e);
      }
    }
    destroy();
    throw new PortTakenException(uri);
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
    Signals.pause(process);
  }

  @Override
  public void resume() {
    Signals.resume(process);
  }

  @Override
  public void kill() {
    destroy();
  }

  @Override
  public void restart() {
    destroy();
    try {
      process = launch();
      awaitReady();
    } catch (IOException e) {
      throw new ServerException("cannot restart " + origin, e);
    }
  }

  @Override
  public void close() {
    destroy();
  }

  private void destroy() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Another process listens on the port that was free a moment ago. */
  private static final class PortTakenException extends IOException {
    private static final long serialVersionUID = 1L;

    PortTakenException(URI uri) {
      super("another process took port " + uri.getPort());
    }
  }
}
