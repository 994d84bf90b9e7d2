// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.lincheck;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.lockproof.rate.Rate;
import dev.lockproof.redis.LeasedTokens;
import dev.lockproof.redis.RedisTokenBucket;
import dev.lockproof.redis.ScriptTwin;
import java.time.Duration;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;

/**
 * Claims leased-tokens.window, leased-tokens.once, leased-tokens.exact: the threads of a node, and
 * another node, get all permits of the bucket, in draws of two, and none twice. Time stands still.
 */
@Tag("leased-tokens.window")
@Tag("leased-tokens.once")
@Tag("leased-tokens.exact")
public class LeasedTokensLincheckTest extends LincheckTest {
  private static final int IN_BUCKET = 3;
  private static final int DRAW = 2;

  private final ScriptTwin server = ScriptTwin.onMicros(() -> 1_000_000_000);
  private final LeasedTokens node = node();
  private final LeasedTokens other = node();

  private LeasedTokens node() {
    Rate rate = Rate.perSecond(1);
    Duration stay = Duration.ofMillis(500);
    return new LeasedTokens(server, "key", IN_BUCKET + 1, rate, DRAW, stay, () -> 0);
  }

  /** Asks the node for a permit. */
  @Operation(blocking = true)
  public boolean one() {
    return node.tryAcquire();
  }

  /** Asks the other node for a permit. */
  @Operation(blocking = true)
  public boolean others() {
    return other.tryAcquire();
  }

  /** A draw is one request, into which the bucket's own test looks. */
  @Override
  protected List<ManagedStrategyGuarantee> guarantees() {
    return List.of(forClasses(RedisTokenBucket.class.getName()).methods("decide").treatAsAtomic());
  }

  /** The races that matter: for what is there and for a draw; and for the last permit. */
  @Override
  protected List<ExecutionScenario> scenarios() {
    return List.of(race("one one", "one one"), race("one one", "others others"));
  }

  /** Two nodes without threads. */
  public static class Sequential {
    private int bucket = IN_BUCKET;
    private int mine;
    private int theirs;

    /** Serves one of what was drawn. */
    public boolean one() {
      mine = mine > 0 ? mine : draw();
      boolean allowed = mine > 0;
      mine -= allowed ? 1 : 0;
      return allowed;
    }

    /** Serves one of what was drawn there. */
    public boolean others() {
      theirs = theirs > 0 ? theirs : draw();
      boolean allowed = theirs > 0;
      theirs -= allowed ? 1 : 0;
      return allowed;
    }

    private int draw() {
      int many = Math.min(DRAW, bucket);
      bucket -= many;
      return many;
    }
  }
}
