// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import dev.lockproof.lease.LeaseHandle;
import dev.lockproof.lease.Renewal;
import dev.lockproof.lease.Renewer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Renews many leases of a store in one request. */
final class ManyRenewals implements Renewer {
  private static final int MOST = 1024;

  private final Scripts scripts;

  ManyRenewals(Scripts scripts) {
    this.scripts = scripts;
  }

  /** A lease as the server knows it. */
  interface Owned {
    List<String> keyAndOwner();
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public void request(List<? extends LeaseHandle> leases, Consumer<Supplier<List<Renewal>>> then) {
    var keys = new ArrayList<String>(leases.size());
    var arguments = new ArrayList<String>(2 * leases.size());
    for (LeaseHandle lease : leases) {
      List<String> keyAndOwner = ((Owned) lease).keyAndOwner();
      keys.add(keyAndOwner.get(0));
      arguments.add(keyAndOwner.get(1));
      arguments.add(Long.toString(lease.grantedMillis()));
    }
    scripts.send(
        Script.RENEW,
        keys,
        arguments,
        reply -> then.accept(() -> reply.get().stream().map(ManyRenewals::renewal).toList()));
  }

  /** A word that is none is an error about that key alone. */
  private static Renewal renewal(String word) {
    return switch (word) {
      case "RENEWED" -> Renewal.RENEWED;
      case "LOST" -> Renewal.LOST;
      default -> Renewal.UNKNOWN;
    };
  }
}
