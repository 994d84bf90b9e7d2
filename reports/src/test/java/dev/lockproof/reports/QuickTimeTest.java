// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockproof.journal.Subject;
import java.lang.management.ManagementFactory;
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

  /**
   * All quick checks of one subject together stay below the ceiling, which is higher by as much as
   * other work on this machine slows them down.
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
    assertThat(seconds).allSatisfy((id, sum) -> assertThat(sum).isLessThan(ceiling()));
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

  private static double ceiling() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    double load = system.getSystemLoadAverage() / system.getAvailableProcessors();
    return SECONDS_PER_SUBJECT * Math.max(1, load);
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
