// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.List;
import java.util.Optional;

/** An expression of a litmus test. */
sealed interface Expression {

  /** Computes the value, with all accesses on the way. */
  Object value(Scope scope);

  /** A number. */
  record Literal(Object constant) implements Expression {
    @Override
    public Object value(Scope scope) {
      return constant;
    }
  }

  /** A register or a reference. */
  record Name(String name) implements Expression {
    @Override
    public Object value(Scope scope) {
      return scope.value(name);
    }
  }

  /** An operation on two integers; {@code ==} and {@code !=} compare references too. */
  record Binary(String operator, Expression left, Expression right) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object a = left.value(scope);
      Object b = right.value(scope);
      return switch (operator) {
        case "==" -> a.equals(b) ? 1 : 0;
        case "!=" -> a.equals(b) ? 0 : 1;
        default -> {
          if (a instanceof Integer x && b instanceof Integer y) {
            yield of(x, y);
          }
          throw new IllegalArgumentException("cannot compute " + a + " " + operator + " " + b);
        }
      };
    }

    private int of(int a, int b) {
      return switch (operator) {
        case "+" -> a + b;
        case "-" -> a - b;
        case "*" -> a * b;
        case "/" -> {
          if (b == 0) {
            throw new Stop(Stop.Why.THROWN, "/ by zero");
          }
          yield a / b;
        }
        case "<" -> a < b ? 1 : 0;
        case "<=" -> a <= b ? 1 : 0;
        case ">" -> a > b ? 1 : 0;
        case ">=" -> a >= b ? 1 : 0;
        case "&" -> a & b;
        case "|" -> a | b;
        case "^" -> a ^ b;
        default -> throw new IllegalStateException(operator);
      };
    }
  }

  /** A fence, or a wait: what belongs to no variable. */
  record Free(String method, List<Expression> arguments) implements Expression {
    @Override
    public Object value(Scope scope) {
      Memory memory = scope.memory();
      switch (method) {
        case "fullFence" -> memory.fence(Mode.VOLATILE);
        case "acquireFence", "loadLoadFence" -> memory.fence(Mode.ACQUIRE);
        case "releaseFence", "storeStoreFence" -> memory.fence(Mode.RELEASE);
        case "park" -> memory.permit().park(memory);
        case "unpark" -> memory.permit().unpark(memory, arguments.get(0).value(scope));
        default -> throw new IllegalArgumentException("there is no " + method + "()");
      }
      return 0;
    }
  }

  /** An access to a variable, or a call of a method of a real class. */
  record Call(String object, String field, String method, List<Expression> arguments)
      implements Expression {
    @Override
    public Object value(Scope scope) {
      if (!(scope.value(object) instanceof Ref ref)) {
        throw new Stop(Stop.Why.THROWN, object + " is null");
      }
      Object[] values = arguments.stream().map(argument -> argument.value(scope)).toArray();
      Optional<Access> access =
          ref.type().isEmpty() || !field.isEmpty() ? Access.of(method) : Optional.empty();
      if (access.isEmpty()) {
        return scope.methods().call(scope.memory(), ref, method, List.of(values));
      }
      int operands = access.get().kind().operands();
      if (values.length != operands) {
        throw new IllegalArgumentException(method + " takes " + operands + " values");
      }
      String location = field.isEmpty() ? ref.name() : ref.name() + "." + field;
      return scope.memory().perform(access.get(), location, method, values);
    }
  }
}
