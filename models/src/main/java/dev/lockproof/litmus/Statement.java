// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.List;

/** A statement of a litmus test. */
sealed interface Statement {

  /** Runs it. */
  void run(Scope scope);

  /** Sets a register. */
  record Assign(String register, Expression value) implements Statement {
    @Override
    public void run(Scope scope) {
      scope.registers().put(register, value.value(scope));
    }
  }

  /** Computes something for its accesses only. */
  record Do(Expression expression) implements Statement {
    @Override
    public void run(Scope scope) {
      expression.value(scope);
    }
  }

  /** Runs one of two statements. */
  record If(Expression condition, Statement then, Statement otherwise) implements Statement {
    @Override
    public void run(Scope scope) {
      (condition.value(scope).equals(0) ? otherwise : then).run(scope);
    }
  }

  /** Runs a statement as long as the condition is not 0, and as the bound of loops allows. */
  record While(Expression condition, Statement body) implements Statement {
    @Override
    public void run(Scope scope) {
      while (!condition.value(scope).equals(0)) {
        scope.memory().loop();
        body.run(scope);
      }
    }
  }

  /** Runs one after the other. */
  record Block(List<Statement> statements) implements Statement {
    @Override
    public void run(Scope scope) {
      statements.forEach(statement -> statement.run(scope));
    }
  }
}
