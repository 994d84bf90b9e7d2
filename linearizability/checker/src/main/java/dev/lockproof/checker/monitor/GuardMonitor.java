// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.monitor;

import static dev.lockproof.checker.model.FencedMutex.token;

import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.judge.Judge;
import dev.lockproof.checker.judge.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides the guard of {@link dev.lockproof.checker.model.FencedMutex}: raise, write and read.
 *
 * <p><b>Schedule.</b> In a legal order the accepted raises and writes are sorted by token. Sort
 * them so, those of one token by call, and let {@code earliest} of each be the greatest {@code
 * call} up to and including its own. No legal order has it earlier: everything of a smaller token
 * comes before it.
 *
 * <p><b>Theorem.</b> The operations are linearizable if and only if
 *
 * <ol>
 *   <li>{@code earliest < ret} for each accepted raise and write;
 *   <li>{@code earliest < read.ret} for each read and each accepted write of a smaller token;
 *   <li>for each refusal x there is a raise or write a of a greater token with {@code a.earliest <
 *       x.ret}. It is either accepted; or of unknown outcome, where {@code earliest} is the
 *       greatest of {@code a.call} and the calls of accepted operations of smaller tokens, and
 *       then, if it is a write, {@code a.earliest < ret} of each read of a greater token too.
 * </ol>
 *
 * <p><b>Necessity</b> is plain, as no operation can be before its {@code earliest}.
 *
 * <p><b>Sufficiency.</b> Let each accepted operation take effect at its {@code earliest}, by (1)
 * within itself and sorted by token; each read at its end, by (2) after all writes of smaller
 * tokens; each refusal at its end. Where (3) gave x only operations of unknown outcome, let the one
 * of those with the smallest {@code earliest} take effect there, and call it a. It is in its place:
 * accepted operations of smaller tokens are before; those of greater tokens have an {@code
 * earliest} behind {@code x.ret}, or x would have had them; reads of greater tokens are behind by
 * (3). Two such, a and b with the greater token, are in their order: were b before a, then b would
 * have been the choice for x. Reads of unknown outcome are left out, which only helps.
 */
final class GuardMonitor implements Judge {

  /** An operation that raises the guard, and the position before which it cannot take effect. */
  private record Raise(Operation operation, int earliest, Operation cause) {}

  private final TreeMap<Long, Raise> firstOfToken = new TreeMap<>();
  private final TreeMap<Long, Raise> lastOfToken = new TreeMap<>();
  private final TreeMap<Long, Raise> lastWriteOfToken = new TreeMap<>();
  private final TreeMap<Long, Integer> earliestReadEnd = new TreeMap<>();
  private final TreeMap<Long, Integer> unknown = new TreeMap<>();

  @Override
  public Verdict judge(List<Operation> operations) {
    var accepted = new ArrayList<Operation>();
    var refused = new ArrayList<Operation>();
    var reads = new ArrayList<Operation>();
    var unknowns = new ArrayList<Operation>();
    for (Operation operation : operations) {
      boolean read = operation.f().equals("read");
      if (!operation.isOk()) {
        (read ? new ArrayList<Operation>() : unknowns).add(operation);
      } else if (read) {
        reads.add(operation);
      } else {
        (Boolean.FALSE.equals(operation.output()) ? refused : accepted).add(operation);
      }
    }
    Verdict verdict = order(accepted);
    verdict = verdict == null ? reads(reads) : verdict;
    if (verdict == null) {
      unknowns.forEach(this::addUnknown);
      verdict = refusals(refused);
    }
    return verdict == null
        ? Verdict.pass(
            "%d raises and writes accepted, %d refused".formatted(accepted.size(), refused.size()))
        : verdict;
  }

  private @Nullable Verdict order(List<Operation> accepted) {
    accepted.sort(Comparator.comparingLong((Operation o) -> token(o)));
    Operation latest = null;
    for (Operation operation : accepted) {
      latest = latest == null || latest.call() < operation.call() ? operation : latest;
      if (operation.ret() < latest.call()) {
        return Verdict.fail(
            "%s was accepted after %s, whose token is greater"
                .formatted(latest.describe(), operation.describe()),
            operation,
            latest);
      }
      var raise = new Raise(operation, latest.call(), latest);
      firstOfToken.putIfAbsent(token(operation), raise);
      lastOfToken.put(token(operation), raise);
      if (operation.f().equals("write")) {
        lastWriteOfToken.put(token(operation), raise);
      }
    }
    return null;
  }

  private @Nullable Verdict reads(List<Operation> reads) {
    for (Operation read : reads) {
      var before = lastWriteOfToken.lowerEntry(token(read));
      if (before != null && before.getValue().earliest() > read.ret()) {
        Raise write = before.getValue();
        return Verdict.fail(
            "%s was accepted after the holder of token %d had read"
                .formatted(write.operation().describe(), token(read)),
            read,
            write.operation(),
            write.cause());
      }
      earliestReadEnd.merge(token(read), read.ret(), Math::min);
    }
    int end = Operation.NEVER;
    for (var entry : earliestReadEnd.descendingMap().entrySet()) {
      end = Math.min(end, entry.getValue());
      entry.setValue(end);
    }
    return null;
  }

  /** Notes an operation of unknown outcome, unless a read shows that it was not accepted. */
  private void addUnknown(Operation operation) {
    long token = token(operation);
    var before = lastOfToken.lowerEntry(token);
    int earliest =
        before == null
            ? operation.call()
            : Math.max(operation.call(), before.getValue().earliest());
    var read = earliestReadEnd.higherEntry(token);
    boolean possible = !operation.f().equals("write") || read == null || earliest < read.getValue();
    if (possible) {
      unknown.merge(token, earliest, Math::min);
    }
  }

  private @Nullable Verdict refusals(List<Operation> refused) {
    int earliest = Operation.NEVER;
    for (var entry : unknown.descendingMap().entrySet()) {
      earliest = Math.min(earliest, entry.getValue());
      entry.setValue(earliest);
    }
    for (Operation refusal : refused) {
      var raise = firstOfToken.higherEntry(token(refusal));
      var perhaps = unknown.higherEntry(token(refusal));
      boolean justified =
          (raise != null && raise.getValue().earliest() < refusal.ret())
              || (perhaps != null && perhaps.getValue() < refusal.ret());
      if (!justified) {
        String why = "%s was refused, but no greater token had been raised or written by then";
        return raise == null
            ? Verdict.fail(why.formatted(refusal.describe()), refusal)
            : Verdict.fail(
                why.formatted(refusal.describe()), refusal, raise.getValue().operation());
      }
    }
    return null;
  }
}
