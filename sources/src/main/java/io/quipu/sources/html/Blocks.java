package io.quipu.sources.html;

import java.util.Arrays;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * A page as a run of text blocks in document order, each in its element; block-level elements are
 * numbered in document order too. Built in one walk without recursion.
 */
final class Blocks implements NodeFilter {

  /**
   * Characters of all blocks, one after another, whitespace collapsed except in preformatted text.
   */
  final StringBuilder chars = new StringBuilder();

  int count;
  int[] start = new int[256];
  int[] end = new int[256];
  int[] linkChars = new int[256];
  int[] element = new int[256]; // the element that holds it
  Kind[] kind = new Kind[256];
  boolean[] beside = new boolean[256]; // in an element beside the content

  int elements;
  int[] parent = new int[256];
  int[] lastBlock = new int[256]; // one past the last block within
  int[] firstBlock = new int[256];
  boolean[] content = new boolean[256]; // says of itself that it holds the content

  private final boolean noscript;
  private int current = -1;
  private int links;
  private int besideDepth;
  private int preDepth;
  private int linkMark;
  private int blockStart;
  private int blockLinks;
  private int boxEnd = -1; // where in chars the last box ended
  private int boxStart = -1; // where one starts without white space since
  private Kind blockKind = Kind.TEXT;

  enum Kind {
    TEXT,
    PARAGRAPH,
    HEADING,
    ITEM,
    PRE
  }

  private Blocks(boolean noscript) {
    this.noscript = noscript;
  }

  /**
   * @param noscript whether the replacement of a script counts as text
   */
  static Blocks of(Element body, boolean noscript) {
    Blocks blocks = new Blocks(noscript);
    body.filter(blocks);
    blocks.endBlock();
    return blocks;
  }

  int length(int block) {
    return end[block] - start[block];
  }

  double linkDensity(int block) {
    return (double) linkChars[block] / Math.max(1, length(block));
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      append(text.getWholeText());
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element e)) {
      return FilterResult.CONTINUE;
    }
    if (Tags.isWithoutText(e, noscript)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    String name = e.normalName();
    if (boxEnd == chars.length() && boxEnd > blockStart && Tags.BOXES.contains(name)) {
      boxStart = boxEnd;
    }
    switch (name) {
      case "br" -> lineBreak();
      case "td", "th" -> cell();
      case "a" -> {
        if (links++ == 0) {
          linkMark = chars.length();
        }
      }
      default -> {
        if (!Tags.INLINE.contains(name)) {
          enter(e, name);
        }
      }
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (!(node instanceof Element e) || Tags.isWithoutText(e, noscript)) {
      return FilterResult.CONTINUE;
    }
    String name = e.normalName();
    if (preDepth == 0 && Tags.BOXES.contains(name)) {
      boxEnd = chars.length();
    }
    switch (name) {
      case "br", "td", "th" -> {}
      case "a" -> {
        if (--links == 0) {
          blockLinks += chars.length() - Math.max(linkMark, blockStart);
        }
      }
      default -> {
        if (!Tags.INLINE.contains(name)) {
          leave(e, name);
        }
      }
    }
    return FilterResult.CONTINUE;
  }

  private void enter(Element e, String name) {
    endBlock();
    if (elements == parent.length) {
      parent = Arrays.copyOf(parent, 2 * elements);
      firstBlock = Arrays.copyOf(firstBlock, 2 * elements);
      lastBlock = Arrays.copyOf(lastBlock, 2 * elements);
      content = Arrays.copyOf(content, 2 * elements);
    }
    parent[elements] = current;
    firstBlock[elements] = count;
    content[elements] = Tags.isContent(e);
    current = elements++;
    if (Tags.isBeside(e)) {
      besideDepth++;
    }
    if (name.equals("pre")) {
      preDepth++;
    }
    blockKind = kindOf(name);
  }

  private void leave(Element e, String name) {
    endBlock();
    lastBlock[current] = count;
    current = parent[current];
    if (Tags.isBeside(e)) {
      besideDepth--;
    }
    if (name.equals("pre")) {
      preDepth--;
    }
  }

  private static Kind kindOf(String name) {
    return switch (name) {
      case "p", "blockquote" -> Kind.PARAGRAPH;
      case "h1", "h2", "h3", "h4", "h5", "h6" -> Kind.HEADING;
      case "li", "dd", "dt" -> Kind.ITEM;
      case "pre" -> Kind.PRE;
      default -> Kind.TEXT;
    };
  }

  private void endBlock() {
    if (links > 0) {
      blockLinks += chars.length() - Math.max(linkMark, blockStart);
      linkMark = chars.length();
    }
    int stop = chars.length();
    while (stop > blockStart && chars.charAt(stop - 1) <= ' ') {
      stop--;
    }
    if (stop > blockStart) {
      if (count == start.length) {
        grow();
      }
      start[count] = blockStart;
      end[count] = stop;
      linkChars[count] = Math.min(blockLinks, stop - blockStart);
      element[count] = current;
      kind[count] = blockKind;
      beside[count] = besideDepth > 0;
      count++;
    }
    blockStart = chars.length();
    blockLinks = 0;
    blockKind = Kind.TEXT;
  }

  private void grow() {
    start = Arrays.copyOf(start, 2 * count);
    end = Arrays.copyOf(end, 2 * count);
    linkChars = Arrays.copyOf(linkChars, 2 * count);
    element = Arrays.copyOf(element, 2 * count);
    kind = Arrays.copyOf(kind, 2 * count);
    beside = Arrays.copyOf(beside, 2 * count);
  }

  private void append(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (preDepth == 0 && isSpace(c)) {
        if (chars.length() > blockStart && !isSpace(chars.charAt(chars.length() - 1))) {
          chars.append(' ');
        }
      } else if (!isInvisible(c)) {
        if (boxStart == chars.length()
            && boxStart > blockStart
            && isSeam(chars.charAt(boxStart - 1), c)) {
          chars.append(' ');
        }
        chars.append(c);
      }
    }
  }

  private void lineBreak() {
    if (chars.length() > blockStart) {
      chars.append('\n');
    }
  }

  private void cell() {
    if (chars.length() > blockStart && chars.charAt(chars.length() - 1) != '\t') {
      chars.append('\t');
    }
  }

  // "12 itemsWelcome", where two boxes meet
  private static boolean isSeam(char last, char first) {
    return Character.isUpperCase(first)
        && (Character.isLowerCase(last) || (last >= '0' && last <= '9'));
  }

  // soft hyphen, zero width space, byte order mark: they say where a line may break
  private static boolean isInvisible(char c) {
    return c == '\u00ad' || c == '\u200b' || c == '\ufeff';
  }

  private static boolean isSpace(char c) {
    return c <= ' ' || c == '\u00a0' || c == '\u3000';
  }
}
