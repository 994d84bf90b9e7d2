// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Runs the bytecode of real classes on a {@link Memory}, so that a test takes the order and the
 * modes of accesses from the class file itself, and a mutant's from the mutant's.
 *
 * <p>It knows what lock-free code is made of: references, ints, arrays, VarHandles in static
 * fields, park and unpark. Of the library it knows nothing else and stops there: with {@link
 * Stop.Why#THROWN} where an exception is created, with an error anywhere else.
 */
public final class Machine {
  private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
  private static final String ELEMENT = "[%s]";

  private final Classes classes;
  private final SortedMap<String, Access> sites = new TreeMap<>();
  private final IdentityHashMap<AbstractInsnNode, String> names = new IdentityHashMap<>();
  private final Map<String, Map<String, Object>> statics = new HashMap<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private int calls;

  /** Creates a machine that runs {@code classes}. */
  public Machine(Classes classes) {
    this.classes = classes;
  }

  /**
   * Returns the accesses that were carried out, by their sites: {@code Class.method name}, with a
   * number where a method has several of one name.
   */
  SortedMap<String, Access> sites() {
    return sites;
  }

  /** Runs {@code receiver.method(arguments)}; returns 0 for void. */
  public Object call(Memory memory, Ref receiver, String method, List<Object> arguments) {
    List<Object> all = new ArrayList<>(List.of(receiver));
    all.addAll(arguments);
    return run(memory, classes.method(receiver.type(), method, ""), all);
  }

  /** Runs the constructor without parameters. */
  void construct(Memory memory, Ref object) {
    run(memory, classes.method(object.type(), "<init>", "()V"), List.of(object));
  }

  private Object run(Memory memory, Classes.Method method, List<Object> arguments) {
    frames.push(new Frame(this, memory, method, arguments, ++calls));
    try {
      return frames.element().run();
    } finally {
      frames.pop();
    }
  }

  /**
   * A call that is being run.
   *
   * @param source its source file, with the folders of its package
   * @param line where it is there
   * @param number how many calls began before it, since {@link #restart}
   */
  public record Place(String source, int line, int number) {}

  /** Returns the calls that are being run, the innermost first. */
  public List<Place> places() {
    return frames.stream().map(Frame::place).toList();
  }

  /** Counts calls from the start again. */
  public void restart() {
    calls = 0;
  }

  /** Returns whether {@code value} is an instance of {@code type}. */
  boolean isInstance(Object value, String type) {
    return value instanceof Ref ref && classes.is(ref.type(), type);
  }

  Object getField(Memory memory, Classes.Method at, FieldInsnNode field, Object object) {
    Access access = plainOrVolatile(field, Access.PLAIN_GET);
    String site = site(at, field, "get " + field.name, access);
    return memory.perform(access, location(object, "." + field.name), site);
  }

  void putField(
      Memory memory, Classes.Method at, FieldInsnNode field, Object object, Object value) {
    Access access = plainOrVolatile(field, Access.PLAIN_SET);
    String site = site(at, field, "set " + field.name, access);
    memory.perform(access, location(object, "." + field.name), site, value);
  }

  private Access plainOrVolatile(FieldInsnNode instruction, Access plain) {
    FieldNode field = classes.field(instruction.owner, instruction.name);
    boolean isVolatile = (field.access & Opcodes.ACC_VOLATILE) != 0;
    return isVolatile ? new Access(plain.kind(), Mode.VOLATILE, Mode.VOLATILE) : plain;
  }

  private String site(Classes.Method at, AbstractInsnNode instruction, String name, Access access) {
    String site = names.get(instruction);
    if (site == null) {
      String first = at.label() + " " + name;
      site = first;
      for (int number = 2; sites.containsKey(site); number++) {
        site = first + " #" + number;
      }
      names.put(instruction, site);
      sites.put(site, access);
    }
    return site;
  }

  private static String location(Object object, String place) {
    if (object instanceof Ref ref) {
      return ref.name() + place;
    }
    throw new Stop(Stop.Why.THROWN, "null" + place);
  }

  Object getStatic(FieldInsnNode field) {
    if (!Classes.isOurs(field.owner)) {
      return new Ref(field.owner + "." + field.name, ""); // int.class is one
    }
    return statics(field.owner).getOrDefault(field.name, 0);
  }

  /** Sets a static field, in its class's initializer. */
  void putStatic(FieldInsnNode field, Object value) {
    boolean anonymous = value instanceof Ref ref && ref.type().equals("java/lang/Object");
    statics(field.owner)
        .put(field.name, anonymous ? new Ref(field.name, "java/lang/Object") : value);
  }

  private Map<String, Object> statics(String owner) {
    Map<String, Object> known = statics.get(owner);
    if (known == null) {
      known = new HashMap<>();
      statics.put(owner, known);
      Classes.Method initializer = classes.method(owner, "<clinit>", "()V");
      int before = calls;
      run(new Setup(Map.of()), initializer, List.of());
      calls = before; // whoever comes first must not count otherwise than those after it
    }
    return known;
  }

  /** Calls what {@code call} names, with the receiver first among {@code arguments}. */
  Object invoke(Memory memory, Classes.Method at, MethodInsnNode call, List<Object> arguments) {
    if (call.owner.equals(VAR_HANDLE)) {
      return varHandle(memory, at, call, arguments);
    }
    if (!Classes.isOurs(call.owner)) {
      return library(memory, call, arguments);
    }
    boolean virtual =
        call.getOpcode() == Opcodes.INVOKEVIRTUAL || call.getOpcode() == Opcodes.INVOKEINTERFACE;
    String type = call.owner;
    if (virtual) {
      if (!(arguments.get(0) instanceof Ref receiver)) {
        throw new Stop(Stop.Why.THROWN, "null." + call.name);
      }
      type = receiver.type();
    }
    return run(memory, classes.method(type, call.name, call.desc), arguments);
  }

  private Object varHandle(
      Memory memory, Classes.Method at, MethodInsnNode call, List<Object> arguments) {
    if (call.getOpcode() == Opcodes.INVOKESTATIC) {
      return new Expression.Free(call.name, List.of())
          .value(new Scope(memory, Map.of(), Map.of(), this::call));
    }
    Access access =
        Access.of(call.name)
            .orElseThrow(() -> new IllegalStateException("cannot run VarHandle." + call.name));
    String site = site(at, call, call.name, access);
    Ref handle = (Ref) arguments.get(0);
    boolean element = handle.name().equals(ELEMENT);
    String place = element ? ELEMENT.formatted(arguments.get(2)) : "." + handle.name();
    Object[] operands = arguments.subList(element ? 3 : 2, arguments.size()).toArray();
    return memory.perform(access, location(arguments.get(1), place), site, operands);
  }

  private static Object library(Memory memory, MethodInsnNode call, List<Object> arguments) {
    return switch (Classes.simple(call.owner) + "." + call.name) {
      case "Object.<init>", "Thread.onSpinWait", "Thread.yield", "Thread.interrupt" -> 0;
      case "Thread.interrupted" -> 0;
      case "Thread.currentThread" -> Permit.born(memory);
      case "Objects.requireNonNull" -> {
        if (arguments.get(0).equals(0)) {
          throw new Stop(Stop.Why.THROWN, call.name);
        }
        yield arguments.get(0);
      }
      case "MethodHandles.lookup" -> new Ref("lookup", call.owner);
      case "MethodHandles.arrayElementVarHandle" -> new Ref(ELEMENT, VAR_HANDLE);
      case "Lookup.findVarHandle" -> new Ref(String.valueOf(arguments.get(2)), VAR_HANDLE);
      case "LockSupport.park" -> {
        memory.permit().park(memory);
        yield 0;
      }
      case "LockSupport.unpark" -> {
        memory.permit().unparkFound(memory, arguments.get(0));
        yield 0;
      }
      default -> throw new IllegalStateException("cannot run " + call.owner + "." + call.name);
    };
  }

  /** Takes the arguments of {@code call} from the top of {@code stack}, with its receiver. */
  static List<Object> arguments(MethodInsnNode call, List<Object> stack) {
    int count = Type.getArgumentTypes(call.desc).length;
    count += call.getOpcode() == Opcodes.INVOKESTATIC ? 0 : 1;
    List<Object> top = stack.subList(stack.size() - count, stack.size());
    List<Object> arguments = Arrays.asList(top.toArray());
    top.clear();
    return arguments;
  }
}
