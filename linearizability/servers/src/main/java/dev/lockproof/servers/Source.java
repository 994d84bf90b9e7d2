// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.servers;

import java.nio.file.Path;
import java.util.List;

/** A place where a server may come from. */
interface Source {

  /** Says whether a server can be had from here, changing nothing. */
  Finding probe();

  /**
   * Starts a server.
   *
   * @param log file for what the server prints
   * @param options options of {@code redis-server}, as on its command line
   * @throws ServerException when there is none to be had from here; the message says why
   */
  RedisServer start(Path log, List<String> options);
}
