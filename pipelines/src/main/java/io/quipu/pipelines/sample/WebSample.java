package io.quipu.pipelines.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Crawled pages of some forty sites, in WARC files. */
final class WebSample {

  private static final String SOURCE = "web";
  private static final int FILES = 5;
  private static final int NEWS_SITES = 27;
  private static final int MIRRORED_SITES = 18;
  private static final String HTML = "200 OK\r\nContent-Type: text/html; charset=utf-8";
  private static final String OLD = "2023-0";
  private static final String NEW = "2024-0";

  private final long seed;
  private final Truth truth;
  private final SortedMap<String, Article> encyclopedia;
  private final WarcFile[] files = new WarcFile[FILES];
  private final List<Planted> originals = new ArrayList<>();
  private int pages;

  /** A document that others may copy. */
  record Planted(String id, Article article) {}

  /**
   * @param encyclopedia articles that pages may copy, by document
   */
  WebSample(long seed, Truth truth, SortedMap<String, Article> encyclopedia) {
    this.seed = seed;
    this.truth = truth;
    this.encyclopedia = encyclopedia;
    for (int f = 0; f < FILES; f++) {
      files[f] = new WarcFile();
    }
  }

  /** Pages that other sources may copy, and no other page does. */
  List<Planted> forOthers() {
    return originals.subList(MIRRORED_SITES, NEWS_SITES);
  }

  void write(Path folder) throws IOException {
    otherRecords();
    for (int s = 0; s < NEWS_SITES; s++) {
      newsSite(s);
    }
    for (int s = 0; s < 3; s++) {
      directorySite("people-finder-" + s, 10, "disclosing_page");
    }
    directorySite("small-club", 3, "small_site_page");
    for (int s = 0; s < 4; s++) {
      companySite(s);
    }
    mixedSite();
    junkSite();
    foreignSites();
    mirrorSites();
    sameIdTwice();
    Files.createDirectories(folder);
    for (int f = 0; f < FILES; f++) {
      Files.write(folder.resolve(name(f)), f == FILES - 1 ? truncatedLast() : files[f].bytes());
    }
  }

  /** The last record of the last file is cut in two. */
  private byte[] truncatedLast() {
    truth.fact(SOURCE + "/" + id("last"), "failed", "reason", "truncated_gzip");
    String url = "https://www." + domain("cut") + "/last.html";
    byte[] html = html("cut", 1, new Prose(new Draw(seed, "last")).article(), false);
    files[FILES - 1].response(id("last"), url, date("last", OLD), HTML, html);
    return files[FILES - 1].truncated();
  }

  private static String name(int file) {
    return String.format(Locale.ROOT, "crawl-%05d.warc.gz", file);
  }

  private static String domain(String site) {
    return "quipu-sample-" + site + ".org";
  }

  private String id(String page) {
    return "urn:uuid:" + new Draw(seed, "web id " + page).uuid();
  }

  private String date(String page, String head) {
    Draw draw = new Draw(seed, "web date " + page);
    return String.format(
        Locale.ROOT,
        "%s%d-%02dT%02d:%02d:00Z",
        head,
        draw.between(1, 9),
        draw.between(1, 28),
        draw.below(24),
        draw.below(60));
  }

  private static byte[] html(String site, int layout, Article article, boolean isList) {
    return Packing.utf8(new WebPage(domain(site), layout).of(article, isList));
  }

  private String page(String site, int layout, String age, Article article) {
    return page(site, layout, age, article, false);
  }

  /** Adds a page to the next file; returns its id. */
  private String page(String site, int layout, String age, Article article, boolean isList) {
    String name = site + "/" + pages;
    String url =
        "https://www."
            + domain(site)
            + "/"
            + article.title().toLowerCase(Locale.ROOT).replace(' ', '-')
            + "-"
            + pages
            + ".html";
    files[pages++ % FILES].response(
        id(name), url, date(name, age), HTML, html(site, layout, article, isList));
    return SOURCE + "/" + id(name);
  }

  private void newsSite(int s) {
    String site = "herald-" + s;
    Prose shared = new Prose(new Draw(seed, site + " boilerplate"));
    String boilerplate = "Read the terms of " + domain(site) + " first: " + shared.paragraph(25);
    int count = 8 + new Draw(seed, site).below(3);
    for (int p = 0; p < count; p++) {
      Draw draw = new Draw(seed, site + " page " + p);
      Prose prose = new Prose(draw);
      // the first page is long, and others copy it
      Article article = p == 0 ? prose.article(4, 100, 125) : prose.article();
      List<String> paragraphs = new ArrayList<>(article.paragraphs());
      Pii pii = p == 1 ? Pii.any(draw, domain(site)) : null;
      if (pii != null) {
        paragraphs.set(1, paragraphs.get(1) + " " + pii.sentence(prose));
      }
      boolean hasBoilerplate = s % 2 == 0 && p > 0;
      if (hasBoilerplate) {
        paragraphs.add(boilerplate);
      }
      Article whole = new Article(article.title(), paragraphs);
      String id = page(site, s, NEW, whole);
      if (p == 0) {
        originals.add(new Planted(id, whole));
      }
      if (pii != null) {
        truth.fact(id, "pii", "kind", pii.kind(), "text", pii.text(), "tag", pii.tag());
      }
      if (hasBoilerplate) {
        truth.fact(id, "boilerplate", "text", boilerplate);
      }
    }
  }

  /** Every page lists persons with their telephone numbers and addresses. */
  private void directorySite(String site, int count, String fact) {
    for (int p = 0; p < count; p++) {
      Draw draw = new Draw(seed, site + " page " + p);
      Prose prose = new Prose(draw);
      List<String> paragraphs = new ArrayList<>();
      paragraphs.add(prose.paragraph(60));
      for (int n = draw.between(3, 5); n > 0; n--) {
        String entry = person(prose, draw, site);
        paragraphs.add(entry + " " + prose.sentence());
      }
      paragraphs.add(prose.paragraph(50));
      String id = page(site, p, NEW, new Article("People of " + prose.place(), paragraphs));
      truth.fact(id, fact, "site", domain(site));
    }
  }

  private static String person(Prose prose, Draw draw, String site) {
    return prose.givenName()
        + " "
        + prose.familyName()
        + ", "
        + Pii.phone(draw).text()
        + ", "
        + Pii.email(prose, domain(site)).text()
        + ", was born near "
        + prose.place()
        + ".";
  }

  /** Pages with the telephone numbers and role addresses of a company, which disclose nobody. */
  private void companySite(int s) {
    String site = "works-" + s;
    List<String> roles = List.of("info", "sales", "support", "office", "service");
    for (int p = 0; p < 7; p++) {
      Draw draw = new Draw(seed, site + " page " + p);
      Prose prose = new Prose(draw);
      String role = draw.of(roles);
      List<String> paragraphs = new ArrayList<>(prose.article(2, 40, 70).paragraphs());
      paragraphs.add(
          "Contact our "
              + role
              + " team by phone at "
              + Pii.phone(draw).text()
              + " or write to "
              + role
              + "@"
              + domain(site)
              + " with all of your questions about the "
              + prose.noun()
              + ".");
      String id = page(site, s, NEW, new Article("Contact the works", paragraphs));
      truth.fact(id, "contact_page", "site", domain(site));
    }
  }

  /** One disclosing page among many: not enough against the site. */
  private void mixedSite() {
    for (int p = 0; p < 14; p++) {
      Draw draw = new Draw(seed, "mixed page " + p);
      Prose prose = new Prose(draw);
      List<String> paragraphs = new ArrayList<>(prose.article(3, 50, 80).paragraphs());
      if (p == 5) {
        paragraphs.add(person(prose, draw, "mixed"));
      }
      String id = page("mixed", 0, NEW, new Article("Notes of the club", paragraphs));
      truth.fact(id, "mixed_site_page", "site", domain("mixed"));
    }
  }

  private void junkSite() {
    for (Junk junk : Junk.values()) {
      for (int n = 0; n < 2; n++) {
        Article article = junk.article(new Draw(seed, "web junk " + junk + n));
        String id = page("links", n, NEW, article, junk.isList());
        truth.fact(id, "junk", "reason", junk.reason());
      }
    }
  }

  private void foreignSites() {
    for (String language : ForeignProse.LANGUAGES) {
      for (int n = 0; n < 5; n++) {
        Article article = ForeignProse.article(language, new Draw(seed, "web " + language + n), 4);
        String id = page("news-" + language, n, NEW, article);
        truth.fact(id, "language", "language", language);
      }
    }
  }

  /** Pages that copy others: equal, nearly equal, and alike but different. */
  private void mirrorSites() {
    int n = 0;
    for (Planted original : originals.subList(0, MIRRORED_SITES)) {
      Draw draw = new Draw(seed, "mirror " + n);
      Article near = NearCopy.lightlyEdited(original.article(), draw);
      truth.pair(
          page("mirror", 1, OLD, near), "near_duplicate", original.id(), near, original.article());
      if (n % 3 == 0) {
        Article second = NearCopy.lightlyEdited(original.article(), draw);
        String id = page("second-mirror", 2, OLD, second);
        truth.pair(id, "near_duplicate", original.id(), second, original.article());
      } else if (n % 3 == 1) {
        truth.fact(
            page("mirror", 0, OLD, original.article()), "exact_duplicate", "of", original.id());
      }
      Article cousin = NearCopy.heavilyEdited(original.article(), draw);
      truth.pair(
          page("retold", 0, OLD, cousin), "decoy", original.id(), cousin, original.article());
      n++;
    }
    for (var e : encyclopedia.entrySet()) {
      Draw draw = new Draw(seed, "mirror " + n);
      if (n++ % 2 == 0) {
        truth.fact(page("lexicon", 2, NEW, e.getValue()), "exact_duplicate", "of", e.getKey());
      } else {
        Article near = NearCopy.lightlyEdited(e.getValue(), draw);
        truth.pair(page("lexicon", 0, NEW, near), "near_duplicate", e.getKey(), near, e.getValue());
      }
    }
  }

  private void sameIdTwice() {
    for (int n = 0; n < 3; n++) {
      String id = id("twice " + n);
      for (int copy = 0; copy < 2; copy++) {
        Article article = new Prose(new Draw(seed, "twice " + n + copy)).article();
        String url = "https://www." + domain("twice") + "/" + n + ".html";
        files[2 * copy].response(
            id, url, date("twice" + n, OLD), HTML, html("twice", n, article, false));
      }
      truth.fact(SOURCE + "/" + id, "same_id", "records", 2);
    }
  }

  /** Records that become no documents. */
  private void otherRecords() {
    WarcFile file = files[0];
    String host = "https://www." + domain("other");
    for (int f = 0; f < FILES; f++) {
      byte[] info = Packing.utf8("software: quipu sample\r\nformat: WARC File Format 1.0\r\n");
      files[f].record(
          "warcinfo",
          skipped("info " + f, "warcinfo_record"),
          "",
          date("info", OLD),
          "application/warc-fields",
          info);
    }
    byte[] request = Packing.utf8("GET / HTTP/1.1\r\nHost: " + domain("other") + "\r\n\r\n");
    file.record(
        "request",
        skipped("request", "request_record"),
        host + "/",
        date("request", OLD),
        "application/http; msgtype=request",
        request);
    file.record(
        "metadata",
        skipped("metadata", "metadata_record"),
        host + "/",
        date("metadata", OLD),
        "application/warc-fields",
        Packing.utf8("fetchTimeMs: 120\r\n"));
    file.record(
        "response",
        skipped("dns", "not_http"),
        "dns:" + domain("other"),
        date("dns", OLD),
        "text/dns",
        Packing.utf8("20240101000000\r\n"));
    Article article = new Prose(new Draw(seed, "other")).article();
    byte[] html = html("other", 0, article, false);
    file.response(
        skipped("gone", "http_status"),
        host + "/gone",
        date("gone", OLD),
        "404 Not Found\r\nContent-Type: text/html",
        html);
    file.response(
        skipped("moved", "http_status"),
        host + "/moved",
        date("moved", OLD),
        "301 Moved Permanently\r\nLocation: " + host + "/",
        new byte[0]);
    file.response(
        skipped("robots", "not_html"),
        host + "/robots.txt",
        date("robots", OLD),
        "200 OK\r\nContent-Type: text/plain",
        Packing.utf8("User-agent: *\nDisallow:\n"));
    file.response(
        skipped("paper", "not_html"),
        host + "/paper.pdf",
        date("paper", OLD),
        "200 OK\r\nContent-Type: application/pdf",
        Packing.utf8("%PDF-1.4\n"));
    file.response(
        skipped("blank", "no_main_content"),
        host + "/blank",
        date("blank", OLD),
        HTML,
        Packing.utf8("<html><body><script>load();</script></body></html>"));
    String packed = id("packed");
    file.response(
        packed, host + "/packed", date("packed", OLD), HTML + "\r\nContent-Encoding: br", html);
    truth.fact(SOURCE + "/" + packed, "failed", "reason", "unsupported_content_encoding");
    String latin = id("latin");
    String cafe =
        "The caf\u00e9 of the na\u00efve r\u00e9gime was opened by the fianc\u00e9e of the"
            + " ma\u00eetre.";
    List<String> paragraphs = new ArrayList<>(article.paragraphs());
    paragraphs.add(cafe);
    byte[] latin1 =
        new WebPage(domain("other"), 0)
            .of(new Article("Latin", paragraphs), false)
            .replace("<meta charset=\"utf-8\">", "")
            .getBytes(StandardCharsets.ISO_8859_1);
    file.response(
        latin,
        host + "/latin",
        date("latin", OLD),
        "200 OK\r\nContent-Type: text/html; charset=iso-8859-1",
        latin1);
    truth.fact(SOURCE + "/" + latin, "present", "text", cafe);
  }

  private String skipped(String name, String reason) {
    String id = id(name);
    truth.fact(SOURCE + "/" + id, "skipped", "reason", reason);
    return id;
  }
}
