// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A thread that is bound runs where it was bound, and takes no running one along. */
class ProcessorsTest {
  @Test
  void readsListsOfTheKernel() {
    assertThat(Processors.parse("0")).containsExactly(0);
    assertThat(Processors.parse("0-2,5,7-8")).containsExactly(0, 1, 2, 5, 7, 8);
  }

  @Test
  void bindsTheCallingThreadOnly() throws Exception {
    List<Integer> processors = Processors.bindable();
    if (processors.isEmpty()) { // no taskset here: then nothing is placed, and the record says so
      assertThat(Placement.on(processors)).containsExactly(Placement.UNBOUND);
      return;
    }
    int last = processors.get(processors.size() - 1);
    assertThat(
            inThreadOfItsOwn(
                () -> {
                  Processors.bindThisThread(last);
                  return Files.readString(Path.of("/proc/thread-self/status"));
                }))
        .containsPattern("Cpus_allowed_list:\\s+" + last + "\n");
    assertThat(inThreadOfItsOwn(Processors::bindable)).isEqualTo(processors);
  }

  @Test
  void placesAsFarAsThereAreProcessors() {
    assertThat(Placement.on(List.of())).containsExactly(Placement.UNBOUND);
    assertThat(Placement.on(List.of(3))).containsExactly(Placement.SAME_PROCESSOR);
    assertThat(Placement.on(List.of(3, 4, 5)))
        .containsExactly(Placement.SAME_PROCESSOR, Placement.OTHER_PROCESSOR);
    assertThat(Placement.OTHER_PROCESSOR.describe(List.of(3, 4)))
        .isEqualTo("client on processor 4, server on processor 3");
  }

  private static <T> T inThreadOfItsOwn(Callable<T> action) throws Exception {
    var task = new FutureTask<>(action);
    var thread = new Thread(task);
    thread.start();
    thread.join();
    return task.get();
  }
}
