// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.net.URI;
import java.util.Locale;

/**
 * A running Redis server that can be broken in the ways real ones break.
 *
 * <p>A server of the user (a URL) is never paused, killed or filled up: those methods throw {@link
 * UnsupportedOperationException} where {@link #isOurs} is false.
 */
public interface RedisServer extends AutoCloseable {

  /** Returns the address with credentials, if any, as {@code redis://[user:password@]host:port}. */
  URI uri();

  /** Returns the host to connect to. */
  default String host() {
    return uri().getHost();
  }

  /** Returns the port to connect to. */
  default int port() {
    return uri().getPort();
  }

  /** Returns where this server came from. */
  Origin origin();

  /** Returns whether the server was started here, and so may be broken. */
  boolean isOurs();

  /** Stops the server where it stands; connections stay open and nobody answers. */
  void pause();

  /** Continues a paused server. */
  void resume();

  /** Kills the server without any chance to say goodbye. */
  void kill();

  /**
   * Starts a killed server again, on the same port. What it remembers is what it was told to
   * persist: nothing, unless started with {@code --appendonly yes}.
   */
  void restart();

  /** Leaves no memory for writes: each one is answered with an OOM error. */
  default void fillMemory() {
    requireOurs("fillMemory");
    ask("CONFIG", "SET", "maxmemory", "1");
  }

  /** Undoes {@link #fillMemory}. */
  default void freeMemory() {
    requireOurs("freeMemory");
    ask("CONFIG", "SET", "maxmemory", "0");
  }

  /** Sends one command over a connection of its own and returns the reply as text. */
  default String ask(String... command) {
    return Resp.ask(uri(), command);
  }

  /** Ends the server, if it was started here. */
  @Override
  void close();

  /** Throws unless {@link #isOurs}. */
  default void requireOurs(String what) {
    if (!isOurs()) {
      throw new UnsupportedOperationException(
          String.format(Locale.ROOT, "%s: %s is not ours to break", what, origin()));
    }
  }
}
