// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code lockproof check}: hands over to the history checker, in a process of its own. */
@Command(
    name = "check",
    description = "Judges a history; the arguments are those of the history checker.")
final class CheckCommand implements Callable<Integer> {
  private static final String MAIN = "dev.lockproof.checker.Check";

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return Handover.to(MAIN, LayerModule.CLUSTER, arguments);
  }
}
