// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A small change of a class, made in its bytecode. */
final class Mutation {
  private final String id;
  private final byte[] bytes;

  private Mutation(String id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  /** Returns class and method, operator, and its place among those of the operator there. */
  String id() {
    return id;
  }

  /** Returns the class with the change. */
  byte[] bytes() {
    return bytes;
  }

  /** A way to change an instruction: gives what comes in its place, or null if it does not fit. */
  private interface Operator {
    @Nullable List<AbstractInsnNode> replacement(AbstractInsnNode node);
  }

  private static final Map<String, Operator> OPERATORS =
      new TreeMap<>(
          Map.of(
              "negate", Mutation::negate,
              "shift", Mutation::shift,
              "replace", Mutation::replace,
              "rename", Mutation::rename,
              "first", Mutation::first,
              "skip", Mutation::skip,
              "forget", Mutation::forget));

  private static final Map<Integer, Integer> NEGATED =
      bothWays(
          Map.of(
              Opcodes.IFEQ, Opcodes.IFNE,
              Opcodes.IFLT, Opcodes.IFGE,
              Opcodes.IFGT, Opcodes.IFLE,
              Opcodes.IF_ICMPEQ, Opcodes.IF_ICMPNE,
              Opcodes.IF_ICMPLT, Opcodes.IF_ICMPGE,
              Opcodes.IF_ICMPGT, Opcodes.IF_ICMPLE,
              Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE,
              Opcodes.IFNULL, Opcodes.IFNONNULL));
  private static final Map<Integer, Integer> SHIFTED =
      bothWays(
          Map.of(
              Opcodes.IFLT, Opcodes.IFLE,
              Opcodes.IFGT, Opcodes.IFGE,
              Opcodes.IF_ICMPLT, Opcodes.IF_ICMPLE,
              Opcodes.IF_ICMPGT, Opcodes.IF_ICMPGE));
  private static final Map<Integer, Integer> REPLACED =
      bothWays(
          Map.of(
              Opcodes.IADD, Opcodes.ISUB,
              Opcodes.LADD, Opcodes.LSUB,
              Opcodes.ICONST_0, Opcodes.ICONST_1));
  private static final Map<String, String> RENAMED =
      bothWays(
          Map.of(
              "call", "ret",
              "callTime", "retTime",
              "max", "min",
              "lowerEntry", "higherEntry"));

  /** Methods that say why a history is illegal, and do not decide whether it is. */
  private static final Set<String> EXPLAINING = Set.of("fail", "remember", "start", "withGrants");

  /** Returns every mutation of a class, but for its explanations. */
  static List<Mutation> of(String name, byte[] original) {
    var mutations = new ArrayList<Mutation>();
    var places = new HashMap<String, Integer>();
    List<MethodNode> methods = parse(original).methods;
    for (int m = 0; m < methods.size(); m++) {
      // javac calls the lambdas of a method lambda$method$N, with an N of its own choice.
      String method = methods.get(m).name.replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
      boolean explains = EXPLAINING.contains(method);
      AbstractInsnNode[] code =
          explains ? new AbstractInsnNode[0] : methods.get(m).instructions.toArray();
      for (int i = 0; i < code.length; i++) {
        for (var operator : OPERATORS.entrySet()) {
          if (operator.getValue().replacement(code[i]) != null) {
            String id = name + '.' + methods.get(m).name + ' ' + operator.getKey();
            int place = places.merge(id, 1, Integer::sum);
            byte[] bytes = mutate(original, m, i, operator.getValue());
            mutations.add(new Mutation(id + ' ' + place, bytes));
          }
        }
      }
    }
    return mutations;
  }

  private static byte[] mutate(byte[] original, int method, int instruction, Operator operator) {
    ClassNode mutant = parse(original);
    InsnList code = mutant.methods.get(method).instructions;
    AbstractInsnNode node = code.get(instruction);
    var replacement = new InsnList();
    var nodes = operator.replacement(node);
    (nodes == null ? List.<AbstractInsnNode>of() : nodes).forEach(replacement::add);
    code.insertBefore(node, replacement);
    code.remove(node);
    return write(mutant);
  }

  /** Returns the class with a call of {@link Fuel#burn} at each way back, so that it ends. */
  static byte[] fuelled(byte[] original) {
    ClassNode fuelled = parse(original);
    for (MethodNode method : fuelled.methods) {
      InsnList code = method.instructions;
      for (AbstractInsnNode node : code.toArray()) {
        if (node instanceof JumpInsnNode jump && code.indexOf(jump.label) < code.indexOf(jump)) {
          String fuel = Type.getInternalName(Fuel.class);
          code.insertBefore(node, new MethodInsnNode(Opcodes.INVOKESTATIC, fuel, "burn", "()V"));
        }
      }
    }
    return write(fuelled);
  }

  /** What mutants may use of loops. */
  public static final class Fuel {
    private static int left;

    private Fuel() {}

    static void fill() {
      left = 10_000;
    }

    /** Throws an exception when a mutant has gone round for too long. */
    public static void burn() {
      if (left-- == 0) {
        throw new IllegalStateException("an endless loop");
      }
    }
  }

  private static ClassNode parse(byte[] bytes) {
    var node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    return node;
  }

  private static byte[] write(ClassNode node) {
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static @Nullable List<AbstractInsnNode> negate(AbstractInsnNode node) {
    return jump(node, NEGATED);
  }

  /** Makes one of {@code <} and {@code <=} the other; not for positions, which are distinct. */
  private static @Nullable List<AbstractInsnNode> shift(AbstractInsnNode node) {
    boolean ofLongs = node.getPrevious() != null && node.getPrevious().getOpcode() == Opcodes.LCMP;
    return ofLongs ? jump(node, SHIFTED) : null;
  }

  private static @Nullable List<AbstractInsnNode> jump(
      AbstractInsnNode node, Map<Integer, Integer> opcodes) {
    Integer opcode = opcodes.get(node.getOpcode());
    return opcode != null && node instanceof JumpInsnNode jump
        ? List.of(new JumpInsnNode(opcode, jump.label))
        : null;
  }

  private static @Nullable List<AbstractInsnNode> replace(AbstractInsnNode node) {
    Integer opcode = REPLACED.get(node.getOpcode());
    AbstractInsnNode next = node.getNext();
    AbstractInsnNode before = node.getPrevious();
    boolean ofArray =
        (next != null && next.getOpcode() == Opcodes.ANEWARRAY)
            || (before != null && before.getOpcode() == Opcodes.DUP);
    return opcode == null || ofArray ? null : List.of(new InsnNode(opcode));
  }

  private static @Nullable List<AbstractInsnNode> rename(AbstractInsnNode node) {
    if (!(node instanceof MethodInsnNode call)) {
      return null;
    }
    boolean known = call.owner.endsWith("/Operation") || call.owner.startsWith("java/");
    String name = known ? RENAMED.get(call.name) : null;
    return name == null
        ? null
        : List.of(new MethodInsnNode(call.getOpcode(), call.owner, name, call.desc, call.itf));
  }

  /** Takes the first of a list, whichever was asked for. */
  private static @Nullable List<AbstractInsnNode> first(AbstractInsnNode node) {
    boolean get =
        node instanceof MethodInsnNode call
            && call.name.equals("get")
            && call.desc.startsWith("(I)")
            && node.getPrevious().getOpcode() != Opcodes.ICONST_0;
    return get
        ? List.of(new InsnNode(Opcodes.POP), new InsnNode(Opcodes.ICONST_0), node.clone(Map.of()))
        : null;
  }

  /** Leaves out a call that gives nothing. */
  private static @Nullable List<AbstractInsnNode> skip(AbstractInsnNode node) {
    if (!(node instanceof MethodInsnNode call)
        || call.name.equals("<init>")
        || call.name.equals("remember")
        || !Type.getReturnType(call.desc).equals(Type.VOID_TYPE)) {
      return null;
    }
    var pops = new ArrayList<AbstractInsnNode>();
    Type[] arguments = Type.getArgumentTypes(call.desc);
    for (int i = arguments.length - 1; i >= 0; i--) {
      pops.add(new InsnNode(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP));
    }
    if (call.getOpcode() != Opcodes.INVOKESTATIC) {
      pops.add(new InsnNode(Opcodes.POP));
    }
    return pops;
  }

  /** Leaves out an assignment to a field, but not the first one. */
  private static @Nullable List<AbstractInsnNode> forget(AbstractInsnNode node) {
    if (node.getOpcode() != Opcodes.PUTFIELD || !(node instanceof FieldInsnNode field)) {
      return null;
    }
    boolean wide = Type.getType(field.desc).getSize() == 2;
    return List.of(new InsnNode(wide ? Opcodes.POP2 : Opcodes.POP), new InsnNode(Opcodes.POP));
  }

  private static <T> Map<T, T> bothWays(Map<T, T> oneWay) {
    var both = new HashMap<>(oneWay);
    oneWay.forEach((from, to) -> both.put(to, from));
    return both;
  }
}
