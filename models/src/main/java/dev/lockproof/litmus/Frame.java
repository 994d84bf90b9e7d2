// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** One call of a method on a {@link Machine}. */
final class Frame {
  private final Machine machine;
  private final Memory memory;
  private final Classes.Method method;
  private final Object[] locals;
  private final List<Object> stack = new ArrayList<>();
  private final int number;
  private int line;

  Frame(Machine machine, Memory memory, Classes.Method method, List<Object> arguments, int number) {
    this.machine = machine;
    this.memory = memory;
    this.method = method;
    this.number = number;
    locals = new Object[method.code().maxLocals];
    for (int i = 0; i < arguments.size(); i++) {
      locals[i] = arguments.get(i);
    }
  }

  /** Returns where it is. */
  Machine.Place place() {
    String owner = method.owner().name;
    String folder = owner.substring(0, owner.lastIndexOf('/') + 1);
    return new Machine.Place(folder + method.owner().sourceFile, line, number);
  }

  /** Runs to the return; returns the result, 0 for void. */
  Object run() {
    InsnList code = method.code().instructions;
    int at = 0;
    while (true) {
      AbstractInsnNode instruction = code.get(at);
      switch (instruction.getOpcode()) {
        case Opcodes.IRETURN, Opcodes.ARETURN -> {
          return pop();
        }
        case Opcodes.RETURN -> {
          return 0;
        }
        default -> {
          AbstractInsnNode target = step(instruction);
          int next = target == null ? at + 1 : code.indexOf(target);
          if (next <= at) {
            memory.loop();
          }
          at = next;
        }
      }
    }
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private int popInt() {
    return (Integer) pop();
  }

  /** Carries out one instruction; returns where it jumps, or null. */
  private @Nullable LabelNode step(AbstractInsnNode instruction) {
    if (instruction instanceof JumpInsnNode jump) {
      return jumps(jump.getOpcode()) ? jump.label : null;
    }
    if (instruction instanceof VarInsnNode variable) {
      variable(variable);
    } else if (instruction instanceof FieldInsnNode field) {
      field(field);
    } else if (instruction instanceof MethodInsnNode call) {
      Object result = machine.invoke(memory, method, call, Machine.arguments(call, stack));
      if (!call.desc.endsWith(")V")) {
        push(result);
      }
    } else if (instruction instanceof InvokeDynamicInsnNode lambda) {
      lambda(lambda);
    } else if (instruction instanceof TypeInsnNode type) {
      type(type);
    } else if (instruction.getOpcode() == Opcodes.NEWARRAY) {
      pop(); // its length: what lies outside is not looked for
      push(memory.allocate("array"));
    } else if (instruction instanceof IntInsnNode number) {
      push(number.operand);
    } else if (instruction instanceof LdcInsnNode constant) {
      push(constant.cst instanceof Integer ? constant.cst : new Ref("" + constant.cst, ""));
    } else if (instruction instanceof IincInsnNode increment) {
      locals[increment.var] = (Integer) locals[increment.var] + increment.incr;
    } else if (instruction.getOpcode() >= 0) {
      simple(instruction.getOpcode());
    } else if (instruction instanceof LineNumberNode start) {
      line = start.line;
    }
    return null;
  }

  /** Makes a lambda, which is an object like any other, and is not called by lock-free code. */
  private void lambda(InvokeDynamicInsnNode lambda) {
    int captured = Type.getArgumentTypes(lambda.desc).length;
    stack.subList(stack.size() - captured, stack.size()).clear();
    push(new Ref(lambda.name, Type.getReturnType(lambda.desc).getInternalName()));
  }

  private boolean jumps(int opcode) {
    if (opcode == Opcodes.GOTO) {
      return true;
    }
    Object right = pop();
    return switch (opcode) {
      case Opcodes.IFEQ, Opcodes.IFNULL -> right.equals(0);
      case Opcodes.IFNE, Opcodes.IFNONNULL -> !right.equals(0);
      case Opcodes.IFLT -> (Integer) right < 0;
      case Opcodes.IFGE -> (Integer) right >= 0;
      case Opcodes.IFGT -> (Integer) right > 0;
      case Opcodes.IFLE -> (Integer) right <= 0;
      case Opcodes.IF_ACMPEQ, Opcodes.IF_ICMPEQ -> pop().equals(right);
      case Opcodes.IF_ACMPNE, Opcodes.IF_ICMPNE -> !pop().equals(right);
      case Opcodes.IF_ICMPLT -> popInt() < (Integer) right;
      case Opcodes.IF_ICMPGE -> popInt() >= (Integer) right;
      case Opcodes.IF_ICMPGT -> popInt() > (Integer) right;
      case Opcodes.IF_ICMPLE -> popInt() <= (Integer) right;
      default -> throw unknown(opcode);
    };
  }

  private void variable(VarInsnNode instruction) {
    switch (instruction.getOpcode()) {
      case Opcodes.ILOAD, Opcodes.ALOAD -> push(locals[instruction.var]);
      case Opcodes.ISTORE, Opcodes.ASTORE -> locals[instruction.var] = pop();
      default -> throw unknown(instruction.getOpcode());
    }
  }

  private void field(FieldInsnNode field) {
    switch (field.getOpcode()) {
      case Opcodes.GETFIELD -> push(machine.getField(memory, method, field, pop()));
      case Opcodes.PUTFIELD -> {
        Object value = pop();
        machine.putField(memory, method, field, pop(), value);
      }
      case Opcodes.GETSTATIC -> push(machine.getStatic(field));
      case Opcodes.PUTSTATIC -> machine.putStatic(field, pop());
      default -> throw unknown(field.getOpcode());
    }
  }

  private void type(TypeInsnNode instruction) {
    String type = instruction.desc;
    switch (instruction.getOpcode()) {
      case Opcodes.CHECKCAST -> {}
      case Opcodes.INSTANCEOF -> push(machine.isInstance(pop(), type) ? 1 : 0);
      case Opcodes.NEW -> {
        if (!Classes.isOurs(type) && !type.equals("java/lang/Object")) {
          throw new Stop(Stop.Why.THROWN, type);
        }
        push(memory.allocate(type));
      }
      default -> throw unknown(instruction.getOpcode());
    }
  }

  private void simple(int opcode) {
    switch (opcode) {
      case Opcodes.NOP -> {}
      case Opcodes.ACONST_NULL -> push(0);
      case Opcodes.ICONST_M1,
          Opcodes.ICONST_0,
          Opcodes.ICONST_1,
          Opcodes.ICONST_2,
          Opcodes.ICONST_3,
          Opcodes.ICONST_4,
          Opcodes.ICONST_5 ->
          push(opcode - Opcodes.ICONST_0);
      case Opcodes.POP -> pop();
      case Opcodes.DUP -> push(stack.get(stack.size() - 1));
      case Opcodes.DUP_X1 -> stack.add(stack.size() - 2, stack.get(stack.size() - 1));
      case Opcodes.IADD, Opcodes.ISUB, Opcodes.IMUL, Opcodes.IOR, Opcodes.IAND, Opcodes.IXOR -> {
        int right = popInt();
        push(arithmetic(opcode, popInt(), right));
      }
      case Opcodes.ATHROW -> throw new Stop(Stop.Why.THROWN, String.valueOf(pop()));
      default -> throw unknown(opcode);
    }
  }

  private static int arithmetic(int opcode, int left, int right) {
    return switch (opcode) {
      case Opcodes.IADD -> left + right;
      case Opcodes.ISUB -> left - right;
      case Opcodes.IMUL -> left * right;
      case Opcodes.IOR -> left | right;
      case Opcodes.IAND -> left & right;
      default -> left ^ right;
    };
  }

  private IllegalStateException unknown(int opcode) {
    return new IllegalStateException("cannot run opcode " + opcode + " in " + method.label());
  }
}
