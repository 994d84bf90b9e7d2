// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.LeaseTerms;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * The names of leases and token counters in Redis.
 *
 * <p>A script on a cluster may touch one hash slot only, so a lease and its counter must share it.
 * There is one counter per slot, which many resources share and which never expires: tokens of one
 * resource then never start again, and there are at most as many counters as slots.
 */
final class LeaseKeys {
  private static final int SLOTS = 16_384;

  /** For each slot a tag that hashes to it. */
  private static final String[] TAGS = tags();

  private final String prefix;

  LeaseKeys(String prefix) {
    LeaseTerms.resource(prefix);
    if (prefix.contains("{") || prefix.contains("}")) {
      throw new IllegalArgumentException(
          "key prefix must not have braces, they would choose the hash slot: " + prefix);
    }
    this.prefix = prefix;
  }

  /** Returns the keys of the lease of a resource and of its counter. */
  List<String> of(String resource) {
    String lease = lease(resource);
    return List.of(lease, prefix + ":token:{" + TAGS[JedisClusterCRC16.getSlot(lease)] + "}");
  }

  /** Returns the key of the lease of a resource. */
  String lease(String resource) {
    return prefix + ":lease:" + LeaseTerms.resource(resource);
  }

  private static String[] tags() {
    var tags = new String[SLOTS];
    Arrays.fill(tags, "");
    int missing = SLOTS;
    for (int i = 0; missing > 0; i++) {
      String tag = Integer.toString(i);
      int slot = JedisClusterCRC16.getSlot(tag);
      if (tags[slot].isEmpty()) {
        tags[slot] = tag;
        missing--;
      }
    }
    return tags;
  }
}
