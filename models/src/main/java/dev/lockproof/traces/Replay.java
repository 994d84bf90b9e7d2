// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.traces;

import dev.lockproof.litmus.Access;
import dev.lockproof.litmus.Machine;
import dev.lockproof.litmus.Memory;
import dev.lockproof.litmus.Mode;
import dev.lockproof.litmus.Permit;
import dev.lockproof.litmus.Ref;
import dev.lockproof.litmus.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thread's code, run again from the start of its passage with what it has read so far, up to
 * the access that comes next.
 */
final class Replay implements Memory {
  /** How the names of objects begin that threads make: then comes the thread, and a number. */
  static final String NEW = "new";

  private static final Pattern FIELD = Pattern.compile(".* [gs]et [A-Za-z]\\w*(?: #\\d+)?");

  private final Machine machine;
  private final int thread;
  private final List<Object> results;
  private final List<Done> done = new ArrayList<>();
  private End end = End.PENDING;
  private int next;
  private int looks;
  private int loopedAt;
  private int allocated;
  private @Nullable Pending pending;

  /**
   * Among results: the reads that follow each find what they have found before, until something
   * else comes, but no more than so many.
   */
  record Vain(Map<String, Object> reads, int most) {}

  /** A read of the turn of a loop, and what it found; or any other access. */
  private record Done(String site, Access.Kind kind, String location, Object result) {}

  /**
   * The access that comes next.
   *
   * @param site where it stands in the code
   * @param places the calls that led there, the innermost first
   * @param turn what has been read since the same access came last, if the thread has only read
   *     since, and found nothing to go on with; else null
   */
  record Pending(
      Access access,
      String location,
      String site,
      List<Object> operands,
      List<Machine.Place> places,
      @Nullable Map<String, Object> turn) {

    /** Returns whether the thread would park here. */
    boolean parks() {
      return site.equals("park");
    }

    /** Returns whether it unparks a thread. */
    boolean unparks() {
      return site.equals("unpark");
    }

    /** Returns whether it is an ordinary field's, and not volatile. */
    boolean isPlain() {
      return access.mode() == Mode.PLAIN && FIELD.matcher(site).matches();
    }

    /** Returns whether it is a VarHandle's or a volatile field's, and so may be a step. */
    boolean counts() {
      return !parks() && !unparks() && !isPlain();
    }
  }

  /**
   * Prepares to run thread number {@code thread}.
   *
   * @param results what its accesses have given it since it began its passage
   * @param allocated how many objects it had made before that
   */
  Replay(Machine machine, int thread, List<Object> results, int allocated) {
    this.machine = machine;
    this.thread = thread;
    this.results = results;
    this.allocated = allocated;
  }

  /** Code that is run. */
  interface Code {
    /** Runs it. */
    void run(Memory memory);
  }

  /** How far the code came. */
  enum End {
    /** An access comes next. */
    PENDING,
    /** The code has returned. */
    RETURNED,
    /** It has thrown an exception. */
    THROWN
  }

  /** Runs {@code code} as far as the results go. */
  void run(Code code) {
    machine.restart();
    try {
      code.run(this);
      end = End.RETURNED;
    } catch (Stop stop) {
      end = stop.why() == Stop.Why.THROWN ? End.THROWN : End.PENDING;
    }
  }

  /** Returns how far the code came. */
  End end() {
    return end;
  }

  /** Returns the access that comes next, or null if none does, or none but vain reads. */
  @Nullable Pending pending() {
    return pending;
  }

  /** Returns how many objects it has made by now. */
  int allocated() {
    return allocated;
  }

  @Override
  public Object perform(Access access, String location, String site, Object... operands) {
    if (location.endsWith(".fields")) {
      return 1; // of a thread, which all see whole here
    }
    if (next < results.size() && results.get(next) instanceof Vain vain) {
      Object same = access.kind() == Access.Kind.GET ? vain.reads().get(location) : null;
      if (same != null) {
        if (++looks > vain.most()) {
          throw new Stop(Stop.Why.CUT, "it looks for ever");
        }
        done.add(new Done(site, access.kind(), location, same));
        return same;
      }
      next++;
    }
    if (next < results.size()) {
      Object result = results.get(next++);
      done.add(new Done(site, access.kind(), location, result));
      return result;
    }
    pending = new Pending(access, location, site, List.of(operands), machine.places(), turn(site));
    throw new Stop(Stop.Why.CUT, "so far");
  }

  private @Nullable Map<String, Object> turn(String site) {
    Map<String, Object> read = new TreeMap<>();
    for (int i = done.size() - 1; i >= 0; i--) {
      Done before = done.get(i);
      if (before.kind() != Access.Kind.GET) {
        return null;
      }
      read.put(before.location(), before.result());
      if (before.site().equals(site)) {
        return loopedAt > i ? read : null;
      }
    }
    return null;
  }

  @Override
  public void fence(Mode mode) {}

  @Override
  public boolean toss() {
    return false; // a wake-up for no reason only makes a waiter look again
  }

  @Override
  public Ref allocate(String type) {
    return new Ref(NEW + thread + "_" + ++allocated, type);
  }

  /** Returns the greatest number that an object of {@code thread} has among {@code names}, or 0. */
  static int most(int thread, Iterable<String> names) {
    String own = NEW + thread + "_";
    int most = 0;
    for (String name : names) {
      if (name.startsWith(own)) {
        most = Math.max(most, Integer.parseInt(name.substring(own.length())));
      }
    }
    return most;
  }

  @Override
  public Ref currentThread() {
    return new Ref("Thread" + thread, "java/lang/Thread");
  }

  @Override
  public Permit permit() {
    return Permit.SYNCHRONIZES;
  }

  @Override
  public void loop() {
    loopedAt = done.size();
  }
}
