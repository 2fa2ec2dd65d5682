package io.quipu.pipelines.sample;

import java.util.List;
import java.util.Locale;

/** HTML around an article as sites have it: navigation, banners, footers, in three layouts. */
final class WebPage {

  private static final List<String> MENU =
      List.of("Home", "News", "Archive", "About", "Events", "Search", "Imprint");

  private final String site;
  private final String layout;

  /**
   * @param layout any number
   */
  WebPage(String site, int layout) {
    this.site = site;
    this.layout =
        switch (layout % 3) {
          case 0 ->
              "<header class=\"masthead\"><h1>%s</h1><nav>%s</nav></header>\n"
                  + "<main><article>\n"
                  + "%s</article></main>\n"
                  + "<footer><p>%s</p></footer>";
          case 1 ->
              "<div id=\"header\" class=\"banner\"><h1>%s</h1></div><div class=\"menu\">%s</div>\n"
                  + "<div class=\"page\"><div class=\"story\">\n"
                  + "%s</div></div>\n"
                  + "<div id=\"footer\">%s</div>";
          default ->
              "<div role=\"banner\"><h1>%s</h1></div><div class=\"navbar\">%s</div>\n"
                  + "<div role=\"main\">\n"
                  + "%s</div>\n"
                  + "<aside class=\"related\"><p>Other readers also liked the pages of this"
                  + " week.</p></aside>\n"
                  + "<div role=\"contentinfo\">%s</div>";
        };
  }

  String of(Article article, boolean isList) {
    StringBuilder body = new StringBuilder();
    String tag = isList ? "li" : "p";
    body.append(isList ? "<ul>\n" : "");
    for (String paragraph : article.paragraphs()) {
      body.append('<')
          .append(tag)
          .append('>')
          .append(escaped(paragraph))
          .append("</")
          .append(tag)
          .append(">\n");
    }
    body.append(isList ? "</ul>\n" : "");
    return of(article.title(), body.toString());
  }

  String of(String title, String body) {
    StringBuilder menu = new StringBuilder("<ul>");
    for (String entry : MENU) {
      menu.append("<li><a href=\"/").append(entry).append("\">").append(entry).append("</a></li>");
    }
    menu.append("</ul>");
    String footer =
        "Copyright "
            + site
            + ". All rights reserved. <a href=\"/privacy\">Privacy</a> <a"
            + " href=\"/terms\">Terms</a>";
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + escaped(title)
        + "</title><style>p { margin: 1em; }</style><script>var page = \""
        + site
        + "\";</script></head>\n<body>\n"
        + String.format(Locale.ROOT, layout, escaped(title), menu, body, footer)
        + "\n</body></html>\n";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
