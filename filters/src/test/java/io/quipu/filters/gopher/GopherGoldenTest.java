package io.quipu.filters.gopher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import io.quipu.core.step.Decision;
import io.quipu.core.step.Rule;
import io.quipu.core.step.SignalRule;
import io.quipu.filters.Corpus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Agreement with Dolma's gopher_v2 over all documents, signal by signal and decision by decision;
 * paragraphs with datatrove's metrics. Values agree if they differ by at most 1e-12.
 */
@Tag("corpus")
class GopherGoldenTest {

  private static final double TOLERANCE = 1e-12;
  private static final DocumentId ID = new DocumentId("golden", "x");

  private final Measured measured = new Measured();
  private final SignalRow row = measured.row;

  @Test
  void everySignalEqualsDolmasOnEveryDocument() throws IOException {
    Map<String, String> texts = Corpus.texts("golden/filters/docs.jsonl.gz");
    List<JsonNode> golden = Corpus.lines("golden/filters/dolma.jsonl.gz");
    assertThat(golden).hasSize(2160);
    Map<String, List<String>> different = new TreeMap<>();
    Map<String, String> names = dolmaNames();
    names.keySet().forEach(name -> different.put(name, new ArrayList<>()));
    for (JsonNode doc : golden) {
      String id = doc.get("id").asText();
      measured.measure(texts.get(id));
      JsonNode expected = doc.get("attributes").get("gopher_v2");
      names.forEach(
          (signal, name) -> {
            if (!agrees(signal, expected.get(name))) {
              different
                  .get(signal)
                  .add(id + ": " + shown(signal) + ", dolma " + expected.get(name));
            }
          });
    }
    System.out.println("gopher against dolma gopher_v2, documents that differ of " + golden.size());
    different.forEach((signal, list) -> System.out.println("  " + signal + " " + list.size()));
    assertThat(different).allSatisfy((signal, list) -> assertThat(list).as(signal).isEmpty());
  }

  @Test
  void everyRuleDecidesAsItWouldOnDolmasValues() throws IOException {
    Map<String, String> texts = Corpus.texts("golden/filters/docs.jsonl.gz");
    Map<String, String> names = dolmaNames();
    int compared = 0;
    for (JsonNode doc : Corpus.lines("golden/filters/dolma.jsonl.gz")) {
      measured.measure(texts.get(doc.get("id").asText()));
      JsonNode expected = doc.get("attributes").get("gopher_v2");
      boolean empty = expected.get("word_count").asDouble() == 0;
      for (Rule rule : GopherRules.RULES) {
        SignalRule limit = (SignalRule) rule;
        String name = names.get(limit.signal());
        if (name == null || (empty && !limit.signal().equals("gopher_dolma_word_count"))) {
          continue;
        }
        boolean keep = !expected.has(name) || limit.limits().allow(expected.get(name).asDouble());
        assertThat(rule.decide(ID, row) == Decision.Keep.KEEP)
            .as(doc.get("id") + " " + name)
            .isEqualTo(keep);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(30_000);
  }

  @Test
  void paragraphsEqualDatatrovesMetrics() throws IOException {
    Map<String, String> texts = Corpus.texts("golden/filters/docs.jsonl.gz");
    int compared = 0;
    for (JsonNode doc : Corpus.lines("golden/filters/datatrove.jsonl.gz")) {
      JsonNode metrics = doc.get("gopher_repetition").path("metrics");
      String text = texts.get(doc.get("id").asText());
      measured.measure(text);
      if (!metrics.has("dup_para_frac") || text.isBlank()) {
        continue;
      }
      assertThat(row.number(GopherRepetition.DUPLICATE_PARAGRAPHS))
          .as(doc.get("id").asText())
          .isCloseTo(metrics.get("dup_para_frac").asDouble(), within(TOLERANCE));
      assertThat(row.number(GopherRepetition.DUPLICATE_PARAGRAPH_CHARACTERS))
          .as(doc.get("id").asText())
          .isCloseTo(metrics.get("dup_para_char_frac").asDouble(), within(TOLERANCE));
      compared++;
    }
    System.out.println("paragraphs against datatrove: equal on " + compared);
    assertThat(compared).isGreaterThan(2100);
  }

  /** Where Dolma has no value, or says 0 of nothing, ours must be undefined. */
  private boolean agrees(String signal, JsonNode expected) {
    if (row.state(signal) == State.UNDEFINED) {
      return expected == null || (row.number(GopherWords.COUNT) == 0 && expected.asDouble() == 0);
    }
    return expected != null && Math.abs(row.number(signal) - expected.asDouble()) <= TOLERANCE;
  }

  private String shown(String signal) {
    return row.state(signal) == State.DEFINED ? Double.toString(row.number(signal)) : "undefined";
  }

  static Map<String, String> dolmaNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("gopher_dolma_word_count", "word_count");
    names.put("gopher_dolma_median_word_length", "median_word_length");
    names.put("gopher_dolma_symbol_to_word_ratio", "symbol_to_word_ratio");
    names.put("gopher_dolma_alphabetic_word_fraction", "fraction_of_words_with_alpha_character");
    names.put("gopher_dolma_required_word_count", "required_word_count");
    names.put("gopher_dolma_bullet_line_fraction", "fraction_of_lines_starting_with_bullet_point");
    names.put("gopher_dolma_ellipsis_line_fraction", "fraction_of_lines_ending_with_ellipsis");
    names.put("gopher_dolma_duplicate_line_fraction", "fraction_of_duplicate_lines");
    names.put(
        "gopher_dolma_duplicate_line_character_fraction",
        "fraction_of_characters_in_duplicate_lines");
    for (NumberSignal top : GopherRepetition.TOP) {
      names.put(top.name(), "fraction_of_characters_in_most_common_" + gram(top) + "grams");
    }
    for (NumberSignal duplicate : GopherRepetition.DUPLICATE) {
      names.put(
          duplicate.name(), "fraction_of_characters_in_duplicate_" + gram(duplicate) + "grams");
    }
    return names;
  }

  private static String gram(NumberSignal signal) {
    return signal.name().replaceAll("\\D", "");
  }
}
