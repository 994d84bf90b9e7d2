// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.litmus;

import edu.mit.csail.sdg.alloy4.A4Reporter;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.parser.CompUtil;
import edu.mit.csail.sdg.translator.A4Options;
import edu.mit.csail.sdg.translator.TranslateAlloyToKodkod;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The model once more, as constraints for a SAT solver: written from the axioms, not from {@link
 * Jam}, and solved by other code.
 */
final class Alloy {
  /** What does not depend on the events. The coherence order is any that obeys the rules. */
  private static final String RULES =
      """
      one sig Choice { push: E->E, co: E->E }
      fun vis: E->E { ^(into + rf + Choice.push.pushes) }
      fun vo: E->E { vis + (po & loc) }
      pred consistent {
        Choice.push in D->D and no iden & Choice.push
        Choice.push.(Choice.push) in Choice.push
        all disj a, b: D | a->b in Choice.push or b->a in Choice.push
        ((po + rf + last) & D->D) in Choice.push
        Choice.co in (W->W) & loc
        vo & loc & W->W in Choice.co
        ((vo.~rf) & loc & W->W) - iden in Choice.co
        ((vo & loc & W->R).po & loc & W->W) in Choice.co
        ((O <: (rf.po.~rf) :> O) & loc & W->W) - iden in Choice.co
        all disj a, b: U | a->b in loc implies (a->b in Choice.co or b->a in Choice.co)
        ((~(rf :> U).(Choice.co)) & loc) - iden in Choice.co
        ((I <: loc) & W->W) - iden in Choice.co
        last in Choice.co
        no iden & ^(Choice.co)
        no iden & ^((po + rf) :> O)
      }
      run consistent for 1
      """;

  static {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
  }

  private final List<Event> events;

  Alloy(List<Event> events) {
    this.events = events;
  }

  /** Returns whether a consistent execution reads from {@code rf} and ends in {@code finals}. */
  boolean isConsistent(int[] rf, List<Integer> finals) {
    StringBuilder text = new StringBuilder("abstract sig E {}\n");
    text.append("one sig ").append(join(IntStream.range(0, events.size()), i -> true));
    text.append(" extends E {}\n");
    set(text, "W", i -> events.get(i).writes());
    set(text, "R", i -> events.get(i).reads());
    set(text, "U", i -> events.get(i).type() == Event.Type.UPDATE);
    set(text, "I", i -> events.get(i).thread() == Event.INIT);
    set(text, "O", i -> events.get(i).thread() == Event.INIT || events.get(i).isOpaque());
    set(text, "D", i -> IntStream.range(0, events.size()).anyMatch(j -> pushes(i, j)));
    relation(text, "po", this::po);
    relation(text, "loc", (i, j) -> location(i).equals(location(j)) && !location(i).isEmpty());
    relation(text, "rf", (i, j) -> rf[j] == i);
    relation(text, "last", (i, j) -> isLast(i, j, finals));
    relation(text, "pushes", this::pushes);
    relation(text, "into", this::into);
    return solve(text.append(RULES).toString());
  }

  private static boolean solve(String text) {
    CompModule module = CompUtil.parseEverything_fromString(A4Reporter.NOP, text);
    Command command = module.getAllCommands().get(0);
    return TranslateAlloyToKodkod.execute_command(
            A4Reporter.NOP, module.getAllReachableSigs(), command, new A4Options())
        .satisfiable();
  }

  private String location(int i) {
    return events.get(i).location();
  }

  private boolean isLast(int i, int j, List<Integer> finals) {
    boolean writes = events.get(i).writes() && finals.contains(j);
    return writes && i != j && location(i).equals(location(j));
  }

  private boolean po(int i, int j) {
    int thread = events.get(i).thread();
    return i < j && thread != Event.INIT && thread == events.get(j).thread();
  }

  private boolean between(int i, int j, Mode fence) {
    return po(i, j)
        && IntStream.range(i + 1, j)
            .mapToObj(events::get)
            .anyMatch(f -> f.type() == Event.Type.FENCE && f.read() == fence);
  }

  private boolean pushes(int i, int j) {
    boolean both = events.get(i).isVolatile() && events.get(j).isVolatile();
    return po(i, j) && (both || between(i, j, Mode.VOLATILE));
  }

  private boolean into(int i, int j) {
    Event a = events.get(i);
    Event b = events.get(j);
    return pushes(i, j)
        || (po(i, j) && a.reads() && a.read().acquires())
        || (po(i, j) && b.writes() && b.write().releases())
        || (between(i, j, Mode.RELEASE) && b.writes())
        || (between(i, j, Mode.ACQUIRE) && a.reads());
  }

  private static String join(IntStream all, Predicate<Integer> wanted) {
    return all.filter(wanted::test).mapToObj(i -> "E" + i).collect(Collectors.joining(", "));
  }

  private void set(StringBuilder text, String name, Predicate<Integer> member) {
    String members = join(IntStream.range(0, events.size()), member).replace(", ", " + ");
    text.append("fun " + name + ": set E { " + (members.isEmpty() ? "none" : members) + " }\n");
  }

  private void relation(StringBuilder text, String name, BiPredicate<Integer, Integer> related) {
    String pairs =
        IntStream.range(0, events.size())
            .boxed()
            .flatMap(
                i ->
                    IntStream.range(0, events.size())
                        .filter(j -> related.test(i, j))
                        .mapToObj(j -> "E" + i + "->E" + j))
            .collect(Collectors.joining(" + "));
    text.append("fun " + name + ": E->E { ");
    text.append(pairs.isEmpty() ? "none->none" : pairs).append(" }\n");
  }
}
