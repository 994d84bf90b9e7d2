// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.simulation;

import dev.lockproof.lease.FencingToken;
import dev.lockproof.lease.LeaseHandle;
import dev.lockproof.lease.Release;
import dev.lockproof.lease.Renewal;
import dev.lockproof.redis.Script;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches a run, knowing everything, and notes what is violated. */
final class Monitor {
  private static final int NO_KEY = -2;

  /** Longer than rounding. */
  private static final long GRAIN = 1_000;

  /** A token that somebody was granted. */
  private record Issued(int place, FencingToken token) {}

  private final Run run;
  private final Set<Property> violated = EnumSet.noneOf(Property.class);
  private final List<Issued> issued = new ArrayList<>();
  private final Set<LeaseHandle> ended = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> freed = new ArrayList<>();
  private final @Nullable Tracer tracer;
  private final @Nullable Scribe scribe;
  private int latestPlace = -1;

  Monitor(Run run) {
    this.run = run;
    this.tracer = run.tracer();
    this.scribe = run.scribe();
  }

  Set<Property> violated() {
    return violated;
  }

  void check(Property property, boolean isKept) {
    if (!isKept) {
      violated.add(property);
    }
  }

  /**
   * A server has run a script; before, its key had that owner, and before and after that
   * time-to-live.
   */
  void ran(
      Server server, Operation operation, boolean isDone, String owner, long before, long after) {
    Client client = (Client) operation.from();
    boolean isGrant =
        operation.script() == Script.GRANT || operation.script() == Script.GRANT_PLAIN;
    if (isGrant && isDone && operation.owner().equals(client.owner())) {
      client.wasGrantedBy(server);
    }
    boolean isOwn = owner.equals(operation.owner());
    if (operation.isRenewal() && operation.script() != Script.RELEASE) {
      boolean isKept = (before == NO_KEY) == (after == NO_KEY) && after >= before;
      check(Property.EXTENSION, isKept);
      check(Property.OWNERSHIP, isKept && (isOwn || after == before));
    }
    if (operation.script() == Script.RELEASE) {
      check(Property.OWNERSHIP, isOwn || after == before);
      check(Property.RELEASE, isOwn || after == before);
    }
    if (isGrant && isDone) {
      everybody();
    }
  }

  /** A client has asked so many servers. */
  void asked(Client client, Script script, String owner, int servers) {
    if (script == Script.RELEASE) {
      check(Property.RELEASE, servers == run.servers().size());
      freed.add(owner);
    }
  }

  /** A client is about to ask for a lease, to renew it, or to release it. */
  void asks(Client client) {
    if (scribe != null) {
      scribe.asks(client);
    }
  }

  void renews(Client client) {
    if (scribe != null) {
      scribe.renews(client);
    }
  }

  void releases(Client client) {
    if (tracer != null) {
      tracer.releases(client);
    }
    if (scribe != null) {
      scribe.releases(client);
    }
  }

  private void told(Client client, Step step) {
    if (tracer != null) {
      tracer.told(client, step);
    }
  }

  void granted(Client client, LeaseHandle lease) {
    told(client, Step.HOLD);
    if (scribe != null) {
      scribe.granted(client);
    }
    run.nemesis().granted();
    long left = lease.remaining().toNanos();
    check(Property.VALIDITY, left > 0 && client.clock.getAsLong() + left <= client.limit + GRAIN);
    check(Property.QUORUM, client.granters() * 2 > run.servers().size());
    if (client instanceof FencedClient fenced) {
      tokens(new Issued(fenced.place(), fenced.token()));
    }
    everybody();
  }

  private void tokens(Issued latest) {
    for (Issued other : issued) {
      boolean comparable = other.token.isComparableTo(latest.token);
      if (comparable && other.place != latest.place) {
        boolean isOrdered = other.token.isOlderThan(latest.token) == other.place < latest.place;
        check(Property.TOKENS, isOrdered && other.token.value() != latest.token.value());
      }
    }
    issued.add(latest);
  }

  void notGranted(Client client, @Nullable Throwable trouble) {
    told(client, trouble == null ? Step.MISS : Step.CUT);
    if (scribe != null) {
      scribe.notGranted(client, trouble);
    }
    if (client instanceof FencedClient fenced) {
      check(Property.OUTCOME, trouble != null || fenced.isHeard());
    } else {
      check(Property.RELEASE, freed.contains(client.owner()));
    }
  }

  void looked(Client client, LeaseHandle lease, boolean isHeld) {
    if (scribe != null) {
      scribe.looked(client, isHeld);
    }
    handle(lease, isHeld);
    check(Property.VALIDITY, !isHeld || client.clock.getAsLong() < client.limit + GRAIN);
    if (isHeld) {
      for (Client other : run.clients()) {
        check(Property.WORK, other == client || !other.isWorking());
      }
      everybody();
    }
  }

  private void handle(LeaseHandle lease, boolean isHeld) {
    if (!isHeld) {
      ended.add(lease);
    } else {
      check(Property.HANDLE, !ended.contains(lease));
    }
  }

  void renewed(Client client, LeaseHandle lease, Renewal renewal, long until, boolean wasHeld) {
    told(client, renewal == Renewal.UNKNOWN ? Step.UNHEARD : Step.RENEWED);
    if (scribe != null) {
      scribe.renewed(client, renewal);
    }
    if (!wasHeld) {
      ended.add(lease);
    }
    boolean isHeld = lease.isHeld();
    long left = lease.remaining().toNanos();
    long now = client.clock.getAsLong();
    handle(lease, isHeld);
    check(Property.HANDLE, !isHeld || now < client.limit + GRAIN);
    check(Property.VALIDITY, now + left <= Math.max(client.limit, until) + GRAIN || left == 0);
    boolean isLate = renewal == Renewal.RENEWED && now >= until + GRAIN;
    check(Property.VALIDITY, !isLate || client instanceof FencedClient); // its old deadline counts
    everybody();
  }

  /** The holder has released while it was asking to renew, and now that is answered. */
  void left(LeaseHandle lease) {
    check(Property.HANDLE, !lease.isHeld() || !ended.contains(lease));
  }

  void released(Client client, LeaseHandle lease, Release release, boolean wasHeld) {
    if (scribe != null) {
      scribe.released(client, release);
    }
    ended.add(lease);
    boolean isExact = wasHeld && !run.hasServerFault();
    check(Property.HANDLE, !isExact || release != Release.ALREADY_LOST);
    check(Property.HANDLE, !lease.isHeld());
  }

  void accessed(Resource.Access access, boolean isWrite) {
    check(Property.ORDER, !isWrite || access.place() >= latestPlace);
    latestPlace = Math.max(latestPlace, access.place());
  }

  /** Looks at what all clients believe. */
  void everybody() {
    int believers = 0;
    for (Client client : run.clients()) {
      if (client.believes()) {
        believers++;
        check(Property.EXPIRY, run.isWithMajority(client.owner()));
      }
    }
    check(Property.BELIEF, believers <= 1);
  }
}
