package io.quipu.sources.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quipu.core.document.Document;
import io.quipu.sources.bytes.Codec;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.bytes.Lines;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.FileInput;
import io.quipu.sources.testing.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Word F1 on the dev split of WCXB (Murrough-Foley/web-content-extraction-benchmark), by its own
 * metric: lower-case {@code \w+} tokens, multiset overlap, mean over pages of each page's F1.
 */
@Tag("corpus")
class WcxbTest {

  private static final Path WEB =
      Path.of(Objects.requireNonNull(System.getenv("QUIPU_CORPUS"), "QUIPU_CORPUS"), "data/web");
  private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);

  private record Gold(String text, String type) {}

  private static final class Mean {
    int pages;
    double f1;
    double precision;
    double recall;

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%4d pages  F1 %.3f  P %.3f  R %.3f",
          pages,
          f1 / pages,
          precision / pages,
          recall / pages);
    }
  }

  @Test
  void reachesTheF1ThatTheReadmeStates() throws IOException {
    Map<String, Gold> gold = gold();
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      String name = "wcxb-0000" + i + ".warc.gz";
      for (Document d : Outcome.of("warc", FileInput.of(name, WEB.resolve(name))).documents()) {
        texts.put(d.id().key(), d.text());
      }
    }
    SortedMap<String, Mean> byType = new TreeMap<>();
    gold.forEach(
        (id, page) -> {
          String text = texts.getOrDefault(id, "");
          add(byType.computeIfAbsent("all", t -> new Mean()), text, page.text());
          add(byType.computeIfAbsent(page.type(), t -> new Mean()), text, page.text());
        });
    byType.forEach((type, mean) -> System.out.printf(Locale.ROOT, "%-15s %s%n", type, mean));
    Mean all = Objects.requireNonNull(byType.get("all"));
    assertThat(all.f1 / all.pages).isGreaterThan(0.81);
  }

  private static void add(Mean mean, String text, String gold) {
    Map<String, Integer> expected = words(gold);
    Map<String, Integer> found = words(text);
    long overlap = 0;
    for (Map.Entry<String, Integer> word : found.entrySet()) {
      overlap += Math.min(word.getValue(), expected.getOrDefault(word.getKey(), 0));
    }
    double precision = (double) overlap / Math.max(1, sum(found));
    double recall = (double) overlap / Math.max(1, sum(expected));
    mean.pages++;
    mean.precision += precision;
    mean.recall += recall;
    mean.f1 += overlap == 0 ? 0 : 2 * precision * recall / (precision + recall);
  }

  private static long sum(Map<String, Integer> words) {
    return words.values().stream().mapToLong(n -> n).sum();
  }

  private static Map<String, Integer> words(String text) {
    Map<String, Integer> words = new HashMap<>();
    Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (word.find()) {
      words.merge(word.group(), 1, Integer::sum);
    }
    return words;
  }

  private static Map<String, Gold> gold() throws IOException {
    Map<String, Gold> gold = new HashMap<>();
    FileInput input = FileInput.of("wcxb.gold", WEB.resolve("wcxb.gold.jsonl.gz"));
    try (DecodedStream in = new DecodedStream(input, Codec.GZIP, 0, ExtractionLimits.DEFAULT)) {
      Lines lines = new Lines(in, 0, 1 << 24);
      while (lines.advance()) {
        Map<String, String> row = row(lines);
        String id = row.getOrDefault("record_id", "").replaceAll("[<>]", "");
        gold.put(
            id,
            new Gold(row.getOrDefault("gold.text", ""), row.getOrDefault("gold.page_type", "")));
      }
    }
    return gold;
  }

  private static Map<String, String> row(Lines lines) throws IOException {
    Map<String, String> row = new HashMap<>();
    String prefix = "";
    try (JsonParser json = new JsonFactory().createParser(lines.bytes(), 0, lines.length())) {
      json.nextToken();
      JsonToken token;
      while ((token = json.nextToken()) != null) {
        if (token == JsonToken.END_OBJECT) {
          prefix = "";
        } else if (token == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          token = json.nextToken();
          if (token == JsonToken.START_OBJECT) {
            prefix = name + ".";
          } else if (token == JsonToken.START_ARRAY) {
            json.skipChildren();
          } else {
            row.put(prefix + name, json.getText());
          }
        }
      }
    }
    return row;
  }
}
