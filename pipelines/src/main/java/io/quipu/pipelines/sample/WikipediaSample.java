package io.quipu.pipelines.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An encyclopedia as a multistream bzip2 dump. */
final class WikipediaSample {

  private static final String FILE = "samplewiki-pages-articles-multistream.xml.bz2";
  private static final int COPIED = 24;
  private static final int OTHERS = 60;
  private static final int PAGES_PER_STREAM = 20;
  private static final String HEAD =
      """
      <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">
        <siteinfo>
          <sitename>Sample</sitename>
          <dbname>samplewiki</dbname>
          <base>https://en.wiki.quipu-sample-lexicon.org/wiki/Main_Page</base>
          <namespaces>
            <namespace key="0" case="first-letter" />
            <namespace key="1" case="first-letter">Talk</namespace>
            <namespace key="6" case="first-letter">File</namespace>
            <namespace key="10" case="first-letter">Template</namespace>
            <namespace key="14" case="first-letter">Category</namespace>
          </namespaces>
        </siteinfo>
      """;

  private final long seed;
  private final Truth truth;
  private final SortedMap<String, Article> copied = new TreeMap<>();
  private final List<String> pages = new ArrayList<>();

  WikipediaSample(long seed, Truth truth) {
    this.seed = seed;
    this.truth = truth;
  }

  /** Articles that other sources may copy, by document; known when the dump was written. */
  SortedMap<String, Article> copied() {
    return copied;
  }

  void write(Path folder) throws IOException {
    for (int p = 0; p < COPIED + OTHERS; p++) {
      Draw draw = new Draw(seed, "wiki " + p);
      Prose prose = new Prose(draw);
      Article article = p < COPIED ? prose.article(4, 100, 125) : prose.article();
      String id =
          page(
              article.title(),
              0,
              "wikitext",
              "",
              p < COPIED ? plain(article, prose) : rich(article, prose, p));
      if (p < COPIED) {
        copied.put(id, article);
      }
    }
    others();
    Files.createDirectories(folder);
    Files.write(folder.resolve(FILE), dump());
  }

  /** Wikitext that is left with the paragraphs of the article and nothing else. */
  private static String plain(Article article, Prose prose) {
    String text = article.text();
    int dot = text.indexOf('.') + 1;
    return "{{Short description|"
        + prose.noun()
        + "}}\n\n'''"
        + text.substring(0, 1)
        + "'''"
        + text.substring(1, dot)
        + "<ref>{{cite book|title="
        + prose.noun()
        + "}}</ref>"
        + linked(text.substring(dot))
        + "\n\n{{Reflist}}\n[[Category:"
        + article.title()
        + "]]\n";
  }

  /** Every "the" that a blank follows becomes a link with a label. */
  private static String linked(String text) {
    return text.replace(" the ", " [[Definite article|the]] ");
  }

  private String rich(Article article, Prose prose, int p) {
    StringBuilder text = new StringBuilder();
    text.append("{{Infobox thing\n| name = ")
        .append(article.title())
        .append("\n| size = {{convert|3|km}}\n}}\n");
    text.append("[[File:Picture ")
        .append(p)
        .append(".jpg|thumb|A '''picture''' with a [[link]]]]\n");
    List<String> paragraphs = article.paragraphs();
    text.append("'''")
        .append(article.title())
        .append("''' is one. ")
        .append(linked(paragraphs.get(0)))
        .append("\n\n");
    for (int i = 1; i < paragraphs.size(); i++) {
      text.append("== ")
          .append(Prose.capital(prose.noun()))
          .append(" ==\n")
          .append(paragraphs.get(i));
      text.append("<ref name=\"r")
          .append(i)
          .append("\">[https://quipu-sample-lexicon.org/")
          .append(i);
      text.append(" a source]</ref>\n\n");
    }
    text.append("{| class=\"wikitable\"\n|-\n! Year !! Number\n|-\n| 1900 || 12\n|}\n");
    text.append("== See also ==\n* [[")
        .append(Prose.capital(prose.noun()))
        .append("]]\n* [[:de:Ding|Ding]]\n\n");
    text.append("== References ==\n{{Reflist}}\n\n[[Category:Things]]\n[[de:Ding]]\n");
    return text.toString();
  }

  private void others() {
    for (int n = 0; n < 12; n++) {
      Prose prose = new Prose(new Draw(seed, "wiki other " + n));
      String title = Prose.capital(prose.noun()) + " " + n;
      String article = prose.article().text();
      switch (n % 4) {
        case 0 ->
            skip(
                page(title, 0, "wikitext", "<redirect title=\"Thing\" />", "#REDIRECT [[Thing]]"),
                "redirect_page");
        case 1 -> skip(page("Talk:" + title, 1, "wikitext", "", article), "not_an_article");
        case 2 ->
            skip(
                page(
                    "Template:" + title,
                    10,
                    "wikitext",
                    "",
                    "<noinclude>" + article + "</noinclude>"),
                "not_an_article");
        default -> skip(page(title, 0, "json", "", "{\"thing\": " + n + "}"), "not_wikitext");
      }
    }
    pages.add("  <page>\n    <title>Broken</title>\n    <ns>0</ns>\n    <id>oops\n  </page>\n");
    truth.damage("wikipedia", FILE, "invalid_xml");
  }

  private void skip(String id, String reason) {
    truth.fact(id, "skipped", "reason", reason);
  }

  private String page(String title, int namespace, String model, String redirect, String wikitext) {
    int number = pages.size() + 1;
    pages.add(
        "  <page>\n    <title>"
            + WebPage.escaped(title)
            + "</title>\n    <ns>"
            + namespace
            + "</ns>\n    <id>"
            + number
            + "</id>\n    "
            + redirect
            + "\n    <revision>\n      <id>"
            + (1_000 + number)
            + "</id>\n      <timestamp>2024-02-01T00:00:00Z</timestamp>\n      <model>"
            + model
            + "</model>\n      <format>text/x-wiki</format>\n      <text xml:space=\"preserve\">"
            + WebPage.escaped(wikitext)
            + "</text>\n    </revision>\n  </page>\n");
    return "wikipedia/samplewiki:" + number + ":" + (1_000 + number);
  }

  private byte[] dump() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Packing.bzip2(Packing.utf8(HEAD)));
    for (int from = 0; from < pages.size(); from += PAGES_PER_STREAM) {
      List<String> stream = pages.subList(from, Math.min(pages.size(), from + PAGES_PER_STREAM));
      out.writeBytes(Packing.bzip2(Packing.utf8(String.join("", stream))));
    }
    out.writeBytes(Packing.bzip2(Packing.utf8("</mediawiki>\n")));
    return out.toByteArray();
  }
}
