// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

import static dev.lockproof.reports.page.Html.attr;
import static dev.lockproof.reports.page.Html.tag;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A picture that a layer drew: of its SVG document only shapes and text get on the page, built
 * anew, so that it can neither load nor run nor change anything.
 */
final class Picture {
  private static final Set<String> ELEMENTS =
      Set.of("svg", "g", "title", "text", "path", "line", "circle", "rect");
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "viewBox",
          "width",
          "height",
          "x",
          "y",
          "x1",
          "y1",
          "x2",
          "y2",
          "d",
          "cx",
          "cy",
          "r",
          "class",
          "fill",
          "stroke",
          "stroke-opacity",
          "stroke-width",
          "font-family",
          "font-size",
          "font-weight");

  private Picture() {}

  /** The picture, or nothing if {@code svg} is none. */
  static Html render(String svg) {
    if (svg.isEmpty()) {
      return Html.NOTHING;
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Element root = builder.parse(new InputSource(new StringReader(svg))).getDocumentElement();
      return root.getTagName().equals("svg")
          ? tag("div.picture", attr("tabindex", "0"), element(root))
          : Html.NOTHING;
    } catch (SAXException malformed) {
      return Html.NOTHING;
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Html element(Element element) {
    List<Object> parts = new ArrayList<>();
    NamedNodeMap attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node attribute = attributes.item(i);
      if (ATTRIBUTES.contains(attribute.getNodeName())) {
        parts.add(attr(attribute.getNodeName(), attribute.getNodeValue()));
      }
    }
    NodeList children = element.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element child && ELEMENTS.contains(child.getTagName())) {
        parts.add(element(child));
      } else if (children.item(i) instanceof Text text && !text.getData().isBlank()) {
        parts.add(text.getData());
      }
    }
    return tag(element.getTagName(), parts);
  }
}
