// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one check found out about one claim, with all that is needed to judge and to repeat it.
 *
 * @param id {@code <layer>/<check>/<claim>}; the same check has the same id in every run
 * @param mutant the mutant whose classes were first on the class path, or null for the original
 * @param tool the tool that checked, and {@code version} its version
 * @param strength {@code exhaustive(bounds)}, {@code sampled(n)} or {@code proved}
 * @param explored what was covered, in counts
 * @param bounds what limited it
 * @param seed where randomness began, or null where there is none
 * @param seconds how long it took
 * @param reason why the verdict is what it is, in a sentence; null for a plain PASS
 * @param parts what was weakened to see whether it is needed; mostly empty
 * @param inputs SHA-256 of each class file, script and specification that the result depends on
 * @param key everything else that the result depends on, as one opaque value of the orchestrator
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
    String id,
    String claim,
    String subject,
    Layer layer,
    @Nullable String mutant,
    String tool,
    String version,
    Verdict verdict,
    String strength,
    Map<String, Long> explored,
    Map<String, String> bounds,
    @Nullable Long seed,
    double seconds,
    @Nullable String reason,
    @Nullable Counterexample counterexample,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Part> parts,
    Map<String, String> inputs,
    @Nullable String key) {
  /** Reads absent parts as none. */
  public Evidence {
    parts = parts == null ? List.of() : List.copyOf(parts);
  }

  /** Starts evidence of {@code check} in {@code layer} about {@code claim}. */
  public static Builder of(Layer layer, String check, String claim) {
    return new Builder(layer, check, claim);
  }

  /**
   * Returns the same evidence as found by the orchestrated run that {@code mutant} and key name.
   */
  public Evidence in(@Nullable String mutant, @Nullable String key) {
    return new Evidence(
        id,
        claim,
        subject,
        layer,
        mutant,
        tool,
        version,
        verdict,
        strength,
        explored,
        bounds,
        seed,
        seconds,
        reason,
        counterexample,
        parts,
        inputs,
        key);
  }

  /** Evidence under construction. */
  public static final class Builder {
    private final Layer layer;
    private final String check;
    private final String claim;
    private final Map<String, Long> explored = new TreeMap<>();
    private final Map<String, String> bounds = new TreeMap<>();
    private final Map<String, String> inputs = new TreeMap<>();
    private final List<Part> parts = new ArrayList<>();
    private String tool = "";
    private String version = "";
    private String strength = "";
    private double seconds;
    private @Nullable Long seed;

    Builder(Layer layer, String check, String claim) {
      this.layer = layer;
      this.check = check;
      this.claim = claim;
    }

    /** Names the tool and its version. */
    public Builder tool(String name, String version) {
      this.tool = name;
      this.version = version;
      return this;
    }

    /** States the strength: {@code exhaustive(bounds)}, {@code sampled(n)} or {@code proved}. */
    public Builder strength(String strength) {
      this.strength = strength;
      return this;
    }

    /** Adds a count of what was covered. */
    public Builder explored(String what, long count) {
      explored.put(what, count);
      return this;
    }

    /** Adds a limit of what was covered. */
    public Builder bound(String what, Object limit) {
      bounds.put(what, String.valueOf(limit));
      return this;
    }

    /** States the seed. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** States the duration in seconds. */
    public Builder seconds(double seconds) {
      this.seconds = seconds;
      return this;
    }

    /** Adds a part that was weakened. */
    public Builder part(Part part) {
      parts.add(part);
      return this;
    }

    /** Adds inputs; see {@link Inputs}. */
    public Builder inputs(Map<String, String> hashes) {
      inputs.putAll(hashes);
      return this;
    }

    /** Finishes: the expectation was met. */
    public Evidence pass() {
      return build(Verdict.PASS, null, null);
    }

    /** Finishes: the expectation was met by this counterexample, as the claim expects one. */
    public Evidence passBy(Counterexample counterexample) {
      return build(Verdict.PASS, "violated as expected", counterexample);
    }

    /** Finishes: the claim was seen to break. */
    public Evidence fail(String reason, Counterexample counterexample) {
      return build(Verdict.FAIL, reason, counterexample);
    }

    /** Finishes: a violation was expected, and an exhaustive search found none. */
    public Evidence failWithoutViolation() {
      return build(Verdict.FAIL, "a violation was expected and there is none", null);
    }

    /** Finishes: the check could not decide. */
    public Evidence inconclusive(String reason) {
      return build(Verdict.INCONCLUSIVE, reason, null);
    }

    /** Finishes: the harness had trouble. */
    public Evidence infra(String reason) {
      return build(Verdict.INFRA, reason, null);
    }

    private Evidence build(
        Verdict verdict, @Nullable String reason, @Nullable Counterexample counterexample) {
      return new Evidence(
          layer.id() + "/" + check + "/" + claim,
          claim,
          claim.substring(0, claim.indexOf('.')),
          layer,
          null,
          tool,
          version,
          verdict,
          strength,
          explored,
          bounds,
          seed,
          seconds,
          reason,
          counterexample,
          parts,
          inputs,
          null);
    }
  }
}
