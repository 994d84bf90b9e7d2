// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
/**
 * Starts real servers and breaks them.
 *
 * <p>{@link dev.lockproof.servers.RedisServers} finds a server in the first place that has one: a
 * URL that the user gave, a Docker engine, the binary in a Maven artifact, one on the PATH. {@link
 * dev.lockproof.servers.RedisServer} stops, continues, kills and restarts it; {@link
 * dev.lockproof.servers.TcpProxy} breaks the wire in front of it.
 *
 * <p><b>Conventions.</b> Whatever is started here ends with the JVM that started it, however that
 * JVM ends: see {@link dev.lockproof.servers.Leash}. What was used is told by {@link
 * dev.lockproof.servers.Origin} and belongs into the evidence. Trouble with a server is a {@link
 * dev.lockproof.servers.ServerException}, which says nothing about any claim.
 *
 * <p><b>Deliberately absent.</b> A client: layers bring the one that their subject uses.
 */
@NullMarked
package dev.lockproof.servers;

import org.jspecify.annotations.NullMarked;
