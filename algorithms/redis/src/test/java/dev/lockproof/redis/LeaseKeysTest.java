// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The keys of a lease and of its counter. */
class LeaseKeysTest {
  private final LeaseKeys keys = new LeaseKeys("p");

  /** They share a hash slot, whatever the resource does to the choice. */
  @ParameterizedTest
  @ValueSource(strings = {"r", "東京", "{tag}:r", "{}r", "{r", "}r{", "{{a}}", "\uD83D\uDD12"})
  void shareASlot(String resource) {
    List<String> both = keys.of(resource);
    assertThat(JedisClusterCRC16.getSlot(both.get(1)))
        .isEqualTo(JedisClusterCRC16.getSlot(both.get(0)));
  }

  /** A tag in the resource chooses the slot, so that leases can be kept beside their data. */
  @Test
  void tagIsHonoured() {
    assertThat(JedisClusterCRC16.getSlot(keys.of("{tag}:r").get(0)))
        .isEqualTo(JedisClusterCRC16.getSlot("tag"));
  }

  /** A resource is told from another by its key. */
  @Test
  void keysAreReadable() {
    assertThat(keys.of("orders/7").get(0)).isEqualTo("p:lease:orders/7");
    assertThat(keys.of("orders/7").get(1)).matches("p:token:\\{\\d+}");
  }
}
