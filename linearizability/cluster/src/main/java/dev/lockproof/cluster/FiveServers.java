// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.cluster;

import dev.lockproof.redis.Instances;
import dev.lockproof.servers.RedisServer;
import dev.lockproof.servers.RedisServers;
import dev.lockproof.servers.ServerException;
import dev.lockproof.servers.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/** Five real servers that know nothing of each other, each with a wire that can be broken. */
final class FiveServers implements AutoCloseable {
  static final int COUNT = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String prefix;
  private final List<RedisServer> servers = new ArrayList<>();
  private final List<TcpProxy> wires = new ArrayList<>();

  private FiveServers(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Starts them.
   *
   * @throws ServerException if there is but one server, that of the user
   */
  static FiveServers start(Setting setting) {
    var five = new FiveServers(setting.prefix());
    try {
      for (int i = 0; i < COUNT; i++) {
        RedisServer server = RedisServers.start(setting.work().resolve("redlock-" + i + ".log"));
        five.servers.add(server);
        if (!server.isOurs()) {
          throw new ServerException(
              "five servers are needed, and a URL names one: " + server.uri());
        }
        five.wires.add(new TcpProxy(server.host(), server.port()));
      }
      return five;
    } catch (ServerException e) {
      five.close();
      throw e;
    }
  }

  RedisServer server(int i) {
    return servers.get(i);
  }

  TcpProxy wire(int i) {
    return wires.get(i);
  }

  /** Returns a way to all servers that no proxy breaks. */
  Instances direct() {
    return Instances.servers(
        servers.stream().map(s -> new HostAndPort(s.host(), s.port())).toList(),
        DefaultJedisClientConfig.builder().build(),
        PATIENCE);
  }

  /** Returns a way to all servers through the proxies. */
  Instances wired(Duration patience) {
    return Instances.servers(
        wires.stream().map(wire -> new HostAndPort("127.0.0.1", wire.port())).toList(),
        DefaultJedisClientConfig.builder().build(),
        patience);
  }

  /** The same, with the patience that is usual here. */
  Instances wired() {
    return wired(PATIENCE);
  }

  void heal() {
    wires.forEach(TcpProxy::heal);
  }

  /** Returns the servers that have a lease of the resource. */
  List<Integer> having(String resource) {
    return IntStream.range(0, COUNT)
        .filter(i -> servers.get(i).ask("EXISTS", key(resource)).equals("1"))
        .boxed()
        .toList();
  }

  /** Returns the milliseconds that the lease of the resource has left on a server. */
  long left(int i, String resource) {
    return Long.parseLong(servers.get(i).ask("PTTL", key(resource)));
  }

  /** Lets the clock of a server jump, as far as this resource can tell. */
  void jump(int i, String resource, Duration forward) {
    long left = left(i, resource) - forward.toMillis();
    servers.get(i).ask("PEXPIRE", key(resource), Long.toString(left));
  }

  /** Returns what a server says of the resource: the owner, or nothing. */
  String owner(int i, String resource) {
    return servers.get(i).ask("GET", key(resource));
  }

  private String key(String resource) {
    return prefix + ":lease:" + resource;
  }

  @Override
  public void close() {
    wires.forEach(TcpProxy::close);
    servers.forEach(RedisServer::close);
  }
}
