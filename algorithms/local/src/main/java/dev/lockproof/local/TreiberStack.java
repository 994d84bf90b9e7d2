// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An unbounded lock-free stack: a linked list whose first node is swung by compare-and-set.
 *
 * <p>This is the stack of Treiber (1986), with a fresh node for each push in place of recycled ones
 * because the collector reclaims them.
 *
 * <p><b>Guarantee.</b> Linearizable: every operation takes effect at one moment during its call, so
 * {@link #pop} and {@link #peek} return the element pushed last of those not popped, and {@link
 * #isEmpty} means what it says at that moment. This holds across several stacks, too.
 *
 * <p><b>Progress.</b> Lock-free: a step fails only because another operation has succeeded, so some
 * operation completes whichever threads are descheduled. A single {@link #push} or {@code pop} may
 * be overtaken for ever. {@code peek} and {@code isEmpty} are wait-free.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@code push} happen-before actions after the
 * {@code pop} or {@code peek} that returns the element.
 *
 * <p><b>Cost.</b> One read and one compare-and-set for each push and pop that is not disturbed, one
 * node allocated per push. All threads meet at one word: more of them do not push or pop more.
 *
 * <p><b>Limits.</b> No null elements, as null stands for "empty". No size and no iteration: the
 * stack does not count, and an answer would be outdated when it arrives.
 *
 * <p><b>Evidence.</b> Claims {@code treiber.*} in the report; mutants {@code Treiber*} of the
 * corpus.
 *
 * @param <E> the type of the elements
 */
public final class TreiberStack<E> {
  /*
   * Algorithm.
   *
   *   top --> C --> B --> A --> null       Push: C' with next C, then top from C to C'
   *                                        Pop: read C and its next B, then top from C to B
   *
   * PushRead and PopRead say what the compare-and-set expects; if top is another then, all starts
   * over. The operations take effect in Push, in Pop, in the PopRead that finds no node, and in
   * Look. These are the actions of models/specs/treiber/Treiber.tla and the labels below.
   *
   * Invariants. A node does not change once it is pushed, and is pushed once. So a top that is
   * still C has still the next B, and Pop may swing from one to the other. Were nodes recycled,
   * that would be false: C could have been popped, B too, and C pushed again on something else,
   * and Pop would bring B back and lose what C stands on (the ABA problem). Here a node that some
   * thread still looks at is not free, for the collector, and a fresh one is never equal to it. A
   * popped node keeps its element and its next no longer than the slowest thread that saw it.
   *
   * Access modes. Only updates write top, so whoever reads it with acquire follows every push
   * before; that, with the release of Push, shows the node and what precedes its push. Release and
   * acquire are not enough, though: with them two threads that each push on one stack and then
   * find another's empty could both be right, and no order explains that. So all accesses that
   * make an operation take effect are volatile. PushRead follows nothing and decides nothing: it
   * is opaque, so that a retry sees news. The fields of a node are plain.
   *
   * Progress. The compare-and-set is the strong one: it never fails for no reason.
   *
   * Rejected: a pause after a failure, which did not help in the benchmark; tagged pointers and
   * hazard pointers, whose work the collector does.
   */

  private static final VarHandle TOP;

  static {
    try {
      TOP = MethodHandles.lookup().findVarHandle(TreiberStack.class, "top", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The node pushed last of those not popped, or null; accessed through TOP only. */
  @SuppressWarnings("unused")
  private @Nullable Node<E> top;

  /** Creates an empty stack. */
  public TreiberStack() {}

  /**
   * Pushes {@code element}.
   *
   * @throws NullPointerException if {@code element} is null
   */
  @SuppressWarnings("unchecked") // only nodes of this stack are ever in top
  public void push(E element) {
    var node = new Node<>(Objects.requireNonNull(element, "a stack holds no null"));
    do {
      node.next = (Node<E>) TOP.getOpaque(this); // PushRead
    } while (!TOP.compareAndSet(this, node.next, node)); // Push
  }

  /** Removes and returns the element pushed last, or returns null if there is none. */
  public @Nullable E pop() {
    Node<E> first;
    do {
      first = first(); // PopRead
      if (first == null) {
        return null;
      }
    } while (!TOP.compareAndSet(this, first, first.next)); // Pop
    return first.element;
  }

  /** Returns the element pushed last, or null if there is none. */
  public @Nullable E peek() {
    Node<E> first = first(); // Look
    return first == null ? null : first.element;
  }

  /** Returns whether there is no element. */
  public boolean isEmpty() {
    return first() == null; // Look
  }

  @SuppressWarnings("unchecked") // only nodes of this stack are ever in top
  private @Nullable Node<E> first() {
    return (Node<E>) TOP.getVolatile(this);
  }

  /** An element and what it was pushed on; not changed once pushed. */
  private static final class Node<E> {
    final E element;
    @Nullable Node<E> next;

    Node(E element) {
      this.element = element;
    }
  }
}
