// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a method of {@code VarHandle} does to its variable, and in which modes. */
public record Access(Kind kind, Mode read, Mode write) {

  /** The access of an ordinary field read. */
  static final Access PLAIN_GET = new Access(Kind.GET, Mode.PLAIN, Mode.PLAIN);

  /** The access of an ordinary field write. */
  static final Access PLAIN_SET = new Access(Kind.SET, Mode.PLAIN, Mode.PLAIN);

  /** What is done. */
  public enum Kind {
    GET("get"),
    SET("set"),
    SWAP("getAndSet"),
    ADD("getAndAdd"),
    OR("getAndBitwiseOr"),
    AND("getAndBitwiseAnd"),
    XOR("getAndBitwiseXor"),
    COMPARE_AND_SET("compareAndSet"),
    WEAK_COMPARE_AND_SET("weakCompareAndSet"),
    COMPARE_AND_EXCHANGE("compareAndExchange");

    private final String stem;

    Kind(String stem) {
      this.stem = stem;
    }

    /** Returns how many values it takes beside its variable. */
    int operands() {
      return this == GET ? 0 : compares() ? 2 : 1;
    }

    boolean compares() {
      return this == COMPARE_AND_SET
          || this == WEAK_COMPARE_AND_SET
          || this == COMPARE_AND_EXCHANGE;
    }

    boolean updates() {
      return this != GET && this != SET;
    }
  }

  /** Returns what {@code VarHandle.<method>} does, or empty if there is no such access. */
  static Optional<Access> of(String method) {
    Kind found = null;
    for (Kind kind : Kind.values()) {
      if (method.startsWith(kind.stem) && (found == null || longer(kind, found))) {
        found = kind;
      }
    }
    return found == null ? Optional.empty() : of(found, method.substring(found.stem.length()));
  }

  private static boolean longer(Kind kind, Kind than) {
    return kind.stem.length() > than.stem.length();
  }

  private static Optional<Access> of(Kind kind, String suffix) {
    String weakest = kind.updates() ? "Plain" : "";
    String strongest = kind.updates() ? "" : "Volatile";
    Access access =
        suffix.equals(strongest)
            ? new Access(kind, Mode.VOLATILE, Mode.VOLATILE)
            : suffix.equals(weakest)
                ? new Access(kind, Mode.PLAIN, Mode.PLAIN)
                : switch (suffix) {
                  case "Opaque" -> new Access(kind, Mode.OPAQUE, Mode.OPAQUE);
                  case "Acquire" -> new Access(kind, Mode.ACQUIRE, Mode.PLAIN);
                  case "Release" -> new Access(kind, Mode.PLAIN, Mode.RELEASE);
                  default -> null;
                };
    return Optional.ofNullable(access).filter(Access::exists);
  }

  /** Returns whether {@code VarHandle} has it. */
  boolean exists() {
    return switch (kind) {
      case GET -> write != Mode.RELEASE;
      case SET -> read != Mode.ACQUIRE;
      case COMPARE_AND_SET -> read == Mode.VOLATILE;
      case WEAK_COMPARE_AND_SET -> read != Mode.OPAQUE;
      default -> read != Mode.OPAQUE && (read != Mode.PLAIN || write != Mode.PLAIN);
    };
  }

  /** Returns whether it writes where it finds {@code in}, unless it fails for no reason. */
  public boolean writes(Object in, Object... operands) {
    return kind != Kind.GET && (!kind.compares() || in.equals(operands[0]));
  }

  /** Returns what it writes where it finds {@code in}. */
  Object out(Object in, Object... operands) {
    Object last = operands[operands.length - 1];
    return switch (kind) {
      case ADD -> (Integer) in + (Integer) last;
      case OR -> (Integer) in | (Integer) last;
      case AND -> (Integer) in & (Integer) last;
      case XOR -> (Integer) in ^ (Integer) last;
      default -> last;
    };
  }

  /** Returns what it returns where it found {@code in}. */
  Object result(Object in, boolean wrote) {
    boolean tells = kind == Kind.COMPARE_AND_SET || kind == Kind.WEAK_COMPARE_AND_SET;
    return tells ? (Object) (wrote ? 1 : 0) : in;
  }

  /**
   * Returns the next weaker accesses that VarHandle has. A compareAndSet has no weaker form, but
   * compareAndExchange does the same and tells it otherwise.
   */
  List<Access> weaker() {
    Kind same = kind == Kind.COMPARE_AND_SET ? Kind.COMPARE_AND_EXCHANGE : kind;
    Access acquire = new Access(same, Mode.ACQUIRE, Mode.PLAIN);
    Access release = new Access(same, Mode.PLAIN, Mode.RELEASE);
    Access opaque = new Access(same, Mode.OPAQUE, Mode.OPAQUE);
    Access plain = new Access(same, Mode.PLAIN, Mode.PLAIN);
    boolean strongest = read == Mode.VOLATILE;
    List<Access> next =
        strongest
            ? List.of(acquire, release)
            : equals(acquire) || equals(release)
                ? List.of(kind.updates() ? plain : opaque)
                : equals(plain) ? List.of() : List.of(plain);
    return next.stream().filter(Access::exists).toList();
  }

  /** Returns the one mode that its name tells. */
  public Mode mode() {
    return read == Mode.PLAIN ? write : read;
  }

  /** Returns the name of the method, as VarHandle would call it. */
  String method() {
    Mode mode = mode();
    String suffix = mode.name().charAt(0) + mode.name().substring(1).toLowerCase(Locale.ROOT);
    boolean bare = mode == (kind.updates() ? Mode.VOLATILE : Mode.PLAIN);
    return kind.stem + (bare ? "" : suffix);
  }
}
