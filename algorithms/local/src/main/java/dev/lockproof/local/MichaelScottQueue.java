// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An unbounded lock-free queue: a linked list that grows at one end and shrinks at the other, each
 * by compare-and-set.
 *
 * <p>This is the queue of Michael and Scott (1996), with a fresh node for each element in place of
 * recycled ones because the collector reclaims them; dequeuing therefore need not look at the tail,
 * as Doherty, Groves, Luchangco and Moir (2004) found too.
 *
 * <p><b>Guarantee.</b> Linearizable: every operation takes effect at one moment during its call, so
 * {@link #dequeue} and {@link #peek} return the element enqueued first of those not dequeued, and
 * {@link #isEmpty} means what it says at that moment. This holds across several queues, too.
 *
 * <p><b>Progress.</b> Lock-free: a step fails only because another operation has succeeded, and
 * what a descheduled thread leaves undone any other finishes. A single operation may be overtaken
 * for ever.
 *
 * <p><b>Memory consistency effects.</b> Actions before {@link #enqueue} happen-before actions after
 * the {@code dequeue} or {@code peek} that returns the element.
 *
 * <p><b>Cost.</b> Two compare-and-sets for each enqueue that is not disturbed and one for each
 * dequeue, one node allocated per element. Those who enqueue and those who dequeue meet at
 * different words, unless the queue is empty or nearly so. For speed take {@link
 * java.util.concurrent.ConcurrentLinkedQueue}: undisturbed, this one took from about as long to
 * three times as long, which differs from run to run.
 *
 * <p><b>Limits.</b> No null elements, as null stands for "empty". No bound: who enqueues faster
 * than others dequeue fills the memory. No size and no iteration. A thread that is descheduled
 * within an operation keeps the nodes that pass meanwhile, though not their elements.
 *
 * <p><b>Evidence.</b> Claims {@code michael-scott.*} in the report; mutants {@code MichaelScott*}
 * of the corpus.
 *
 * @param <E> the type of the elements
 */
public final class MichaelScottQueue<E> {
  /*
   * Algorithm.
   *
   *   head --> * --> A --> B --> C --> null      Link: the last next from null to the new node
   *                                    ^         Swing: tail from C to what C is linked to
   *                                   tail       Take: head from * to A, which is empty from then
   *
   * The first node is empty: its element was dequeued, or never was. Aim reads the tail, which may
   * lag behind by one node; then Link fails, and Swing brings it up to date, whoever was to do so.
   * First reads the head and Behind what follows it. Enqueue takes effect in Link; dequeue in Take,
   * and peek in the Look that finds the head unmoved; all that find nothing, in Behind. These are
   * the actions of models/specs/michael-scott/MichaelScott.tla and the labels below.
   *
   * Invariants. A next changes once, from null, and is then the last node's. So who finds null
   * behind a node that was the head finds it the head still, and the queue empty. Head and tail
   * only go on, and never come back to a node: what Take expects has still the same behind it.
   * Were nodes recycled, that would be false (the ABA problem). The head may overtake the tail by
   * the one node that this lags behind; who aims there finds its way along next.
   *
   * Access modes. Link, Behind and Take are volatile, as operations take effect there: with release
   * and acquire, two threads that each enqueue in one queue and then find another's empty could
   * both be right. Link and Behind also carry the happens-before edge. First acquires: else the
   * node behind could be read before the head, as if that pointed to it earlier than it did, and a
   * queue be found empty that was not. Look comes after Behind, as that acquires too, and only
   * confirms it: it is opaque. So is Aim, which Link confirms; both see news in a retry. Swing
   * decides nothing and is plain, and may fail for no reason: others swing. The element is plain,
   * written before Link, and by the one whose Take succeeded. Peek races with that one: the null
   * that it may find says so.
   *
   * Rejected: to break the links of removed nodes, as ConcurrentLinkedQueue does, which saves
   * memory when threads are descheduled within operations, and costs another state of next; a
   * pause after a failure.
   */

  private static final VarHandle HEAD;
  private static final VarHandle TAIL;
  private static final VarHandle NEXT;

  static {
    try {
      var lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(MichaelScottQueue.class, "head", Node.class);
      TAIL = lookup.findVarHandle(MichaelScottQueue.class, "tail", Node.class);
      NEXT = lookup.findVarHandle(Node.class, "next", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The empty node before the first element; accessed through HEAD only. */
  @SuppressWarnings("unused")
  private Node<E> head;

  /** The last node or the one before; accessed through TAIL only. */
  @SuppressWarnings("unused")
  private Node<E> tail;

  /** Creates an empty queue. */
  public MichaelScottQueue() {
    head = tail = new Node<>(null);
  }

  /**
   * Enqueues {@code element}.
   *
   * @throws NullPointerException if {@code element} is null
   */
  @SuppressWarnings("unchecked") // only nodes of this queue are ever in tail
  public void enqueue(E element) {
    var node = new Node<>(Objects.requireNonNull(element, "a queue holds no null"));
    Node<E> next;
    do {
      var last = (Node<E>) TAIL.getOpaque(this); // Aim
      next = (Node<E>) NEXT.compareAndExchange(last, null, node); // Link
      TAIL.weakCompareAndSetPlain(this, last, next == null ? node : next); // Swing
    } while (next != null);
  }

  /** Removes and returns the element enqueued first, or returns null if there is none. */
  @SuppressWarnings("unchecked") // only nodes of this queue are ever in head
  public @Nullable E dequeue() {
    Node<E> first;
    Node<E> next;
    do {
      first = (Node<E>) HEAD.getAcquire(this); // First
      next = (Node<E>) NEXT.getVolatile(first); // Behind
      if (next == null) {
        return null;
      }
    } while (!HEAD.compareAndSet(this, first, next)); // Take
    E element = next.element;
    next.element = null;
    return element;
  }

  /** Returns the element enqueued first, or null if there is none. */
  @SuppressWarnings("unchecked") // only nodes of this queue are ever in head
  public @Nullable E peek() {
    Node<E> first;
    E element;
    do {
      first = (Node<E>) HEAD.getAcquire(this); // First
      var next = (Node<E>) NEXT.getVolatile(first); // Behind
      if (next == null) {
        return null;
      }
      element = next.element;
    } while (element == null || HEAD.getOpaque(this) != first); // Look
    return element;
  }

  /** Returns whether there is no element. */
  public boolean isEmpty() {
    return peek() == null;
  }

  /** An element, until it is dequeued, and what was enqueued after it. */
  private static final class Node<E> {
    @Nullable E element;

    /** Accessed through NEXT only. */
    @SuppressWarnings("unused")
    @Nullable Node<E> next;

    Node(@Nullable E element) {
      this.element = element;
    }
  }
}
