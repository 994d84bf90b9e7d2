// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockproof.journal.Journal;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code lockproof doctor}: what is installed, what is missing, and how to get it. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says what is installed, what is missing, and how to get it.")
final class DoctorCommand implements Callable<Integer> {
  private static final String SERVERS = "dev.lockproof.servers.RedisServers";

  private final PrintStream out;
  private boolean missing;

  DoctorCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Workspace workspace = Workspace.around(Path.of(""));
    say(true, "JDK " + Jdk.current().version(), "runs this command and every layer");
    int cpus = Runtime.getRuntime().availableProcessors();
    say(cpus >= 2, cpus + " processors", "jcstress needs two actors, so two processors");
    say(!Git.commit(workspace.root()).equals("unknown"), "git", "names the commit in the report");
    for (LayerModule module : LayerModule.values()) {
      boolean built =
          Files.exists(workspace.root().resolve(module.folder()).resolve("target/layer.classpath"));
      say(
          built,
          "layer " + module.layer().id(),
          built ? "is built" : "build it: mvn -DskipTests verify");
    }
    if (!missing) {
      servers(workspace);
    }
    return missing ? Lockproof.INFRA : Lockproof.OK;
  }

  private void say(boolean there, String what, String note) {
    missing |= !there;
    out.printf("  %s  %s: %s%n", there ? "ok" : "!!", what, note);
  }

  /** Servers are the business of their own module, which is asked in its own process. */
  private void servers(Workspace workspace) throws IOException, InterruptedException {
    String classPath =
        workspace.classPath(LayerModule.CLUSTER).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Jdk.current().java().toString());
    command.addAll(LayerProcess.backends());
    command.addAll(List.of("-cp", classPath, SERVERS));
    Process probe =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String answer = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    for (String line : answer.lines().toList()) {
      JsonNode finding = Journal.JSON.readTree(line);
      boolean there = finding.path("available").asBoolean();
      out.printf(
          "  %s  %s from %s: %s%n",
          there ? "ok" : "--",
          finding.path("server").asText(),
          finding.path("source").asText(),
          finding.path(there ? "detail" : "remedy").asText());
    }
    say(probe.waitFor() == 0, "servers", "one place to start each from is enough");
  }
}
