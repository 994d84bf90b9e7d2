// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code lockproof litmus}: hands over to the litmus enumerator, in a process of its own. */
@Command(name = "litmus", description = "Decides litmus tests: [--svg DIR] FILE...")
final class LitmusCommand implements Callable<Integer> {
  private static final String MAIN = "dev.lockproof.litmus.Litmus";

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return Handover.to(MAIN, LayerModule.MODELS, arguments);
  }
}
