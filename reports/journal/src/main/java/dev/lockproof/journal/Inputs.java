// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * The files that a result depends on: class path resources with their SHA-256.
 *
 * <p>Classes are followed through their references, as far as they are this project's own. What
 * comes from libraries and the machine is the orchestrator's part of the key.
 */
public final class Inputs {
  private static final String OURS = "dev/lockproof/";
  private static final String FORMAT = "dev/lockproof/journal/";

  private final ClassLoader loader;
  private final SortedMap<String, String> hashes = new TreeMap<>();

  private Inputs(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Returns the hashes of {@code check}, of all of the project's classes that it reaches, and of
   * the claims file and the scripts of {@code subject}.
   */
  public static SortedMap<String, String> of(Subject subject, Class<?> check) {
    Inputs inputs = new Inputs(Inputs.class.getClassLoader());
    inputs.follow(check.getName().replace('.', '/'));
    inputs.follow(subject.type().replace('.', '/'));
    inputs.add(Subject.FOLDER + subject.id() + ".json");
    subject.resources().forEach(inputs::add);
    return inputs.hashes;
  }

  /** Returns the hashes of {@code resources}. */
  public static SortedMap<String, String> of(Iterable<String> resources) {
    Inputs inputs = new Inputs(Inputs.class.getClassLoader());
    resources.forEach(inputs::add);
    return inputs.hashes;
  }

  /** Returns the SHA-256 of {@code bytes} in hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void follow(String root) {
    Deque<String> pending = new ArrayDeque<>();
    pending.add(root);
    while (!pending.isEmpty()) {
      String name = pending.remove();
      if (name.startsWith(OURS)
          && !name.startsWith(FORMAT)
          && !hashes.containsKey(name + ".class")) {
        byte[] bytes = add(name + ".class");
        new ClassReader(bytes).accept(collector(pending), ClassReader.SKIP_DEBUG);
      }
    }
  }

  private static ClassVisitor collector(Deque<String> names) {
    Remapper remapper =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String internalName) {
            names.add(internalName);
            return internalName;
          }
        };
    // The writer is asked for nothing, but without it method bodies would be passed over.
    return new ClassRemapper(new ClassWriter(0), remapper);
  }

  private byte[] add(String resource) {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new NoSuchElementException("no resource " + resource + " on the class path");
      }
      byte[] bytes = in.readAllBytes();
      hashes.put(resource, sha256(bytes));
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
