package io.quipu.sources.html;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * What the names and attributes of elements tell, after the HTML standard and after what sites do.
 */
final class Tags {

  /** Elements whose text runs on within a line. */
  static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
          "em", "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rb",
          "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
          "time", "tt", "u", "var", "wbr");

  /** Inline elements that pages lay out as boxes, so that no white space is needed between two. */
  static final Set<String> BOXES = Set.of("a", "label", "small", "span", "time");

  /** Elements without text of the page. */
  private static final Set<String> NO_TEXT =
      Set.of(
          "applet",
          "area",
          "audio",
          "button",
          "canvas",
          "datalist",
          "embed",
          "frame",
          "frameset",
          "head",
          "iframe",
          "input",
          "link",
          "map",
          "meta",
          "noframes",
          "noscript",
          "object",
          "optgroup",
          "option",
          "param",
          "progress",
          "script",
          "select",
          "source",
          "style",
          "svg",
          "template",
          "textarea",
          "track",
          "video");

  /** Elements and roles that are beside the content. */
  private static final Set<String> BESIDE = Set.of("nav", "footer", "aside", "dialog", "menu");

  private static final Set<String> BESIDE_ROLES =
      Set.of(
          "alert",
          "alertdialog",
          "banner",
          "complementary",
          "contentinfo",
          "dialog",
          "menu",
          "menubar",
          "navigation",
          "search",
          "toolbar",
          "tablist");

  /** Words of class and id names that say the same. */
  private static final Set<String> BESIDE_WORDS =
      Set.of(
          "ad",
          "ads",
          "adsense",
          "advert",
          "advertisement",
          "banner",
          "breadcrumb",
          "breadcrumbs",
          "byline",
          "captcha",
          "comment",
          "commentlist",
          "comments",
          "commentsbox",
          "cookie",
          "cookies",
          "consent",
          "disqus",
          "footer",
          "gdpr",
          "masthead",
          "menu",
          "modal",
          "nav",
          "navbar",
          "navigation",
          "newsletter",
          "outbrain",
          "overlay",
          "pager",
          "paging",
          "pagination",
          "popup",
          "promo",
          "recommended",
          "related",
          "respond",
          "share",
          "sharing",
          "sharedaddy",
          "sidebar",
          "signup",
          "skip",
          "social",
          "sponsor",
          "sponsored",
          "subscribe",
          "taboola",
          "toolbar",
          "tooltip",
          "widget");

  private Tags() {}

  /**
   * @param noscript whether the replacement of a script counts as text
   */
  static boolean isWithoutText(Element element, boolean noscript) {
    String name = element.normalName();
    return (NO_TEXT.contains(name) && !(noscript && name.equals("noscript"))) || isHidden(element);
  }

  static boolean isBeside(Element element) {
    String name = element.normalName();
    if (name.equals("body") || name.equals("html") || isContent(element)) {
      return false;
    }
    return BESIDE.contains(name)
        || BESIDE_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
        || hasBesideWord(element.className())
        || hasBesideWord(element.id());
  }

  /** Elements that say themselves that they hold the content. */
  static boolean isContent(Element element) {
    return element.normalName().equals("article")
        || element.normalName().equals("main")
        || element.attr("role").equals("main")
        || element.attr("itemprop").equals("articleBody");
  }

  private static boolean isHidden(Element element) {
    if (element.attributesSize() == 0) {
      return false;
    }
    boolean hidden = element.hasAttr("hidden") && !isStreamed(element.id());
    if (hidden || element.attr("aria-hidden").equals("true")) {
      return true;
    }
    String style = element.attr("style");
    return !style.isEmpty()
        && style.toLowerCase(Locale.ROOT).replace(" ", "").contains("display:none");
  }

  /** React streams what is ready late as {@code <div hidden id="S:1f">}; a script shows it. */
  private static boolean isStreamed(String id) {
    if (id.length() < 3 || !id.startsWith("S:")) {
      return false;
    }
    for (int i = 2; i < id.length(); i++) {
      if (Character.digit(id.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasBesideWord(String names) {
    int start = -1;
    for (int i = 0; i <= names.length(); i++) {
      boolean letter = i < names.length() && Character.isLetter(names.charAt(i));
      // camelCase starts a new word
      boolean camel =
          letter
              && start >= 0
              && Character.isUpperCase(names.charAt(i))
              && Character.isLowerCase(names.charAt(i - 1));
      if (start >= 0 && (!letter || camel)) {
        if (BESIDE_WORDS.contains(names.substring(start, i).toLowerCase(Locale.ROOT))) {
          return true;
        }
        start = -1;
      }
      if (letter && start < 0) {
        start = i;
      }
    }
    return false;
  }
}
