// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The tests of all modules before this one, as Surefire left them. */
class QuickTimeTest {
  /** The ceiling for one subject, so that {@code mvn verify} stays short with forty of them. */
  private static final double SECONDS_PER_SUBJECT = 8;

  private static final List<Subject> SUBJECTS = new Workspace(Checkout.ROOT).subjects();

  /** On a machine that is slow or busy, a subject takes at most so many times the median. */
  private static final double TIMES_THE_MEDIAN = 5;

  /**
   * All quick checks of one subject together stay below the ceiling, or at least near those of the
   * others: seconds are noise, and their ratios in one run are not.
   */
  @Test
  void everySubjectIsQuick() throws Exception {
    Map<String, Double> seconds = new TreeMap<>();
    for (Element test : cases()) {
      for (Subject subject : SUBJECTS) {
        if (isAbout(test, subject)) {
          seconds.merge(subject.id(), Double.valueOf(test.getAttribute("time")), Double::sum);
        }
      }
    }
    List<Double> sorted = seconds.values().stream().sorted().toList();
    double median = sorted.get(sorted.size() / 2);
    double ceiling = Math.max(SECONDS_PER_SUBJECT, TIMES_THE_MEDIAN * median);
    assertThat(seconds).allSatisfy((id, sum) -> assertThat(sum).isLessThan(ceiling));
  }

  /** No test is skipped. */
  @Test
  void noTestIsSkipped() throws Exception {
    for (Element test : cases()) {
      assertThat(test.getElementsByTagName("skipped").getLength())
          .as(test.getAttribute("classname") + "." + test.getAttribute("name"))
          .isZero();
    }
  }

  private static boolean isAbout(Element test, Subject subject) {
    String type = subject.type().substring(subject.type().lastIndexOf('.') + 1);
    String name = test.getAttribute("classname");
    return name.substring(name.lastIndexOf('.') + 1).startsWith(type)
        || test.getAttribute("name").contains("[" + subject.id() + "]");
  }

  private static List<Element> cases() throws Exception {
    List<Element> cases = new java.util.ArrayList<>();
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    for (String module : Checkout.modules()) {
      if (module.equals("reports")) {
        continue; // it is this one
      }
      Path reports = Checkout.ROOT.resolve(module).resolve("target/surefire-reports");
      for (Path file : Workspace.list(reports)) {
        if (file.getFileName().toString().matches("TEST-.*\\.xml")) {
          Document document = factory.newDocumentBuilder().parse(file.toFile());
          NodeList nodes = document.getElementsByTagName("testcase");
          for (int i = 0; i < nodes.getLength(); i++) {
            cases.add((Element) nodes.item(i));
          }
        }
      }
    }
    return cases;
  }
}
