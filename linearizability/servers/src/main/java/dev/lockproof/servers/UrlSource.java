// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A server of the user, at a URL; it is used and never broken. */
final class UrlSource implements Source {
  private final URI uri;

  UrlSource(URI uri) {
    if (!"redis".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
      throw new ServerException(
          "backend.redis: "
              + RedisServers.hidden(uri)
              + " is not redis://[user:password@]host:port");
    }
    this.uri = uri;
  }

  @Override
  public Finding probe() {
    try {
      return new Finding("url", true, "redis " + Info.of(uri).version(), "");
    } catch (ServerException e) {
      return new Finding(
          "url",
          false,
          String.valueOf(e.getMessage()),
          "start a server there, or leave the URL out");
    }
  }

  @Override
  public RedisServer start(Path log, List<String> options) {
    if (!options.isEmpty()) {
      throw new ServerException("a server at a URL cannot be started with " + options);
    }
    return new Theirs(uri, new Origin("url", Info.of(uri).version(), "", RedisServers.hidden(uri)));
  }

  /** The server at the URL. */
  private record Theirs(URI uri, Origin origin) implements RedisServer {
    @Override
    public boolean isOurs() {
      return false;
    }

    @Override
    public void pause() {
      requireOurs("pause");
    }

    @Override
    public void resume() {
      requireOurs("resume");
    }

    @Override
    public void kill() {
      requireOurs("kill");
    }

    @Override
    public void restart() {
      requireOurs("restart");
    }

    @Override
    public void close() {}
  }
}
