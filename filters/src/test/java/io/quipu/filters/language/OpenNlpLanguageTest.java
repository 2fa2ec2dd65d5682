package io.quipu.filters.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;
import io.quipu.filters.Annotated;
import io.quipu.filters.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Agreement with OpenNLP's plain answers on texts of ours: its scores bit by bit, the language that
 * we derive from them, and where reading a sample instead of the text gives another one. See
 * golden/opennlp_language/ORIGIN.md.
 */
class OpenNlpLanguageTest {

  private static final double TOLERANCE = 1e-12;

  /** BCP 47 tags by OpenNLP's codes. */
  private static final Map<String, String> TAGS = new HashMap<>();

  private final LanguageModel model = LanguageModel.shared();
  private final LanguageDetectorME detector = model.detector();

  @BeforeAll
  static void readTags() throws IOException {
    try (InputStream in = OpenNlpLanguageTest.class.getResourceAsStream("tags.txt")) {
      new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> TAGS.put(line.split(" ")[0], line.split(" ")[1]));
    }
  }

  @Test
  void theDetectorGivesOpenNlpsScoresBitByBit() throws IOException {
    Map<String, String> texts = Golden.texts("opennlp_language");
    int compared = 0;
    for (JsonNode golden : Golden.expected("opennlp_language")) {
      String id = golden.get("id").asText();
      Language[] languages = detector.predictLanguages(texts.get(id));
      assertThat(languages).as(id).hasSize(golden.get("scores").size());
      for (int i = 0; i < languages.length; i++) {
        JsonNode score = golden.get("scores").get(i);
        assertThat(languages[i].getLang()).as(id).isEqualTo(score.get(0).asText());
        assertThat(languages[i].getConfidence()).as(id).isEqualTo(score.get(1).asDouble());
        compared++;
      }
    }
    assertThat(compared).isEqualTo(72 * 103);
  }

  @Test
  void theLanguageIsOpenNlpsFirstAndTheConfidenceFollowsFromItsScores() throws IOException {
    Map<String, String> texts = Golden.texts("opennlp_language");
    for (JsonNode golden : Golden.expected("opennlp_language")) {
      String id = golden.get("id").asText();
      String text = texts.get(id);
      LanguageModel.Guess guess = model.guess(detector, text);
      Map<String, Double> byTag = byTag(golden);
      double highest = byTag.values().stream().mapToDouble(d -> d).max().orElseThrow();
      assertThat(byTag.get(guess.tag())).as(id).isCloseTo(highest, within(TOLERANCE));
      double power = text.length() > 1800 ? 1 : text.length() < 225 ? 8 : 1800.0 / text.length();
      double sum = byTag.values().stream().mapToDouble(d -> Math.pow(d / highest, power)).sum();
      assertThat(guess.confidence()).as(id).isCloseTo(1 / sum, within(TOLERANCE));
    }
  }

  /**
   * The model has two codes for each of {@code et}, {@code fa} and {@code lv}. Their scores are
   * added, so where all scores are near each other one of them comes first, and OpenNLP's first
   * code has another tag.
   */
  @Test
  void addingTheScoresOfTwoCodesChangesTheFirstOfTextsThatTellLittle() throws IOException {
    Map<String, String> different = new TreeMap<>();
    for (JsonNode golden : Golden.expected("opennlp_language")) {
      String plain = Objects.requireNonNull(TAGS.get(golden.at("/scores/0/0").asText()));
      String ours = first(byTag(golden));
      if (!ours.equals(plain)) {
        different.put(golden.get("id").asText(), plain + " " + ours);
      }
    }
    assertThat(different)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("bold", "tr et"),
                Map.entry("decomposed", "sv et"),
                Map.entry("digits", "tr et"),
                Map.entry("head_de", "de et"),
                Map.entry("head_en", "en et"),
                Map.entry("head_es", "eo lv"),
                Map.entry("head_fr", "vo lv"),
                Map.entry("head_hu", "hu et"),
                Map.entry("head_it", "it lv"),
                Map.entry("head_ja", "ja et"),
                Map.entry("head_nl", "nl lv"),
                Map.entry("head_pl", "pl lv"),
                Map.entry("head_sv", "nn lv"),
                Map.entry("head_th", "th fa"),
                Map.entry("head_tr", "tr et"),
                Map.entry("letters_0", "tr et"),
                Map.entry("letters_1", "zh lv"),
                Map.entry("letters_19", "nl lv"),
                Map.entry("letters_20", "nl lv"),
                Map.entry("letters_21", "nl lv"),
                Map.entry("sentence_ja", "ja lv"),
                Map.entry("table", "en fa")));
  }

  @Test
  void theStepDiffersOnlyWhereItReadsASampleOrTooFewLetters() throws IOException {
    Annotated step =
        new Annotated(new LanguageAnnotator(LanguageConfig.DEFAULT), LanguageAnnotator.SIGNALS);
    Map<String, String> texts = Golden.texts("opennlp_language");
    Map<String, String> different = new TreeMap<>();
    int whole = 0;
    for (JsonNode golden : Golden.expected("opennlp_language")) {
      String id = golden.get("id").asText();
      String text = texts.get(id);
      String plain = first(byTag(golden));
      SignalRow row = step.of(text);
      if (row.state(LanguageAnnotator.LANGUAGE) == State.UNDEFINED) {
        different.put(id, plain + " undefined");
      } else if (!row.label(LanguageAnnotator.LANGUAGE).equals(plain)) {
        assertThat(LanguageAnnotator.sample(text, 600)).as(id).isNotEqualTo(text);
        different.put(id, plain + " " + row.label(LanguageAnnotator.LANGUAGE));
      } else if (LanguageAnnotator.sample(text, 600).equals(text)) {
        whole++;
      }
    }
    assertThat(whole).isEqualTo(20);
    assertThat(different)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("code", "en et"),
                Map.entry("digits", "et undefined"),
                Map.entry("head_cs", "cs undefined"),
                Map.entry("head_de", "et undefined"),
                Map.entry("head_en", "et undefined"),
                Map.entry("head_fr", "lv undefined"),
                Map.entry("head_hi", "mr undefined"),
                Map.entry("head_ja", "et lv"),
                Map.entry("head_ko", "ko undefined"),
                Map.entry("head_nl", "lv undefined"),
                Map.entry("head_pt", "pt undefined"),
                Map.entry("head_th", "fa undefined"),
                Map.entry("letters_0", "et undefined"),
                Map.entry("letters_1", "lv undefined"),
                Map.entry("letters_19", "lv undefined"),
                Map.entry("mixed_12", "fo war")));
  }

  /** OpenNLP's scores, those of codes with one tag added. */
  private static Map<String, Double> byTag(JsonNode golden) {
    Map<String, Double> scores = new HashMap<>();
    for (JsonNode score : golden.get("scores")) {
      scores.merge(TAGS.get(score.get(0).asText()), score.get(1).asDouble(), Double::sum);
    }
    return scores;
  }

  private static String first(Map<String, Double> byTag) {
    return byTag.entrySet().stream()
        .min(
            Map.Entry.<String, Double>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }
}
