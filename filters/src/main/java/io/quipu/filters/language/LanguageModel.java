package io.quipu.filters.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** OpenNLP's model and the tags of its languages, loaded once a JVM; immutable. */
final class LanguageModel {

  /**
   * @param tag BCP 47
   * @param confidence in [0, 1]
   */
  record Guess(String tag, double confidence) {}

  private static final String MODEL = "/langdetect-183.bin";

  /**
   * The model's own scores are far too flat for short texts. They are raised to the power 1800 /
   * length, at least 1 and at most 8, and add up to 1 again: near the least log loss on labelled
   * sentences of 100, 300 and 800 characters (README). The order of languages stays.
   */
  private static final double SHARPNESS = 1800;

  private static final double MAX_SHARPNESS = 8;

  private final LanguageDetectorModel model;
  private final Map<String, String> tags;

  private LanguageModel() {
    tags = tags();
    try (InputStream stream = resource(MODEL)) {
      model = new LanguageDetectorModel(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(MODEL, e);
    }
  }

  static LanguageModel shared() {
    return Holder.MODEL;
  }

  /** A detector for one thread. */
  LanguageDetectorME detector() {
    return new LanguageDetectorME(model);
  }

  /** The likeliest language; of equals the first by tag. */
  Guess guess(LanguageDetectorME detector, String text) {
    Map<String, Double> scores = new TreeMap<>();
    for (Language language : detector.predictLanguages(text)) {
      String tag = tags.getOrDefault(language.getLang(), language.getLang());
      scores.merge(tag, language.getConfidence(), Double::sum);
    }
    String best = "und";
    double highest = 0;
    for (Map.Entry<String, Double> score : scores.entrySet()) {
      if (score.getValue() > highest) {
        best = score.getKey();
        highest = score.getValue();
      }
    }
    double sharpness = Math.min(MAX_SHARPNESS, Math.max(1, SHARPNESS / text.length()));
    double sum = 0;
    for (double score : scores.values()) {
      sum += StrictMath.pow(score / highest, sharpness);
    }
    return new Guess(best, highest > 0 ? 1 / sum : 0);
  }

  private static Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource("tags.txt"), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        int blank = line.indexOf(' ');
        if (!line.startsWith("#") && blank > 0) {
          tags.put(line.substring(0, blank), line.substring(blank + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("tags.txt", e);
    }
    return tags;
  }

  private static InputStream resource(String name) {
    InputStream stream = LanguageModel.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException("the class path lacks " + name);
    }
    return stream;
  }

  private static final class Holder {
    static final LanguageModel MODEL = new LanguageModel();
  }
}
