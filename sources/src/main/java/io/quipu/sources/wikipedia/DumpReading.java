package io.quipu.sources.wikipedia;

import io.quipu.core.document.Document.Extra;
import io.quipu.sources.bytes.Codec;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamException;

/** Reads the pages that start in a range, and makes a document of each article. */
final class DumpReading {

  private final Input input;
  private final ExtractionLimits limits;
  private final RecordEmitter emitter;

  DumpReading(Input input, ExtractionLimits limits, RecordEmitter emitter) {
    this.input = input;
    this.limits = limits;
    this.emitter = emitter;
  }

  void read(Range range) throws IOException {
    Codec codec = Codec.of(input);
    if (range.from() > 0 && codec != Codec.BZIP2) {
      throw new IllegalArgumentException(
          input.name() + " is no multistream bzip2 and can't be cut");
    }
    WikiSite site;
    try {
      site = WikiSite.of(input, codec, limits);
    } catch (DamageException e) {
      if (range.from() == 0) {
        emitter.failed(0, null, null, e.reason(), e.detail());
      }
      return;
    }
    try (PageScanner pages = new PageScanner(input, codec, range, limits)) {
      boolean more = true;
      while (more && !emitter.isFull()) {
        try {
          more = pages.advance();
          if (more) {
            page(pages, site);
          }
        } catch (DamageException e) {
          emitter.failed(pages.offset(), null, null, e.reason(), e.detail());
          more = pages.recover();
        }
      }
    }
  }

  private void page(PageScanner pages, WikiSite site) throws IOException {
    long offset = pages.offset();
    if (!emitter.begin(null, offset, null, null)) {
      return;
    }
    if (pages.isTooLarge()) {
      String detail = "page of more than " + pages.maxBytes() + " bytes";
      emitter.failed(offset, null, null, Reasons.DOCUMENT_TOO_LARGE, detail);
      return;
    }
    WikiPage page;
    try {
      page = WikiPage.parse(pages.bytes(), pages.start(), pages.end());
    } catch (XMLStreamException | RuntimeException e) {
      emitter.failed(offset, null, null, "invalid_xml", DamageException.describe(e));
      return;
    }
    if (page.id().isEmpty() || page.revision().isEmpty()) {
      emitter.failed(offset, null, null, "invalid_page", "page or revision without id");
      return;
    }
    String key = site.name() + ":" + page.id() + ":" + page.revision();
    String url = url(site, page);
    if (page.namespace() > 0 || page.namespace() < -1) {
      emitter.skipped(offset, key, url, "not_an_article");
    } else if (page.redirect() || isRedirect(page.text())) {
      emitter.skipped(offset, key, url, "redirect_page");
    } else if (!page.model().equals("wikitext")) {
      emitter.skipped(offset, key, url, "not_wikitext");
    } else if (emitter.begin(null, offset, key, url)) {
      SortedMap<String, String> extra = new TreeMap<>();
      extra.put(Extra.TITLE, page.title());
      if (!url.isEmpty()) {
        extra.put(Extra.URL, url);
      }
      if (page.time() != null) {
        extra.put(Extra.TIME, page.time());
      }
      if (site.language() != null) {
        extra.put(Extra.LANGUAGE, site.language());
      }
      emitter.document(offset, key, Wikitext.toText(page.text(), site.hidden()), extra);
    }
  }

  private static boolean isRedirect(String text) {
    String head = text.substring(0, Math.min(text.length(), 40)).stripLeading();
    return head.toLowerCase(Locale.ROOT).startsWith("#redirect");
  }

  private static String url(WikiSite site, WikiPage page) {
    if (site.urlPrefix() == null) {
      return "";
    }
    String path = page.title().replace(' ', '_');
    return site.urlPrefix()
        + URLEncoder.encode(path, StandardCharsets.UTF_8)
            .replace("%2F", "/")
            .replace("%3A", ":")
            .replace("%2C", ",")
            .replace("%28", "(")
            .replace("%29", ")");
  }
}
