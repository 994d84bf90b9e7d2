// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.lease.StoreException;
import dev.lockproof.redis.Script;
import dev.lockproof.redis.ScriptTwin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;

/** Runs sequences on the server and on the twin, and compares. */
final class TwinAndServer {
  /**
   * Where the twins' clocks start, in microseconds: late enough that no limiter expires by itself.
   */
  private static final long START = 4_000_000_000_000_000L;

  private static final Pattern HELD = Pattern.compile("\\[HELD, (\\d+)]");

  private static final String SHIFT =
      """
      local now = redis.call('INCRBY', KEYS[1], ARGV[1]) / 1000
      for i = 2, #KEYS do
        local left = redis.call('PTTL', KEYS[i])
        local expiry = redis.call('PEXPIRETIME', KEYS[i])
        if i <= 1 + ARGV[2] and left >= 0 then
          if left - ARGV[1] / 1000 <= 0 then
            redis.call('DEL', KEYS[i])
          else
            redis.call('PEXPIRE', KEYS[i], left - ARGV[1] / 1000)
          end
        elseif expiry >= 0 and expiry < math.floor(now) then
          redis.call('DEL', KEYS[i])
        end
      end
      """;

  private final RedisClient client;
  private final Command.Keys keys;
  private final Function<LongSupplier, ScriptTwin> twins;
  private final String shift;
  private final List<String> shifted;

  /** The scripts by their digests, with a key in place of the clock. */
  private final Map<Script, String> digests = new EnumMap<>(Script.class);

  TwinAndServer(RedisClient client, Command.Keys keys, Function<LongSupplier, ScriptTwin> twins) {
    this.client = client;
    this.twins = twins;
    this.keys = keys;
    this.shift = client.scriptLoad(SHIFT);
    this.shifted =
        Stream.of(List.of(keys.clock()), keys.leases(), keys.buckets(), keys.windows())
            .flatMap(List::stream)
            .toList();
    for (Script script : Script.values()) {
      String clock = "{0, redis.call('GET', '" + keys.clock() + "')}";
      String source = script.source().replace("redis.call('TIME')", clock);
      digests.put(script, client.scriptLoad(source));
    }
  }

  /** One command and the two answers to it. */
  record Row(String command, String server, String twin, boolean agrees) {}

  /** Returns the first sequence on which server and twin differ, or null. */
  ScriptTwinAgrees.@Nullable Sequence firstDifferent(List<ScriptTwinAgrees.Sequence> sequences) {
    List<List<Row>> tables = compare(sequences);
    for (int i = 0; i < tables.size(); i++) {
      if (!tables.get(i).stream().allMatch(Row::agrees)) {
        return sequences.get(i);
      }
    }
    return null;
  }

  /** Returns for each sequence what the two answered to each command. */
  List<List<Row>> compare(List<ScriptTwinAgrees.Sequence> sequences) {
    var answers = new ArrayList<List<Response<?>>>(sequences.size());
    long start = System.nanoTime();
    try (AbstractPipeline pipeline = client.pipelined()) {
      for (ScriptTwinAgrees.Sequence sequence : sequences) {
        pipeline.del(keys.all());
        pipeline.set(keys.clock(), Long.toString(START));
        answers.add(sequence.commands().stream().<Response<?>>map(c -> send(pipeline, c)).toList());
      }
      pipeline.del(keys.all());
      pipeline.del(keys.clock());
      pipeline.sync();
    }
    long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + 1;
    var tables = new ArrayList<List<Row>>(sequences.size());
    for (int i = 0; i < sequences.size(); i++) {
      tables.add(rows(sequences.get(i), answers.get(i), elapsed));
    }
    return tables;
  }

  private Response<?> send(AbstractPipeline pipeline, Command command) {
    if (command instanceof Command.Run run) {
      return pipeline.evalsha(digests.get(run.script()), run.keys(), run.arguments());
    }
    if (command instanceof Command.Shift passed) {
      return pipeline.evalsha(
          shift, shifted, List.of("" + passed.micros(), "" + keys.leases().size()));
    }
    if (command instanceof Command.LookUp look) {
      return pipeline.pexpireTime(look.key());
    }
    return pipeline.pttl(((Command.Look) command).key());
  }

  private List<Row> rows(
      ScriptTwinAgrees.Sequence sequence, List<Response<?>> answers, long elapsed) {
    var clock = new AtomicLong(START);
    ScriptTwin twin = twins.apply(clock::get);
    var rows = new ArrayList<Row>(answers.size());
    for (int i = 0; i < answers.size(); i++) {
      Command command = sequence.commands().get(i);
      if (command instanceof Command.Run run) {
        String server = answer(answers.get(i));
        String expected = run(twin, run);
        rows.add(new Row(run.toString(), server, expected, agree(server, expected, elapsed)));
      } else if (command instanceof Command.Shift passed) {
        clock.addAndGet(passed.micros());
        keys.buckets().forEach(twin::expiryTime); // as the server, it deletes what is over
        keys.windows().forEach(twin::expiryTime);
        rows.add(new Row(passed.toString(), "", "", true));
      } else if (command instanceof Command.LookUp look) {
        long expected = twin.expiryTime(look.key());
        long server = (Long) answers.get(i).get();
        rows.add(new Row(look.toString(), "" + server, "" + expected, server == expected));
      } else if (command instanceof Command.Look look) {
        long expected = twin.timeToLive(look.key());
        long server = (Long) answers.get(i).get();
        boolean agrees = agree(server, expected, elapsed);
        rows.add(new Row(look.toString(), server + " ms", expected + " ms", agrees));
      }
    }
    return rows;
  }

  /** Real time passed on the server while the sequences ran; a missing key is missing on both. */
  private static boolean agree(long server, long twin, long elapsed) {
    if (twin < 0 || server < 0) {
      return twin == server;
    }
    return server <= twin && server >= twin - elapsed;
  }

  /** Answers are equal, but for the time for which somebody else still holds a lease. */
  private static boolean agree(String server, String twin, long elapsed) {
    Matcher left = HELD.matcher(server);
    Matcher expected = HELD.matcher(twin);
    boolean isHeld = left.matches() && expected.matches();
    return isHeld
        ? agree(Long.parseLong(left.group(1)), Long.parseLong(expected.group(1)), elapsed)
        : server.equals(twin);
  }

  private static String run(ScriptTwin twin, Command.Run run) {
    try {
      return twin.run(run.script(), run.keys(), run.arguments()).toString();
    } catch (StoreException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String answer(Response<?> response) {
    try {
      return String.valueOf(response.get());
    } catch (JedisDataException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
