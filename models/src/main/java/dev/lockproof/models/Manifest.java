// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.models;

import dev.lockproof.journal.Budget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the modules and models of one folder of specifications: its {@code
 * manifest.json}, a superset of the format of tlaplus/Examples.
 *
 * @param subject the subject that the specification is about, or null for an abstract one
 * @param labels from each source file with labelled steps to its labels: each is an action, or a
 *     part of one, in the specification
 * @param unlabelled the actions that no source file labels: they only read, or are not ours
 * @param says from each action, {@code Init} and property to its plain sentence, see {@link Story}
 * @param needs modules of other folders, such as {@code mutex/Mutex.tla}
 * @param traces how to compare traces of the code with the specification, or null
 * @param runs how to compare runs of a protocol with it, or null
 */
public record Manifest(
    List<String> sources,
    List<String> authors,
    List<String> tags,
    @Nullable String subject,
    Map<String, List<String>> labels,
    List<String> unlabelled,
    Map<String, String> says,
    List<String> needs,
    @Nullable Traces traces,
    @Nullable Runs runs,
    List<Module> modules) {

  /** Fills in what a manifest may leave out. */
  public Manifest {
    labels = labels == null ? Map.of() : labels;
    unlabelled = unlabelled == null ? List.of() : unlabelled;
    says = says == null ? Map.of() : says;
    needs = needs == null ? List.of() : needs;
  }

  /**
   * How to compare the steps of code with its specification.
   *
   * @param code the class of a lock to be driven through all its interleavings, with slashes
   * @param constants {@code name = value}, where the processes are 1 and 2
   * @param process the set of processes
   * @param steps the actions that traces are made of; if it is left out, all
   * @param begins the actions with which a passage begins
   * @param observes from what is to be seen of a state of the specification to where the code has
   *     it: see {@code dev.lockproof.traces.Observation}
   * @param silent the labels that are no step where their compareAndSet fails
   * @param patience how often a waiter looks, at most, before it does something else
   * @param budget the smallest that makes evidence of it
   * @param claims the claims that rest on it
   */
  public record Traces(
      String code,
      List<String> constants,
      String process,
      List<String> steps,
      List<String> begins,
      Map<String, String> observes,
      List<String> silent,
      int patience,
      Budget budget,
      List<String> claims) {

    /** Fills in what a manifest may leave out, and keeps the order. */
    public Traces {
      process = process == null ? "Proc" : process;
      steps = steps == null ? List.of() : steps;
      begins = begins == null ? List.of() : begins;
      budget = budget == null ? Budget.QUICK : budget;
      claims = claims == null ? List.of() : claims;
      observes = observes == null ? Map.of() : new LinkedHashMap<>(observes);
      silent = silent == null ? List.of() : silent;
    }
  }

  /**
   * How runs of a protocol are asked of TLC, where its steps come with what can be observed.
   *
   * @param constants {@code name = value}
   * @param defines what else has to be defined, line by line
   * @param takes from action to what a step {@code s} of it is, with its arguments {@code s.a}
   * @param answers from each action in which somebody learns something to the one in which the
   *     opposite is learnt
   * @param observes what is to be seen of a state
   * @param timed the places in that of what only time may change, as long as it is not 0
   * @param claims the claims that rest on it
   */
  public record Runs(
      List<String> constants,
      List<String> defines,
      Map<String, String> takes,
      Map<String, String> answers,
      List<String> observes,
      List<Integer> timed,
      List<String> claims) {

    /** Keeps the order. */
    public Runs {
      takes = new LinkedHashMap<>(takes);
    }
  }

  /** One TLA+ file and the configurations that run it. */
  public record Module(String path, List<String> features, List<Model> models) {}

  /** What a model is there for. */
  public enum Role {
    /** Its properties hold: this is what claims rest on. */
    CHECK,

    /** Its property is violated: a check that could not see that would prove nothing. */
    WITNESS,

    /** Its property is violated, as the claim says that it is without some assumption. */
    NEGATIVE
  }

  /**
   * One configuration and what TLC must make of it.
   *
   * @param path the configuration file
   * @param runtime about how long it takes
   * @param mode always {@code exhaustive search}
   * @param result {@code success}, {@code safety failure}, {@code liveness failure} or {@code
   *     deadlock failure}
   * @param violated the property that fails, unless the result is success
   * @param distinctStates, {@code totalStates} and {@code stateDepth}: the exact counts of a
   *     completed run, else null
   * @param liveness the temporal property, at most one, as TLC does not say which one failed
   * @param claims from property to the claims that rest on it; Deadlock is a property, too
   * @param untaken the actions that the bounds of this model leave no room for
   */
  public record Model(
      String path,
      String runtime,
      String mode,
      String result,
      @Nullable String violated,
      @Nullable Long distinctStates,
      @Nullable Long totalStates,
      @Nullable Long stateDepth,
      int workers,
      Role role,
      Budget budget,
      @Nullable String liveness,
      Map<String, List<String>> claims,
      List<String> untaken) {

    /** Fills in what a manifest may leave out. */
    public Model {
      untaken = untaken == null ? List.of() : untaken;
    }

    /** Returns the name of the check: that of the configuration file. */
    public String check() {
      return path.substring(0, path.lastIndexOf('.'));
    }

    /** Returns whether TLC must complete the search without a violation. */
    public boolean expectsSuccess() {
      return result.equals("success");
    }

    /** Returns the claims that rest on this model, each once, sorted. */
    public List<String> allClaims() {
      return claims.values().stream().flatMap(List::stream).distinct().sorted().toList();
    }
  }

  /** Returns the models of all modules. */
  public List<Model> models() {
    return modules.stream().flatMap(module -> module.models().stream()).toList();
  }

  /** Returns the module of {@code model}, without the ending. */
  public String moduleOf(Model model) {
    return modules.stream()
        .filter(module -> module.models().contains(model))
        .map(module -> module.path().substring(0, module.path().lastIndexOf('.')))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(model.path()));
  }
}
