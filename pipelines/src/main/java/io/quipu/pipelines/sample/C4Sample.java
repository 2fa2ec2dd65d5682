package io.quipu.pipelines.sample;

import io.quipu.pipelines.work.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Web text as C4 is distributed: JSON lines with text, url and timestamp, in two gzip files and one
 * of zstd.
 */
final class C4Sample {

  private static final String SOURCE = "c4";
  private static final int FILES = 3;
  private static final int DOCUMENTS = 360;

  private final long seed;
  private final Truth truth;
  private final ByteArrayOutputStream[] files = new ByteArrayOutputStream[FILES];
  private int lines;

  C4Sample(long seed, Truth truth) {
    this.seed = seed;
    this.truth = truth;
    for (int f = 0; f < FILES; f++) {
      files[f] = new ByteArrayOutputStream();
    }
  }

  /**
   * @param pages pages that lines copy; less trusted, so the page is the duplicate
   * @param encyclopedia articles that lines copy; more trusted, so the line is the duplicate
   */
  void write(Path folder, List<WebSample.Planted> pages, SortedMap<String, Article> encyclopedia)
      throws IOException {
    for (int n = 0; n < DOCUMENTS; n++) {
      ordinary(n);
    }
    int n = 0;
    for (WebSample.Planted page : pages) {
      Article near = NearCopy.lightlyEdited(page.article(), new Draw(seed, "c4 copy " + n++));
      truth.pair(page.id(), "near_duplicate", line("copies", near.text()), page.article(), near);
    }
    for (var e : encyclopedia.entrySet()) {
      if (n % 2 == 0) {
        truth.fact(line("copies", e.getValue().text()), "exact_duplicate", "of", e.getKey());
      }
      n++;
    }
    for (Junk junk : Junk.values()) {
      Article article = junk.article(new Draw(seed, "c4 junk " + junk));
      String mark = junk.isList() ? "- " : "";
      String text = mark + String.join("\n" + mark, article.paragraphs());
      truth.fact(line("junk", text), "junk", "reason", junk.reason());
    }
    for (String language : ForeignProse.LANGUAGES) {
      Article article = ForeignProse.article(language, new Draw(seed, "c4 " + language), 3);
      truth.fact(line("abroad", article.text()), "language", "language", language);
    }
    broken();
    Files.createDirectories(folder);
    for (int f = 0; f < FILES; f++) {
      byte[] bytes = files[f].toByteArray();
      Files.write(
          folder.resolve(name(f)), f == FILES - 1 ? Packing.zstd(bytes) : Packing.gzip(bytes));
    }
  }

  private void ordinary(int n) {
    Draw draw = new Draw(seed, "c4 " + n);
    Prose prose = new Prose(draw);
    String site = "blog-" + n % 60;
    Article article = prose.article();
    if (n % 20 != 7) {
      line(site, article.text());
      return;
    }
    Pii pii = Pii.any(draw, domain(site));
    String id = line(site, article.text() + "\n" + pii.sentence(prose));
    truth.fact(id, "pii", "kind", pii.kind(), "text", pii.text(), "tag", pii.tag());
  }

  private static String domain(String site) {
    return "quipu-sample-" + site + ".net";
  }

  private static String name(int file) {
    return String.format(
        Locale.ROOT, "c4-train.%05d.json.%s", file, file == FILES - 1 ? "zst" : "gz");
  }

  /** Adds a line to the next file; returns its id. */
  private String line(String site, String text) {
    SortedMap<String, Object> line = new TreeMap<>();
    line.put("text", text);
    line.put("url", "https://" + domain(site) + "/" + lines);
    line.put("timestamp", "2019-04-" + (10 + lines % 20) + "T12:00:00Z");
    return raw(Packing.utf8(Json.write(line)));
  }

  private String raw(byte[] bytes) {
    int file = lines++ % FILES;
    String id = SOURCE + "/" + name(file) + "@" + files[file].size();
    files[file].writeBytes(bytes);
    files[file].write('\n');
    return id;
  }

  private void broken() {
    truth.fact(
        raw(Packing.utf8("{\"text\": \"a line that ends amid")),
        "failed",
        "reason",
        "invalid_json");
    truth.fact(raw(Packing.utf8("[1, 2, 3]")), "failed", "reason", "not_an_object");
    truth.fact(
        raw(Packing.utf8("{\"url\": \"https://quipu-sample-empty.net/\"}")),
        "failed",
        "reason",
        "no_text");
    byte[] latin1 = "{\"text\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    truth.fact(raw(latin1), "failed", "reason", "invalid_utf8");
    truth.fact(raw(new byte[0]), "skipped", "reason", "empty_line");
    truth.fact(raw(Packing.utf8("{\"text\": \"  \"}")), "skipped", "reason", "empty_text");
    String emoji =
        "The text of this line has \ud83d\ude80 and \u03b1\u03b2\u03b3 and a lone surrogate.";
    String escaped =
        "{\"text\": \""
            + new Prose(new Draw(seed, "c4 odd")).article().text().replace("\n", "\\n")
            + "\\n"
            + emoji
            + " \\ud800\"}";
    truth.fact(raw(Packing.utf8(escaped)), "present", "text", emoji + " \ufffd");
  }
}
