// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.Map;
import java.util.TreeMap;

/** The memory before the start: one thread, every write seen at once. */
public final class Setup implements Memory {
  private final Map<String, Object> values;
  private final Map<String, Integer> allocated = new TreeMap<>();

  /** Creates a memory with {@code values} in it. */
  public Setup(Map<String, Object> values) {
    this.values = new TreeMap<>(values);
  }

  /** Returns the values of all locations. */
  public Map<String, Object> values() {
    return values;
  }

  /** Creates {@code objects} with their constructors, and returns them by name. */
  public Map<String, Object> create(Map<String, String> objects, Machine machine) {
    Map<String, Object> created = new TreeMap<>();
    objects.forEach(
        (name, type) -> {
          Ref ref = new Ref(name, type);
          machine.construct(this, ref);
          created.put(name, ref);
        });
    return created;
  }

  @Override
  public Object perform(Access access, String location, String label, Object... operands) {
    Object in = values.getOrDefault(location, 0);
    boolean writes = access.writes(in, operands);
    if (writes) {
      values.put(location, access.out(in, operands));
    }
    return access.result(in, writes);
  }

  @Override
  public void fence(Mode mode) {}

  @Override
  public boolean toss() {
    return false;
  }

  @Override
  public Ref allocate(String type) {
    String simple = type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('$')) + 1);
    int count = allocated.merge(simple, 1, Integer::sum);
    return new Ref(simple + (count == 1 ? "" : "_" + count), type);
  }

  @Override
  public Ref currentThread() {
    return new Ref("main", "java/lang/Thread");
  }

  @Override
  public Permit permit() {
    return Permit.SYNCHRONIZES;
  }

  @Override
  public void loop() {
    throw new IllegalStateException("no constructor loops");
  }
}
