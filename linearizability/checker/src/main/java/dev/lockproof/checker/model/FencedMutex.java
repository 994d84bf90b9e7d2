// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.ANY;
import static dev.lockproof.checker.model.Operand.DONE;
import static dev.lockproof.checker.model.Operand.INTEGER;
import static dev.lockproof.checker.model.Operand.INTEGER_OR_NONE;
import static dev.lockproof.checker.model.Operand.NONE;
import static dev.lockproof.checker.model.Operand.TOKEN_AND_VALUE;

import dev.lockproof.checker.history.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lease whose grants carry fencing tokens, and the guard that checks them.
 *
 * <table>
 * <caption>Operations</caption>
 * <tr><th>f</th><th>takes</th><th>gives</th></tr>
 * <tr><td>acquire</td><td>nothing</td><td>the token, or null for a miss</td></tr>
 * <tr><td>renew</td><td>token</td><td>false when the holder found that the lease is lost</td></tr>
 * <tr><td>release</td><td>token</td><td>false when the store had lost it already</td></tr>
 * <tr><td>raise</td><td>token</td><td>false when refused as stale</td></tr>
 * <tr><td>write</td><td>[token, value]</td><td>false when refused as stale</td></tr>
 * <tr><td>read</td><td>the reader's token, or null</td><td>anything</td></tr>
 * </table>
 *
 * <p>A lease may expire at any time, so a grant may follow a grant. These are the rules:
 *
 * <ul>
 *   <li><i>Tokens</i>: each grant carries a token greater than every one before.
 *   <li><i>Ownership</i>: renew and release succeed only for the last grant while the store has it,
 *       renew only while its holder did not find it lost. Nobody releases a grant twice.
 *   <li><i>Misses</i>: an acquire misses only while the store may have a lease: one is granted, and
 *       neither released nor answered to be gone. A holder that finds it lost may do so by its own
 *       clock, before the store does.
 *   <li><i>Fenced order</i>: a write is accepted only if no raise, read or write of a greater token
 *       came before.
 *   <li><i>Refusals</i>: a raise or write is refused only if a greater token was raised or written
 *       before; an accepted raise is not smaller than these.
 * </ul>
 *
 * <p>What a read returns is not judged here. Of an acquire of unknown outcome the token is unknown;
 * it is supposed to lie between those of the known grants around it.
 */
public final class FencedMutex implements Model<FencedMutex.State> {
  private static final Signature SIGNATURE =
      new Signature()
          .with("acquire", NONE, INTEGER_OR_NONE)
          .with("renew", INTEGER, DONE)
          .with("release", INTEGER, DONE)
          .with("raise", INTEGER, DONE)
          .with("write", TOKEN_AND_VALUE, DONE)
          .with("read", INTEGER_OR_NONE, ANY);

  /** Creates the model. */
  public FencedMutex() {}

  /** Returns the token that an operation brings along; a read may have none. */
  public static long token(Operation operation) {
    Object input = operation.input();
    if (input instanceof List<?> pair) {
      input = pair.get(0);
    }
    return input instanceof Long token ? token : Long.MIN_VALUE;
  }

  @Override
  public State init() {
    return new State(Long.MIN_VALUE, Holder.NOBODY, Long.MIN_VALUE, Long.MIN_VALUE);
  }

  @Override
  public @Nullable State step(State state, Operation operation) {
    return switch (operation.f()) {
      case "acquire" -> acquire(state, operation);
      case "renew" -> renew(state, operation);
      case "release" -> release(state, operation);
      default -> guard(state, operation);
    };
  }

  private static @Nullable State acquire(State state, Operation operation) {
    if (operation.isInfo()) {
      return state.with(Holder.SOMEBODY);
    }
    if (operation.output() instanceof Long token) {
      return token > state.last ? new State(token, Holder.LAST, state.guard, state.read) : null;
    }
    return state.holder == Holder.NOBODY ? null : state;
  }

  private static @Nullable State renew(State state, Operation operation) {
    long token = token(operation);
    boolean owns = state.holder == Holder.LAST && state.last == token;
    if (OwnerMutex.isRefused(operation)) {
      return token > state.last ? null : owns ? state.with(Holder.LAST_BUT_LOST) : state;
    }
    return owns ? state : null;
  }

  private static @Nullable State release(State state, Operation operation) {
    long token = token(operation);
    boolean last = state.holder == Holder.LAST || state.holder == Holder.LAST_BUT_LOST;
    if (last && state.last == token) {
      return state.with(Holder.NOBODY);
    }
    return OwnerMutex.isRefused(operation) && token <= state.last ? state : null;
  }

  private static @Nullable State guard(State state, Operation operation) {
    long token = token(operation);
    if (operation.f().equals("read")) {
      return new State(state.last, state.holder, state.guard, Math.max(state.read, token));
    }
    if (Boolean.FALSE.equals(operation.output())) {
      return token < state.guard ? state : null;
    }
    boolean fenced = operation.f().equals("raise") || token >= state.read;
    boolean accepted = token >= state.guard && fenced;
    return accepted ? new State(state.last, state.holder, token, state.read) : null;
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return switch (operation.f()) {
      case "acquire" -> operation.output() == null;
      case "raise", "write" -> Boolean.FALSE.equals(operation.output());
      default -> false;
    };
  }

  @Override
  public String describe(State state) {
    return "%s; the guard is at %s, reads are at %s"
        .formatted(
            switch (state.holder) {
              case NOBODY -> "free after token " + text(state.last);
              case LAST -> "granted with token " + text(state.last);
              case LAST_BUT_LOST -> "found lost by the holder of token " + text(state.last);
              case SOMEBODY -> "perhaps granted by an acquire of unknown outcome";
            },
            text(state.guard),
            text(state.read));
  }

  private static String text(long token) {
    return token == Long.MIN_VALUE ? "none" : Long.toString(token);
  }

  /** Who holds the lease. */
  public enum Holder {
    NOBODY,
    /** The process that was granted the last known token. */
    LAST,
    /** The same, but it has found the lease lost; the store may still have it. */
    LAST_BUT_LOST,
    /** A process whose acquire is of unknown outcome. */
    SOMEBODY
  }

  /**
   * The last token granted, who holds the lease, the greatest token accepted by a raise or write,
   * and the greatest token of a read.
   */
  public record State(long last, Holder holder, long guard, long read) {
    State with(Holder newHolder) {
      return new State(last, newHolder, guard, read);
    }
  }
}
