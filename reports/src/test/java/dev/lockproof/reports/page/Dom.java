// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The page as a tree; to be parsed at all, it has to be well-formed XML. */
final class Dom {
  private Dom() {}

  static List<Element> elements(String page) throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page)));
    return elements(document.getDocumentElement(), "*");
  }

  static List<Element> elements(Element root, String tag) {
    NodeList nodes = root.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  static List<String> attributes(List<Element> elements, String name) {
    return elements.stream()
        .filter(element -> element.hasAttribute(name))
        .map(element -> element.getAttribute(name))
        .toList();
  }

  /** The tables of that class, a line a row, with bars between the cells. */
  static List<String> rows(String page, String tableClass) throws Exception {
    return elements(page).stream()
        .filter(element -> element.getAttribute("class").equals(tableClass))
        .flatMap(table -> elements(table, "tr").stream())
        .map(Dom::row)
        .toList();
  }

  private static String row(Element row) {
    return elements(row, "*").stream()
        .filter(cell -> cell.getTagName().equals("th") || cell.getTagName().equals("td"))
        .map(cell -> cell.getTextContent().replace('\u00a0', ' ').strip())
        .collect(Collectors.joining(" | "))
        .strip();
  }
}
