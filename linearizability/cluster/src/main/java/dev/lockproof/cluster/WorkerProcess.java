// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import static java.util.Objects.requireNonNull;

import dev.lockproof.checker.history.Recorder;
import dev.lockproof.servers.Leash;
import dev.lockproof.servers.Pause;
import dev.lockproof.servers.ServerException;
import dev.lockproof.servers.Signals;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Worker}, seen from the process that commands it: it writes down what the worker does,
 * with the times before a command is sent and after its answer has come.
 */
final class WorkerProcess implements AutoCloseable {
  /** The process number under which a stop is written down. */
  private static final int NEMESIS = 1_000_000;

  private static final int SILENCE_MILLIS = 10;

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;
  private Recorder.@Nullable Pending stopped;

  /** Starts a worker with the class path of this process. */
  WorkerProcess(Setting setting) {
    try {
      process =
          Leash.start(
              new ProcessBuilder(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-XX:TieredStopAtLevel=1",
                      "-XX:+UseSerialGC",
                      "-cp",
                      System.getProperty("java.class.path"),
                      Worker.class.getName())
                  .redirectError(Redirect.appendTo(setting.work().resolve("worker.log").toFile())));
    } catch (IOException e) {
      throw new ServerException("no worker process", e);
    }
    commands = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
    send(setting.server().uri().toString());
    send(setting.prefix());
  }

  /** Returns the token, or null for a miss. */
  @Nullable Long acquire(Recorder recorder, String resource, Duration timeToLive) {
    var operation = recorder.invoke(0, "acquire", resource, null);
    String answer = ask("acquire " + resource + " " + timeToLive.toMillis());
    Long token = answer.equals("miss") ? null : Long.valueOf(number(answer));
    operation.ok(token);
    return token;
  }

  /** Returns whether the worker finds its lease held. */
  boolean look(Recorder recorder, String resource, long token) {
    var operation = recorder.invoke(0, "look", resource, token);
    boolean held = ask("held").equals("true");
    operation.ok(held);
    return held;
  }

  void raise(Recorder recorder, String resource, long token) {
    var operation = recorder.invoke(0, "raise", resource, token);
    operation.ok(isAccepted(ask("raise")));
  }

  /** Returns whether the write was accepted. */
  boolean write(Recorder recorder, String command, String resource, long token, String value) {
    var operation = recorder.invoke(0, "write", resource, List.of(token, value));
    boolean accepted = isAccepted(ask(command + " " + value));
    operation.ok(accepted);
    return accepted;
  }

  /**
   * Stops the worker where it stands; a signal takes a moment, so this waits until the worker
   * leaves a command unanswered. What is sent from here on waits for {@link #resume}.
   */
  void pause(Recorder recorder, String resource) throws InterruptedException {
    stopped = recorder.invoke(NEMESIS, "stop", resource, null);
    Signals.pause(process);
    send("ping");
    while (answersWithin(SILENCE_MILLIS)) {
      receive();
      send("ping");
    }
  }

  /** Continues the worker; returns whether it was really stopped all the time. */
  boolean resume() throws InterruptedException {
    boolean silent = !answersWithin(0);
    Signals.resume(process);
    receive();
    requireNonNull(stopped).ok(null);
    return silent;
  }

  /** Kills the worker, if it is still there. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean answersWithin(int millis) throws InterruptedException {
    try {
      for (int i = 0; i < millis && !answers.ready(); i++) {
        Pause.ofMillis(1);
      }
      return answers.ready();
    } catch (IOException e) {
      throw new ServerException("the worker is gone", e);
    }
  }

  private static String number(String answer) {
    if (!answer.matches("[0-9]+")) {
      throw new ServerException("the worker says: " + answer);
    }
    return answer;
  }

  private static boolean isAccepted(String answer) {
    return switch (answer) {
      case "ok" -> true;
      case "refused" -> false;
      default -> throw new ServerException("the worker says: " + answer);
    };
  }

  private String ask(String command) {
    send(command);
    return receive();
  }

  private void send(String line) {
    try {
      commands.write(line);
      commands.newLine();
      commands.flush();
    } catch (IOException e) {
      throw new ServerException("the worker is gone", e);
    }
  }

  private String receive() {
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new ServerException("the worker is gone; see worker.log");
      }
      return answer;
    } catch (IOException e) {
      throw new ServerException("the worker is gone", e);
    }
  }
}
