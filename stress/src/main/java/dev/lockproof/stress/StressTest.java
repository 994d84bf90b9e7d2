// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.stress;

import java.util.List;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * A declared test and the one claim that it samples.
 *
 * @param info what jcstress's annotation processor wrote down about it
 * @param claim the claim that its {@code @Ref} names
 */
record StressTest(TestInfo info, String claim) {

  /** Returns the tests on the class path, in the order of their names. */
  static List<StressTest> declared() {
    return TestList.tests().stream()
        .sorted()
        .map(TestList::getInfo)
        .map(info -> new StressTest(info, String.join(" ", info.refs())))
        .toList();
  }

  /** Returns the name in evidence: {@code ClhLockStress.LockLock}. */
  String check() {
    int nested = info.name().lastIndexOf('.');
    return info.name().substring(info.name().lastIndexOf('.', nested - 1) + 1);
  }

  /** Returns the id of the subject that makes the claim. */
  String subject() {
    return claim.substring(0, claim.indexOf('.'));
  }

  /** Returns the class that declares the actors. */
  Class<?> type() throws ClassNotFoundException {
    return Class.forName(info.binaryName());
  }
}
