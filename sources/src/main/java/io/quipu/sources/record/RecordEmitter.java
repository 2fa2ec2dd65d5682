package io.quipu.sources.record;

import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.core.text.Unicode;
import java.io.IOException;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a reader finds in one range of one input into {@link Extraction}s: gives each its
 * origin, cleans and bounds the text, and knows when enough documents were made.
 */
public final class RecordEmitter {

  /** Extra that counts lone surrogates replaced in a document; absent when there were none. */
  public static final String REPLACED = "replaced_characters";

  /** Ids and addresses are keys of shuffles and rows of indexes: a longer one is hostile. */
  public static final int MAX_KEY_CHARS = 4_096;

  /**
   * Extra that counts a document's values of more than {@link #MAX_KEY_CHARS} characters; absent
   * when there were none. They are left out; of an address its scheme and host stay, so that the
   * document keeps its site.
   */
  public static final String CUT = "cut_values";

  private static final int MAX_DETAIL_CHARS = 300;

  private final String input;
  private final ReadRequest request;
  private final ExtractionSink sink;
  private long lastOffset = -1;
  private long lastRecord;
  private long documents;

  public RecordEmitter(Input input, ReadRequest request, ExtractionSink sink) {
    this.input = input.name();
    this.request = request;
    this.sink = sink;
  }

  /** Whether as many documents were made as were asked for. */
  public boolean isFull() {
    return documents >= request.limit();
  }

  /**
   * To be asked before a record's content is parsed, and again when its key is known only then.
   *
   * @param entry path inside an archive, or null where the record is the input's own
   */
  public boolean mayTouch(@Nullable String entry, long offset, @Nullable String key) {
    long next = offset == lastOffset ? lastRecord + 1 : 0;
    return sink.begin(new Origin(name(entry), offset, next), clean(key));
  }

  /** {@link #mayTouch}; if the answer is no, the record is skipped. */
  public boolean begin(
      @Nullable String entry, long offset, @Nullable String key, @Nullable String url)
      throws IOException {
    if (mayTouch(entry, offset, key)) {
      return true;
    }
    skipped(entry, offset, key, url, Reasons.QUARANTINED);
    return false;
  }

  public void document(long offset, String key, String rawText, SortedMap<String, String> extra)
      throws IOException {
    document(null, offset, key, rawText, extra);
  }

  /**
   * @param entry path inside an archive, or null where the record is the input's own
   * @param extra the emitter may add to it
   */
  public void document(
      @Nullable String entry,
      long offset,
      String key,
      String rawText,
      SortedMap<String, String> extra)
      throws IOException {
    ExtractedText extracted = ExtractedText.of(rawText);
    String text = extracted.text();
    String cleanKey = ExtractedText.of(key).text();
    String url = extra.get(Document.Extra.URL);
    if (cleanKey.length() > MAX_KEY_CHARS) {
      String detail = "key of " + cleanKey.length() + " characters";
      failed(entry, offset, null, url, Reasons.KEY_TOO_LONG, detail);
    } else if (text.isBlank()) {
      skipped(entry, offset, cleanKey, url, Reasons.EMPTY_TEXT);
    } else if (isTooLarge(text)) {
      failed(
          entry,
          offset,
          cleanKey,
          url,
          Reasons.DOCUMENT_TOO_LARGE,
          text.length()
              + " characters of text; at most "
              + request.limits().maxTextBytes()
              + " bytes");
    } else {
      cut(extra);
      extra.replaceAll((name, value) -> ExtractedText.of(value).text());
      if (extracted.replaced() > 0) {
        extra.put(REPLACED, Integer.toString(extracted.replaced()));
      }
      documents++;
      DocumentId id = new DocumentId(request.source(), cleanKey);
      sink.accept(new Extraction.Extracted(new Document(id, text, origin(entry, offset), extra)));
    }
  }

  public void skipped(long offset, @Nullable String key, @Nullable String url, String reason)
      throws IOException {
    skipped(null, offset, key, url, reason);
  }

  public void skipped(
      @Nullable String entry,
      long offset,
      @Nullable String key,
      @Nullable String url,
      String reason)
      throws IOException {
    sink.accept(new Extraction.Skipped(origin(entry, offset), clean(key), clean(url), reason));
  }

  public void failed(
      long offset, @Nullable String key, @Nullable String url, String reason, String detail)
      throws IOException {
    failed(null, offset, key, url, reason, detail);
  }

  public void failed(
      @Nullable String entry,
      long offset,
      @Nullable String key,
      @Nullable String url,
      String reason,
      String detail)
      throws IOException {
    Origin origin = origin(entry, offset);
    sink.accept(
        new Extraction.Failed(
            origin, clean(key), clean(url), reason, origin + ": " + oneLine(detail)));
  }

  private Origin origin(@Nullable String entry, long offset) {
    lastRecord = offset == lastOffset ? lastRecord + 1 : 0;
    lastOffset = offset;
    return new Origin(name(entry), offset, lastRecord);
  }

  private String name(@Nullable String entry) {
    return entry == null ? input : input + "!" + ExtractedText.of(entry).text();
  }

  private static void cut(SortedMap<String, String> extra) {
    String url = extra.get(Document.Extra.URL);
    int before = extra.size();
    extra.values().removeIf(value -> value.length() > MAX_KEY_CHARS);
    int cut = before - extra.size();
    if (cut > 0) {
      extra.put(CUT, Integer.toString(cut));
      int end = url == null || url.length() <= MAX_KEY_CHARS ? -1 : endOfHost(url);
      if (url != null && end > 0 && end < MAX_KEY_CHARS) {
        extra.put(Document.Extra.URL, url.substring(0, end) + "/");
      }
    }
  }

  /** Where the path of an address starts; -1 if it has no scheme. */
  private static int endOfHost(String url) {
    int end = url.indexOf("://");
    if (end <= 0) {
      return -1;
    }
    end += 3;
    while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private boolean isTooLarge(String text) {
    long max = request.limits().maxTextBytes();
    return text.length() > max || (text.length() > max / 3 && Unicode.utf8Length(text) > max);
  }

  private static @Nullable String clean(@Nullable String raw) {
    return raw == null || raw.length() > MAX_KEY_CHARS ? null : ExtractedText.of(raw).text();
  }

  private static String oneLine(String detail) {
    String line = ExtractedText.of(detail).text().replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= MAX_DETAIL_CHARS
        ? line
        : line.substring(
            0, line.offsetByCodePoints(0, Math.min(200, line.codePointCount(0, line.length()))));
  }
}
