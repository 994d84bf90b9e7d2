// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lease;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks a store to renew several of its leases at a time, for a {@link LeaseKeeper}.
 *
 * <p>A store has one object of this kind for all its leases: those share requests, and share their
 * fate. Leases of two stores have nothing in common.
 */
public interface Renewer {

  /** Returns how many leases may be in one request. */
  int most();

  /**
   * Asks to renew leases of this store, each for the time-to-live that it was granted for, and
   * hands over the reply, once: an answer for each, in their order. An exception of the reply means
   * that there is none for any.
   */
  void request(List<? extends LeaseHandle> leases, Consumer<Supplier<List<Renewal>>> then);

  /** Returns one for a store that renews each lease by itself. */
  static Renewer oneByOne() {
    return new Renewer() {
      @Override
      public int most() {
        return 1;
      }

      @Override
      public void request(
          List<? extends LeaseHandle> leases, Consumer<Supplier<List<Renewal>>> then) {
        LeaseHandle lease = leases.get(0);
        lease.requestRenewal(
            lease.grantedMillis(), reply -> then.accept(() -> List.of(reply.get())));
      }
    };
  }
}
