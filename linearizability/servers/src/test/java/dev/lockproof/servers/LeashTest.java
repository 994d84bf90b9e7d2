// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing outlives the JVM that started it, even when that JVM is killed. */
class LeashTest {
  @TempDir private Path folder;

  /** A JVM that starts a server from a thread that ends, and then waits to be killed. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) throws InterruptedException {
      var starter =
          new Thread(
              () -> {
                var server = RedisServers.start(Path.of(args[0]));
                if (args[1].equals("paused")) {
                  server.pause();
                }
                System.out.println(server.port() + " " + Leash.directory("mine").getParent());
              });
      starter.start();
      starter.join();
      Pause.of(Duration.ofMinutes(1));
    }
  }

  /** The server of a JVM that was killed (kill -9) is gone, and so are its files. */
  @Test
  void killed() throws Exception {
    endsWith("running");
  }

  /** So is a server that was stopped at that moment. */
  @Test
  void killedWhilePaused() throws Exception {
    endsWith("paused");
  }

  private void endsWith(String state) throws Exception {
    Process victim =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-D" + RedisServers.PROPERTY + "=artifact",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Victim.class.getName(),
                    folder.resolve("redis.log").toString(),
                    state))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = victim.inputReader(StandardCharsets.UTF_8)) {
      String[] said = String.valueOf(out.readLine()).split(" ", 2);
      int port = Integer.parseInt(said[0]);
      assertThat(listens(port)).isTrue();
      assertThat(Path.of(said[1])).isDirectory();
      victim.destroyForcibly().waitFor();
      eventually(() -> !listens(port));
      eventually(() -> !Files.exists(Path.of(said[1])));
    } finally {
      victim.destroyForcibly();
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
      Pause.ofMillis(5);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }
}
