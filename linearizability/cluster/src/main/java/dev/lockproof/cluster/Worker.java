// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.lease.FencedLease;
import dev.lockproof.lease.StaleTokenException;
import dev.lockproof.redis.RedisFencedLeases;
import dev.lockproof.redis.RedisGuard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;

/**
 * A holder in a process of its own, that does what the lines of its input say and answers each with
 * a line; see {@link WorkerProcess}.
 */
final class Worker {
  private final RedisClient client;
  private final String prefix;
  private final RedisFencedLeases leases;
  private @Nullable FencedLease lease;

  private Worker(URI uri, String prefix) {
    this.client = Setting.connect(uri, uri.getHost(), uri.getPort(), Duration.ofSeconds(2));
    this.prefix = prefix;
    this.leases = RedisFencedLeases.builder(client).prefix(prefix).build();
  }

  /**
   * Reads the URL of the server and the prefix of the keys, then commands, until the input ends.
   */
  public static void main(String[] args) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var worker = new Worker(URI.create(in.readLine()), in.readLine());
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(worker.answer(line.split(" ", 3)));
    }
  }

  private String answer(String[] words) {
    try {
      return perform(words);
    } catch (StaleTokenException e) {
      return "refused";
    } catch (RuntimeException e) {
      return "error " + e;
    }
  }

  private String perform(String[] words) {
    switch (words[0]) {
      case "acquire" -> {
        var granted = leases.tryAcquire(words[1], Duration.ofMillis(Long.parseLong(words[2])));
        lease = granted.orElse(null);
        return granted.map(it -> it.token().value() + "").orElse("miss");
      }
      case "held" -> {
        return held().isHeld() + "";
      }
      case "raise" -> guard().raise(held().token());
      case "write" -> guard().set(held().token(), words[1]);
      case "write-past" -> client.hset(guardKey(), "value", words[1]);
      case "ping" -> {
        return "pong";
      }
      default -> {
        return "error: no command " + words[0];
      }
    }
    return "ok";
  }

  private FencedLease held() {
    return Objects.requireNonNull(lease, "no lease yet");
  }

  private RedisGuard guard() {
    return new RedisGuard(client, guardKey());
  }

  private String guardKey() {
    return RecordedClient.guardKey(prefix, held().resource());
  }
}
