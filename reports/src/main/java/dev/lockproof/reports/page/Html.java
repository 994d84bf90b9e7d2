// Copyright 2026 The Lockproof Authors. SPDX-License-Identifier: Apache-2.0
package dev.lockproof.reports.page;

/**
 * A piece of markup that is already safe to print.
 *
 * <p>Text becomes markup only through {@link #tag}, which escapes it; so nothing that a tool, a
 * patch or a server wrote can change the structure of the page.
 */
record Html(String markup) {
  static final Html NOTHING = new Html("");

  /** An attribute of the element that it is passed to. */
  record Attribute(String name, String value) {}

  static Attribute attr(String name, String value) {
    return new Attribute(name, value);
  }

  static Attribute id(String value) {
    return new Attribute("id", value.replaceAll("[^A-Za-z0-9._-]", "-"));
  }

  static Attribute href(String id) {
    return new Attribute("href", "#" + id(id).value());
  }

  /**
   * An element, such as {@code tag("p.lead", "text", tag("b", "bold"))}.
   *
   * @param selector the element's name, followed by its classes, each after a dot
   * @param parts attributes, markup, iterables of parts, or anything else: printed as escaped text
   */
  static Html tag(String selector, Object... parts) {
    String[] names = selector.split("\\.", -1);
    StringBuilder head = new StringBuilder("<").append(names[0]);
    if (names.length > 1) {
      head.append(" class=\"").append(selector.substring(names[0].length() + 1).replace('.', ' '));
      head.append('"');
    }
    StringBuilder body = new StringBuilder();
    for (Object part : parts) {
      append(part, head, body);
    }
    if (names[0].equals("meta")) {
      return new Html(head.append("/>\n").toString());
    }
    head.append('>').append(body).append("</").append(names[0]).append('>');
    return new Html(head.append(isBlock(names[0]) ? "\n" : "").toString());
  }

  /** Several parts, one after the other, without an element around them. */
  static Html all(Object... parts) {
    StringBuilder body = new StringBuilder();
    for (Object part : parts) {
      append(part, new StringBuilder(), body);
    }
    return new Html(body.toString());
  }

  private static void append(Object part, StringBuilder head, StringBuilder body) {
    if (part instanceof Attribute attribute) {
      head.append(' ').append(attribute.name()).append("=\"");
      head.append(escape(attribute.value())).append('"');
    } else if (part instanceof Html html) {
      body.append(html.markup());
    } else if (part instanceof Iterable<?> several) {
      several.forEach(one -> append(one, head, body));
    } else {
      body.append(escape(part.toString()));
    }
  }

  private static boolean isBlock(String name) {
    return switch (name) {
      case "a", "b", "code", "em", "small", "span", "strong", "sup", "rect", "line" -> false;
      default -> true;
    };
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return escaped.toString();
  }
}
