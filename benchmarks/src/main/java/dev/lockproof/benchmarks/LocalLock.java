// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.benchmarks;

import dev.lockproof.local.AbortableClhLock;
import dev.lockproof.local.AndersonLock;
import dev.lockproof.local.ClhLock;
import dev.lockproof.local.HandOffLock;
import dev.lockproof.local.McsLock;
import dev.lockproof.local.ReciprocatingLock;
import dev.lockproof.local.TasLock;
import dev.lockproof.local.ThreeStateLock;
import dev.lockproof.local.TicketLock;
import dev.lockproof.local.TtasLock;
import java.util.concurrent.locks.ReentrantLock;

/** The locks that are compared: those of this project, then what people would pick instead. */
public enum LocalLock implements Claimant {
  /** {@link ClhLock}: first come, first served. */
  CLH("clh.cost") {
    @Override
    Passage create() {
      return passage(new ClhLock());
    }
  },

  /** {@link TasLock}: no order. */
  TAS("tas.cost") {
    @Override
    Passage create() {
      return passage(new TasLock());
    }
  },

  /** {@link TtasLock}: no order, with backoff. */
  TTAS("ttas.cost") {
    @Override
    Passage create() {
      return passage(new TtasLock());
    }
  },

  /** {@link TicketLock}: first come, first served. */
  TICKET("ticket.cost") {
    @Override
    Passage create() {
      return passage(new TicketLock());
    }
  },

  /** {@link AndersonLock}: first come, first served. */
  ANDERSON("anderson.cost") {
    @Override
    Passage create() {
      return passage(new AndersonLock());
    }
  },

  /** {@link McsLock}: first come, first served. */
  MCS("mcs.cost") {
    @Override
    Passage create() {
      return passage(new McsLock());
    }
  },

  /** {@link ReciprocatingLock}: a waiter is overtaken once at most. */
  RECIPROCATING("reciprocating.cost") {
    @Override
    Passage create() {
      return passage(new ReciprocatingLock());
    }
  },

  /** {@link AbortableClhLock}: first come, first served, and waiters may give up. */
  ABORTABLE_CLH("abortable-clh.cost") {
    @Override
    Passage create() {
      return passage(new AbortableClhLock());
    }
  },

  /** {@link HandOffLock}: first come, first served, reentrant, with conditions. */
  HAND_OFF("hand-off.cost") {
    @Override
    Passage create() {
      return passage(new HandOffLock());
    }
  },

  /** {@link ThreeStateLock}: no order, and waiters park. */
  THREE_STATE("three-state.cost") {
    @Override
    Passage create() {
      return passage(new ThreeStateLock());
    }
  },

  /** {@link ReentrantLock} that lets a newcomer overtake. */
  REENTRANT_UNFAIR("") {
    @Override
    Passage create() {
      return passage(new ReentrantLock(false));
    }
  },

  /** {@link ReentrantLock} in order of arrival. */
  REENTRANT_FAIR("") {
    @Override
    Passage create() {
      return passage(new ReentrantLock(true));
    }
  };

  private final String claim;

  LocalLock(String claim) {
    this.claim = claim;
  }

  @Override
  public String claim() {
    return claim;
  }

  /** Makes a lock of this kind. */
  abstract Passage create();

  private static Passage passage(ClhLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  private static Passage passage(TasLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  private static Passage passage(TtasLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  private static Passage passage(TicketLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  private static Passage passage(AndersonLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  private static Passage passage(McsLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  private static Passage passage(ReciprocatingLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  private static Passage passage(AbortableClhLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  private static Passage passage(HandOffLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  private static Passage passage(ThreeStateLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  private static Passage passage(ReentrantLock lock) {
    return new Passage(lock::lock, lock::unlock);
  }

  /** What every lock has; each JVM loads one implementation only, so calls are inlined. */
  record Passage(Runnable lock, Runnable unlock) {}
}
