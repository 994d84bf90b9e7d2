// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.model;

import static dev.lockproof.checker.model.Operand.ANY;
import static dev.lockproof.checker.model.Operand.NONE;
import static dev.lockproof.checker.model.Operand.TEXT;
import static dev.lockproof.checker.model.Operand.TEXT_OR_NONE;

import dev.lockproof.checker.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The text under one key of a store, empty at first: {@code get} gives it, null being the same as
 * empty; {@code put} sets it, {@code append} adds to its end.
 */
public final class KeyValue implements Model<KeyValue.Text> {
  private static final Signature SIGNATURE =
      new Signature()
          .with("get", NONE, TEXT_OR_NONE)
          .with("put", TEXT, ANY)
          .with("append", TEXT, ANY);

  /** Creates the model. */
  public KeyValue() {}

  @Override
  public Text init() {
    return new Text(null, "");
  }

  @Override
  public @Nullable Text step(Text state, Operation operation) {
    return switch (operation.f()) {
      case "put" -> new Text(null, String.valueOf(operation.input()));
      case "append" -> new Text(state, String.valueOf(operation.input()));
      default -> {
        String output = operation.output() == null ? "" : operation.output().toString();
        yield operation.isInfo() || state.is(output) ? state : null;
      }
    };
  }

  @Override
  public @Nullable String defect(Operation operation) {
    return SIGNATURE.defect(operation);
  }

  @Override
  public boolean isReadOnly(Operation operation) {
    return operation.f().equals("get");
  }

  @Override
  public String describe(Text state) {
    return "at \"" + state + "\"";
  }

  /** A text made by appending, which does not copy what was there. */
  public static final class Text {
    private final @Nullable Text start;
    private final String end;
    private final int length;
    private final int hash;

    Text(@Nullable Text start, String end) {
      this.start = start;
      this.end = end;
      length = end.length() + (start == null ? 0 : start.length);
      int shifted = start == null ? 0 : start.hash;
      for (int i = 0; i < end.length(); i++) {
        shifted *= 31;
      }
      hash = shifted + end.hashCode(); // so equal texts have equal hashes, however they were made
    }

    /** Returns whether this is that text. */
    boolean is(String text) {
      if (text.length() != length) {
        return false;
      }
      int to = length;
      for (Text part = this; part != null; part = part.start) {
        if (!text.startsWith(part.end, to - part.end.length())) {
          return false;
        }
        to -= part.end.length();
      }
      return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Text text && hash == text.hash && is(text.toString());
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public String toString() {
      var text = new StringBuilder(length);
      for (Text part = this; part != null; part = part.start) {
        text.insert(0, part.end);
      }
      return text.toString();
    }
  }
}
