// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.journal.Discovery;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Layer;
import dev.lockproof.journal.LayerRun;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import dev.lockproof.servers.ServerException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The process of the {@code cluster} layer: every experiment, on one real server. */
public final class ClusterLayer {
  private ClusterLayer() {}

  /** Runs what is asked for; see {@link LayerRun}. */
  public static void main(String[] args) throws InterruptedException {
    LayerRun run = LayerRun.parse(args);
    var wanted = new ArrayList<Experiment>();
    for (Experiment experiment : experiments()) {
      if (wanted(run, experiment).findAny().isPresent()) {
        wanted.add(experiment);
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    RedisServer server;
    try {
      server = RedisServers.start(run.work().resolve("redis.log"));
    } catch (ServerException e) {
      wanted.forEach(experiment -> trouble(run, experiment, e));
      return;
    }
    try (server) {
      for (Experiment experiment : wanted) {
        run(run, experiment, new Setting(server, run.budget(), run.work()));
      }
    }
  }

  /** Returns one of each experiment in this module. */
  static List<Experiment> experiments() {
    return Discovery.subtypes(Experiment.class, ClusterLayer.class).stream()
        .<Experiment>map(ClusterLayer::create)
        .toList();
  }

  private static Experiment create(Class<? extends Experiment> type) {
    try {
      return type.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " has no constructor without parameters", e);
    }
  }

  private static void run(LayerRun run, Experiment experiment, Setting setting)
      throws InterruptedException {
    try {
      List<Evidence> found = experiment.run(setting);
      setting.clean();
      for (Evidence evidence : found) {
        if (wanted(run, experiment).anyMatch(question -> question.id().equals(evidence.id()))) {
          run.record(evidence);
        }
      }
    } catch (RuntimeException e) {
      trouble(run, experiment, e);
    }
  }

  private static void trouble(LayerRun run, Experiment experiment, RuntimeException trouble) {
    wanted(run, experiment)
        .map(question -> Evidence.of(Layer.CLUSTER, question.check(), question.claim()))
        .forEach(evidence -> run.record(evidence.tool("redis-server", "").infra("" + trouble)));
  }

  private static Stream<Experiment.Question> wanted(LayerRun run, Experiment experiment) {
    return experiment.questions().stream()
        .filter(question -> run.wants(Layer.CLUSTER, question.check(), question.claim()));
  }
}
