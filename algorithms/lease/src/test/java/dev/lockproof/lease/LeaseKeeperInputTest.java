// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import static dev.lockproof.lease.VirtualStore.TTL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a keeper refuses, and how it ends. */
class LeaseKeeperInputTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualStore store = new VirtualStore();
  private final Renewer renewer = store.renewer(1024);
  private final LeaseKeeper keeper = store.keeper();

  /** What cannot be kept is refused, and what has ended is not kept. */
  @Test
  @Tag("lease-keeper.owned")
  void badInput() {
    VirtualStore.Held lease = store.lease("r", renewer);
    assertThatIllegalArgumentException().isThrownBy(() -> keeper.keep(lease, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> keeper.keep(lease, Duration.ofNanos(-1)));
    Lease foreign =
        (Lease)
            Proxy.newProxyInstance(
                Lease.class.getClassLoader(), new Class<?>[] {Lease.class}, (p, m, a) -> "foreign");
    assertThatIllegalArgumentException().isThrownBy(() -> keeper.keep(foreign, HOUR));
    assertThat(keeper.keep(lease, HOUR)).isSameAs(lease);
    assertThatIllegalStateException().isThrownBy(() -> keeper.keep(lease, HOUR));
    VirtualStore.Held released = store.lease("s", renewer);
    released.release();
    keeper.keep(released, HOUR);
    assertThat(keeper.size()).isOne();
    assertThat(keeper).hasToString("keeper of 1 leases");
  }

  /** A closed keeper keeps nothing; what is held expires. */
  @Test
  @Tag("lease-keeper.bound")
  void closed() {
    VirtualStore.Held lease = keeper.keep(store.lease("r", renewer), HOUR);
    keeper.close();
    keeper.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> keeper.keep(store.lease("s", renewer), HOUR));
    store.advance(TTL);
    assertThat(lease.isHeld()).isFalse();
    assertThat(store.requests).isEmpty();
  }
}
