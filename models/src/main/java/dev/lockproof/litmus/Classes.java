// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Class files as they lie on the class path, a mutant's before the original's. They are read, never
 * loaded.
 */
public final class Classes {
  private final ClassLoader loader;
  private final Map<String, ClassNode> nodes = new HashMap<>();

  /** Reads classes where this one comes from. */
  public Classes() {
    this(Classes.class.getClassLoader());
  }

  /** Reads classes where {@code loader} finds them. */
  Classes(ClassLoader loader) {
    this.loader = loader;
  }

  /** A method and the class that declares it. */
  record Method(ClassNode owner, MethodNode code) {
    /** Returns {@code Class.method}. */
    String label() {
      return simple(owner.name) + "." + code.name;
    }
  }

  static String simple(String type) {
    return type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1);
  }

  /** Returns the class of that name, with slashes. */
  ClassNode get(String name) {
    return nodes.computeIfAbsent(name, this::read);
  }

  private ClassNode read(String name) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      if (in == null) {
        throw new IllegalArgumentException("no class " + name + " on the class path");
      }
      ClassNode node = new ClassNode();
      new ClassReader(in).accept(node, ClassReader.SKIP_FRAMES);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /**
   * Returns the method that {@code type} has or inherits.
   *
   * @param descriptor its descriptor, or empty for the only method of that name
   */
  Method method(String type, String name, String descriptor) {
    for (String at = type; at != null && isOurs(at); at = get(at).superName) {
      for (MethodNode method : get(at).methods) {
        if (method.name.equals(name) && (descriptor.isEmpty() || method.desc.equals(descriptor))) {
          return new Method(get(at), method);
        }
      }
    }
    throw new IllegalArgumentException("no method " + name + " in " + type);
  }

  /** Returns the field that {@code type} has or inherits. */
  FieldNode field(String type, String name) {
    for (String at = type; at != null && isOurs(at); at = get(at).superName) {
      for (FieldNode field : get(at).fields) {
        if (field.name.equals(name)) {
          return field;
        }
      }
    }
    throw new IllegalArgumentException("no field " + name + " in " + type);
  }

  /** Returns whether {@code type} is {@code ancestor} or one of its subclasses. */
  boolean is(String type, String ancestor) {
    for (String at = type; at != null; at = isOurs(at) ? get(at).superName : null) {
      if (at.equals(ancestor)) {
        return true;
      }
    }
    return ancestor.equals("java/lang/Object");
  }

  /** Returns the resources that were read. */
  public SortedSet<String> resources() {
    SortedSet<String> resources = new TreeSet<>();
    nodes.keySet().forEach(name -> resources.add(name + ".class"));
    return resources;
  }

  static boolean isOurs(String type) {
    return !type.startsWith("java/") && !type.startsWith("javax/") && !type.isEmpty();
  }
}
