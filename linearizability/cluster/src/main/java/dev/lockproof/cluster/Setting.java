// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.Ndjson;
import dev.lockproof.journal.Budget;
import dev.lockproof.journal.Evidence;
import dev.lockproof.journal.Inputs;
import dev.lockproof.journal.Layer;
import dev.lockproof.servers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Where an experiment takes place.
 *
 * @param server the server
 * @param budget how far to go
 * @param work the folder for histories and logs
 * @param prefix what the keys of this run start with
 * @param start when it began
 */
record Setting(RedisServer server, Budget budget, Path work, String prefix, long start) {
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  Setting(RedisServer server, Budget budget, Path work) {
    this(server, budget, work, "lockproof-" + UUID.randomUUID(), System.nanoTime());
  }

  /** Opens a client of the server. */
  RedisClient connect() {
    return connect(server.host(), server.port(), TIMEOUT);
  }

  /** Opens a client of the server by way of a proxy on this machine. */
  RedisClient connect(int proxyPort) {
    return connect("127.0.0.1", proxyPort, TIMEOUT);
  }

  /** Opens a client with the credentials of the server. */
  RedisClient connect(String host, int port, Duration timeout) {
    return connect(server.uri(), host, port, timeout);
  }

  /** Opens a client with the credentials of that URL. */
  static RedisClient connect(URI uri, String host, int port, Duration timeout) {
    return RedisClient.builder()
        .hostAndPort(host, port)
        .clientConfig(
            DefaultJedisClientConfig.builder()
                .timeoutMillis((int) timeout.toMillis())
                .user(JedisURIHelper.getUser(uri))
                .password(JedisURIHelper.getPassword(uri))
                .build())
        .build();
  }

  /** Starts evidence about a question of that experiment. */
  Evidence.Builder evidence(Experiment experiment, Experiment.Question question) {
    var origin = server.origin();
    var evidence =
        Evidence.of(Layer.CLUSTER, question.check(), question.claim())
            .tool("redis-server", origin.version())
            .seconds((System.nanoTime() - start) / 1e9)
            .inputs(Inputs.of(question.subject(), experiment.getClass()));
    origin.asMap().forEach((what, value) -> evidence.bound("server." + what, value));
    return evidence;
  }

  /** Leaves a history in the work folder. */
  void save(String name, List<Event> events) {
    try (var out = Files.newBufferedWriter(work.resolve(name + ".ndjson"))) {
      Ndjson.write(events, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the keys of this run, and no others. */
  void clean() {
    try (var client = connect()) {
      var mine = new ScanParams().match(prefix + "*").count(1_000);
      String cursor = ScanParams.SCAN_POINTER_START;
      do {
        var page = client.scan(cursor, mine);
        page.getResult().forEach(client::del);
        cursor = page.getCursor();
      } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }
  }
}
