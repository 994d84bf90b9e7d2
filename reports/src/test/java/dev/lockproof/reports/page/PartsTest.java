// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The table of accesses says of each what all tests together found, and shows why. */
class PartsTest {
  @Test
  void anAccessIsNeededIfSomeTestBreaksWithoutIt() throws Exception {
    String page = Page.render(Sample.report());

    assertThat(Dom.rows(page, "parts"))
        .map(row -> row.replaceAll("\\s+", " "))
        .containsExactly(
            "access | mode | strong enough | needed",
            "ClhLock.lock getAndSet | volatile | ✓ yes2 tests, 1,403 executions"
                + " | ? weaker sufficesgetAndSetAcquire suffices getAndSetRelease suffices",
            "Signal.isRaised getAcquire | acquire | ✓ yes2 tests, 1,403 executions"
                + " | ✓ yesgetOpaque is too weak: LockLock then allows 1:a=0 R x = 0 <b>",
            "Signal.raise getAndSet | volatile | ✓ yes1 test, 3 executions"
                + " | ? weaker sufficesgetAndSetAcquire is too weak: UnlockTryLock then allows"
                + " 1:a=0 1:ok=1 R x = 0 <b> getAndSetRelease suffices",
            "Signal.park getAndSetRelease | release | ✓ yes1 test, 1,400 executions"
                + " | VarHandle has nothing weaker");
    assertThat(page).contains("nothing is weaker, as they are plain: <code>ClhLock.hold set owner");
  }

  @Test
  void ofAPictureOnlyShapesAndTextAreShown() throws Exception {
    List<Element> pictures =
        Dom.elements(Page.render(Sample.report())).stream()
            .filter(element -> element.getAttribute("class").equals("picture"))
            .toList();

    assertThat(pictures).hasSize(2);
    for (Element picture : pictures) {
      assertThat(Dom.elements(picture, "*"))
          .extracting(Element::getTagName)
          .containsExactly("svg", "text");
      assertThat(Dom.attributes(Dom.elements(picture, "svg"), "onload")).isEmpty();
      assertThat(Dom.attributes(Dom.elements(picture, "text"), "style")).isEmpty();
      assertThat(picture.getTextContent()).contains("R x = 0 <b>").doesNotContain("lost", "alert");
    }
    assertThat(Picture.render("<svg><text>")).isEqualTo(Html.NOTHING);
  }
}
