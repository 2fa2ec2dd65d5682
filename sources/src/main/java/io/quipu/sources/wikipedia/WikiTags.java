package io.quipu.sources.wikipedia;

import java.util.HashSet;
import java.util.Set;

/** What the tags of a page mean, and where they are closed. Belongs to the reading of one page. */
final class WikiTags {

  /** Tags whose content is no prose. */
  private static final Set<String> DROPPED =
      Set.of(
          "ref",
          "gallery",
          "timeline",
          "score",
          "imagemap",
          "templatedata",
          "hiero",
          "graph",
          "mapframe",
          "maplink",
          "style",
          "script",
          "references",
          "inputbox",
          "categorytree");

  /** Tags whose content means itself. */
  private static final Set<String> LITERAL =
      Set.of("nowiki", "pre", "math", "chem", "syntaxhighlight", "source");

  private final String in;
  private final Set<String> neverClosed = new HashSet<>();

  WikiTags(String page) {
    in = page;
  }

  /** Whether the content of a tag is left out. */
  static boolean isDropped(String name) {
    return DROPPED.contains(name);
  }

  /** Whether the content of a tag is text as it is. */
  static boolean isLiteral(String name) {
    return LITERAL.contains(name);
  }

  /** Start of the closing tag, or -1; what is known never to come is not looked for again. */
  int closing(String name, int from) {
    if (neverClosed.contains(name)) {
      return -1;
    }
    int at = from;
    while ((at = in.indexOf("</", at)) >= 0) {
      int end = at + 2 + name.length();
      if (in.regionMatches(true, at + 2, name, 0, name.length())
          && (end >= in.length() || !isLetter(in.charAt(end)))) {
        return at;
      }
      at += 2;
    }
    neverClosed.add(name);
    return -1;
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
