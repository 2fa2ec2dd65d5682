package io.quipu.filters.gopher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The obvious way to every Gopher signal, with a String for every word, line and n-gram. */
final class SlowGopher {

  private static final String SPACE =
      "[\\x09-\\x0d\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a"
          + "\\u2028\\u2029\\u202f\\u205f\\u3000]+";
  private static final Set<String> REQUIRED =
      Set.of("the", "be", "to", "of", "and", "that", "have", "with");

  private SlowGopher() {}

  /** Defined signals by name. */
  static Map<String, Double> of(String text) {
    Map<String, Double> signals = new TreeMap<>();
    List<String> words = nonEmpty(text.split(SPACE));
    signals.put("gopher_dolma_word_count", (double) words.size());
    signals.put(
        "gopher_dolma_required_word_count",
        (double) words.stream().filter(REQUIRED::contains).count());
    if (!words.isEmpty()) {
      words(words, signals);
    }
    if (!text.isEmpty()) {
      lines(text, words, signals);
    }
    paragraphs(text, signals);
    for (int n = 2; n <= 10 && n <= words.size(); n++) {
      ngrams(words, n, signals);
    }
    return signals;
  }

  private static void words(List<String> words, Map<String, Double> signals) {
    double n = words.size();
    int[] lengths = words.stream().mapToInt(SlowGopher::length).sorted().toArray();
    double median =
        lengths.length % 2 == 1
            ? lengths[lengths.length / 2]
            : (lengths[lengths.length / 2 - 1] + lengths[lengths.length / 2]) / 2.0;
    signals.put("gopher_dolma_median_word_length", median);
    signals.put("gopher_dolma_mean_word_length", characters(words) / n);
    signals.put(
        "gopher_dolma_symbol_to_word_ratio",
        words.stream().filter(w -> w.contains("#") || w.contains("\u2026")).count() / n);
    signals.put(
        "gopher_dolma_alphabetic_word_fraction",
        words.stream().filter(w -> w.codePoints().anyMatch(Character::isLetter)).count() / n);
  }

  private static void lines(String text, List<String> words, Map<String, Double> signals) {
    List<String> lines = Arrays.asList(text.split("\n+", -1));
    double n = lines.size();
    signals.put(
        "gopher_dolma_bullet_line_fraction",
        lines.stream().filter(l -> l.startsWith("*") || l.startsWith("-")).count() / n);
    signals.put(
        "gopher_dolma_ellipsis_line_fraction",
        lines.stream().filter(l -> l.endsWith("\u2026")).count() / n);
    long repeated = 0;
    long characters = 0;
    for (Map.Entry<String, Integer> line : counts(lines).entrySet()) {
      if (line.getValue() > 1) {
        repeated += line.getValue();
        characters += (long) line.getValue() * length(line.getKey());
      }
    }
    signals.put("gopher_dolma_duplicate_line_fraction", repeated / n);
    if (!words.isEmpty()) {
      signals.put(
          "gopher_dolma_duplicate_line_character_fraction",
          (double) characters / characters(words));
    }
  }

  private static void paragraphs(String text, Map<String, Double> signals) {
    String stripped = text.replaceAll("^" + SPACE, "").replaceAll(SPACE + "$", "");
    if (stripped.isEmpty()) {
      return;
    }
    String[] paragraphs = stripped.split("\n{2,}");
    Set<String> seen = new HashSet<>();
    int later = 0;
    long characters = 0;
    for (String paragraph : paragraphs) {
      if (!seen.add(paragraph)) {
        later++;
        characters += length(paragraph);
      }
    }
    signals.put("gopher_dolma_duplicate_paragraph_fraction", (double) later / paragraphs.length);
    signals.put(
        "gopher_dolma_duplicate_paragraph_character_fraction", (double) characters / length(text));
  }

  private static void ngrams(List<String> words, int n, Map<String, Double> signals) {
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i + n <= words.size(); i++) {
      all.add(words.subList(i, i + n));
    }
    Map<List<String>, Integer> counts = counts(all);
    long total = 0;
    long repeated = 0;
    int top = 0;
    long topCharacters = 0;
    for (Map.Entry<List<String>, Integer> ngram : counts.entrySet()) {
      long characters = ngram.getValue() * characters(ngram.getKey());
      total += characters;
      repeated += ngram.getValue() > 1 ? characters : 0;
      if (ngram.getValue() > top) {
        top = ngram.getValue();
        topCharacters = characters;
      }
    }
    if (n <= 4) {
      signals.put(
          "gopher_dolma_top_" + n + "gram_character_fraction",
          (double) topCharacters / characters(words));
    } else {
      signals.put(
          "gopher_dolma_duplicate_" + n + "gram_character_fraction", (double) repeated / total);
    }
  }

  private static <T> Map<T, Integer> counts(List<T> all) {
    Map<T, Integer> counts = new LinkedHashMap<>();
    all.forEach(one -> counts.merge(one, 1, Integer::sum));
    return counts;
  }

  private static List<String> nonEmpty(String[] parts) {
    return Arrays.stream(parts).filter(part -> !part.isEmpty()).toList();
  }

  private static long characters(List<String> words) {
    return words.stream().mapToLong(SlowGopher::length).sum();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
