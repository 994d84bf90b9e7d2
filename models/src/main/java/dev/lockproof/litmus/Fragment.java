// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import dev.lockproof.journal.Discovery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A litmus test about a claim of a subject, beside its specification on the class path.
 *
 * @param resource where it lies
 */
record Fragment(String resource, LitmusTest test) {
  private static final Pattern RESOURCE = Pattern.compile("specs/[^/]+/[^/]+\\.litmus");
  private static final String CLAIM = "Claim";

  /** Returns all tests that state a claim. */
  static List<Fragment> all() throws IOException {
    Predicate<String> wanted = RESOURCE.asMatchPredicate();
    List<Fragment> fragments = new ArrayList<>();
    for (String resource : Discovery.resources(Fragment.class, wanted)) {
      LitmusTest test = LitmusTest.parse(read(resource));
      if (test.header().containsKey(CLAIM)) {
        fragments.add(new Fragment(resource, test));
      }
    }
    return fragments;
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = Fragment.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new NoSuchElementException("no resource " + resource + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Returns the id of the claim that it is about. */
  String claim() {
    return test.header().getOrDefault(CLAIM, "");
  }

  /** Returns the id of the subject that it is about. */
  String subject() {
    return claim().substring(0, claim().indexOf('.'));
  }
}
