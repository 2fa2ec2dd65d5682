package io.quipu.sources.html;

import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.html.Blocks.Kind;
import io.quipu.sources.record.ExtractionLimits;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Finds the main content of a page by text and link density of its blocks, in the tradition of
 * boilerpipe (Kohlschütter et al. 2010, <a
 * href="https://doi.org/10.1145/1718487.1718542">WSDM</a>), with the hints that HTML elements,
 * roles and class names give. The README holds what it reaches on WCXB.
 */
public final class MainContent {

  private static final int GOOD_CHARS = 60;
  private static final double GOOD_LINK_DENSITY = 0.35;
  private static final double MAX_LINK_DENSITY = 0.6;

  /** As much good text is content enough, however much is beside it. */
  private static final int ENOUGH_CHARS = 1200;

  /** A shorter text in place of scripts only asks to enable them. */
  private static final int MIN_NOSCRIPT_CHARS = 200;

  private MainContent() {}

  /**
   * @throws DamageException {@code html_too_complex} if the page has more tags than the limit
   */
  public static HtmlPage of(String html, ExtractionLimits limits) throws DamageException {
    checkTags(html, limits.maxHtmlTags());
    Document page = Jsoup.parse(html, "", Parser.htmlParser().setMaxDepth(limits.maxHtmlDepth()));
    Element root = page.selectFirst("html");
    String language = root == null ? "" : root.attr("lang").strip();
    String title = page.title().strip();
    String text = text(Blocks.of(page.body(), false));
    if (text.isEmpty()) {
      // forums that a script draws say all they have to readers without one
      text = text(Blocks.of(page.body(), true));
      text = text.length() < MIN_NOSCRIPT_CHARS ? "" : text;
    }
    return new HtmlPage(text, title.isEmpty() ? null : title, language.isEmpty() ? null : language);
  }

  private static void checkTags(String html, int max) throws DamageException {
    int tags = 0;
    for (int i = 0; i < html.length(); i++) {
      if (html.charAt(i) == '<' && ++tags > max) {
        throw new DamageException("html_too_complex", "more than " + max + " tags");
      }
    }
  }

  private static String text(Blocks blocks) {
    boolean useBeside = !hasContentOutside(blocks);
    int root = root(blocks, useBeside);
    if (root < 0) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    @Nullable Kind before = null;
    for (int b = blocks.firstBlock[root]; b < blocks.lastBlock[root]; b++) {
      if ((blocks.beside[b] && !useBeside) || blocks.linkDensity(b) > MAX_LINK_DENSITY) {
        continue;
      }
      if (text.length() > 0) {
        text.append(before == Kind.ITEM && blocks.kind[b] == Kind.ITEM ? "\n" : "\n\n");
      }
      if (blocks.kind[b] == Kind.ITEM) {
        text.append("- ");
      }
      text.append(blocks.chars, blocks.start[b], blocks.end[b]);
      before = blocks.kind[b];
    }
    return text.toString();
  }

  /**
   * Whether enough is left without what is beside the content: some pages wrap all in a "sidebar",
   * and under some articles the comments are many times as long.
   */
  private static boolean hasContentOutside(Blocks blocks) {
    long outside = 0;
    long all = 0;
    for (int b = 0; b < blocks.count; b++) {
      if (isGood(blocks, b)) {
        all += blocks.length(b);
        outside += blocks.beside[b] ? 0 : blocks.length(b);
      }
    }
    return outside >= ENOUGH_CHARS || outside * 3 >= all;
  }

  /** The smallest element that holds most of the good text; -1 if the page has no block. */
  private static int root(Blocks blocks, boolean useBeside) {
    long[] good = new long[blocks.elements];
    for (int b = 0; b < blocks.count; b++) {
      if (blocks.element[b] >= 0 && isGood(blocks, b) && (useBeside || !blocks.beside[b])) {
        good[blocks.element[b]] += blocks.length(b);
      }
    }
    for (int e = blocks.elements - 1; e > 0; e--) {
      if (blocks.parent[e] >= 0) {
        good[blocks.parent[e]] += good[e];
      }
    }
    if (blocks.elements == 0) {
      return -1;
    }
    int root = 0;
    for (int e = 1; e < blocks.elements; e++) {
      double share = blocks.content[e] ? 0.5 : 0.8;
      // elements come before their descendants: each step goes down
      // never to a paragraph by itself: what is beside one in the same element belongs to it
      boolean several = blocks.lastBlock[e] - blocks.firstBlock[e] > 1;
      if (several && isWithin(blocks, e, root) && good[e] > share * good[root]) {
        root = e;
      }
    }
    return root;
  }

  private static boolean isWithin(Blocks blocks, int element, int ancestor) {
    return blocks.firstBlock[element] >= blocks.firstBlock[ancestor]
        && blocks.lastBlock[element] <= blocks.lastBlock[ancestor];
  }

  private static boolean isGood(Blocks blocks, int b) {
    return blocks.length(b) >= GOOD_CHARS && blocks.linkDensity(b) < GOOD_LINK_DENSITY;
  }
}
