// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockproof replay}: hands a schedule over to the simulator, in a process of its own. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Shows again how a schedule of the simulator breaks a claim.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:the claim breaks, as shown",
      "1:it does not",
      "2:the command cannot be carried out as given"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final String MAIN = "dev.lockproof.simulation.Retelling";

  @Option(names = "--mutant", description = "with the classes of this mutant")
  private @Nullable String id;

  @Parameters(
      arity = "2..3",
      paramLabel = "ARGUMENT",
      description = "the claim, the schedule, and assumptions to leave out, with commas between")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Path> first = new ArrayList<>();
    if (id != null) {
      Workspace workspace = Workspace.around(Path.of(""));
      Mutant mutant =
          Mutant.readAll(workspace.mutants()).stream()
              .filter(one -> one.id().equals(id))
              .findFirst()
              .orElseThrow(() -> new UsageException("there is no mutant " + id));
      first.add(new MutantBuild(workspace).build(mutant));
    }
    return Handover.to(MAIN, LayerModule.SIMULATION, first, arguments);
  }
}
