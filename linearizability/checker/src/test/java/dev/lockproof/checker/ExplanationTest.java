// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockproof.checker.history.Event;
import dev.lockproof.checker.history.History;
import dev.lockproof.checker.history.Operation;
import dev.lockproof.checker.history.Recorder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An explanation names the shortest illegal prefix, what cannot be ordered there, and what can. */
class ExplanationTest {
  private final long[] clock = new long[1];
  private final Recorder recorder = new Recorder(() -> clock[0]++);

  /** Everything after the first violation, and every other key, is left out. */
  @Test
  void shortestPrefix() {
    recorder.invoke(0, "put", "<k>", "1").ok(null);
    recorder.invoke(1, "put", "other", "1").ok(null);
    var put = recorder.invoke(2, "put", "<k>", "2");
    recorder.invoke(0, "get", "<k>", null).ok("2");
    recorder.invoke(0, "get", "<k>", null).ok("1");
    put.ok(null);
    recorder.invoke(1, "get", "<k>", null).ok("1");
    Explanation explanation = explain("key-value");
    assertThat(explanation.prefix()).isEqualTo(9);
    assertThat(explanation.shortest()).isTrue();
    assertThat(explanation.operations()).hasSize(4).allMatch(o -> "<k>".equals(o.key()));
    assertThat(explanation.orders()).hasSize(1);
    assertThat(explanation.orders().get(0).operations())
        .extracting(Operation::describe)
        .containsExactly("put(<k>, 1)", "put(<k>, 2) -> ?", "get(<k>) -> 2");
    assertThat(explanation.orders().get(0).state()).isEqualTo("at \"2\"");
    assertThat(explanation.verdict().explanation())
        .isEqualTo(
            "key <k>: no order is legal; at most 3 of 4 operations can be ordered, and then "
                + "get(<k>) -> 1 by process 0 would have to come, but the object is at \"2\"");
  }

  /** The page draws every operation, and no markup of the history gets through. */
  @Test
  void picture() {
    recorder.invoke(0, "write", "<k>", "<script>").ok(null);
    recorder.invoke(0, "read", "<k>", null).ok("&");
    String page = Picture.of(explain("register"));
    assertThat(page)
        .contains("read() -&gt; &amp;", "write(&lt;script&gt;)", "the first 4 of 4 events")
        .contains("class=\"bad\"")
        .doesNotContain("<script", "http", "%n");
  }

  /** A legal history has no explanation. */
  @Test
  void legal() {
    recorder.invoke(0, "write", null, 1).ok(null);
    assertThatThrownBy(() -> explain("register")).hasMessageStartingWith("not illegal: PASS");
  }

  private Explanation explain(String model) {
    List<Event> events = recorder.events();
    return new Checker(Specification.of(model)).explain(History.of(events));
  }
}
