// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.redis;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The scripts of this package, each the class path resource of its name in lower case. */
public enum Script {
  /** Grants a lease and issues its token. */
  GRANT("GRANTED", "HELD"),

  /** Renews leases for their owners. */
  RENEW("RENEWED", "LOST"),

  /** Frees a lease for its owner. */
  RELEASE("RELEASED", "ALREADY_LOST"),

  /** Admits a token to a guarded value. */
  GUARD("ADMITTED", "REFUSED"),

  /** Grants a lease without a token. */
  GRANT_PLAIN("GRANTED", "HELD"),

  /** Takes permits from token buckets. */
  TAKE("TAKEN", "REFUSED"),

  /** Takes permits from a sliding window. */
  WINDOW("TAKEN", "REFUSED");

  private final String source = load(name().toLowerCase(Locale.ROOT) + ".lua");
  private final String digest = digest(source);

  /** The words that an answer may start with: it was done, or not. */
  private final String yes;

  private final String no;

  Script(String yes, String no) {
    this.yes = yes;
    this.no = no;
  }

  /** Returns whether an answer of this script may start with that word. */
  boolean answersWith(String word) {
    return word.equals(yes) || word.equals(no);
  }

  /** Returns whether an answer that starts with that word says that it was done. */
  public boolean saysYes(String word) {
    return word.equals(yes);
  }

  /** Returns whether it may be called with several keys, and answers each. */
  boolean takesMany() {
    return this == GRANT_PLAIN || this == RENEW || this == RELEASE;
  }

  /** Returns the text that the server runs. */
  public String source() {
    return source;
  }

  /** Returns the SHA-1 of the text in hexadecimal, by which the server knows it. */
  public String digest() {
    return digest;
  }

  private static String load(String resource) {
    try (InputStream in = Script.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException(resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the script " + resource + " is not readable", e);
    }
  }

  private static String digest(String source) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(sha1.digest(source.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-1", e);
    }
  }
}
