// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker.judge;

import dev.lockproof.checker.history.Operation;
import java.util.List;

/** Decides whether the operations of one key are linearizable. */
public interface Judge {

  /**
   * Returns the verdict. A monitor that does not cover a history says inconclusive; a search then
   * decides.
   *
   * @param operations the operations of outcome {@code ok} or {@code info} in the order of their
   *     invocations; those of outcome {@code fail} had no effect and are left out
   */
  Verdict judge(List<Operation> operations);
}
