package io.quipu.pipelines.sample;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Copies with other words here and there, and how similar they are. */
final class NearCopy {

  private static final int SHINGLE_WORDS = 5;

  private NearCopy() {}

  /** Changes one word near the start of every paragraph, so that no paragraph is equal. */
  static Article lightlyEdited(Article original, Draw draw) {
    Prose words = new Prose(draw);
    List<String> paragraphs = new ArrayList<>();
    for (String paragraph : original.paragraphs()) {
      String[] list = paragraph.split(" ");
      replace(list, draw.between(2, 5), words);
      paragraphs.add(String.join(" ", list));
    }
    return new Article(original.title(), paragraphs);
  }

  /** Changes a word in every 17 or so: of the same origin, but no near-duplicate any more. */
  static Article heavilyEdited(Article original, Draw draw) {
    Prose words = new Prose(draw);
    List<String> paragraphs = new ArrayList<>();
    for (String paragraph : original.paragraphs()) {
      String[] list = paragraph.split(" ");
      for (int i = draw.between(2, 8); i < list.length; i += draw.between(16, 18)) {
        replace(list, i, words);
      }
      paragraphs.add(String.join(" ", list));
    }
    return new Article(original.title(), paragraphs);
  }

  private static void replace(String[] list, int at, Prose words) {
    String word = words.noun();
    list[at] = list[at].startsWith(word) ? "wholly" : word;
  }

  /** Jaccard similarity of the sets of five words in a row, in lower case and without marks. */
  static double jaccard(Article a, Article b) {
    Set<String> left = shingles(a.text());
    Set<String> right = shingles(b.text());
    Set<String> common = new HashSet<>(left);
    common.retainAll(right);
    return (double) common.size() / (left.size() + right.size() - common.size());
  }

  private static Set<String> shingles(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip().split(" ");
    Set<String> shingles = new HashSet<>();
    for (int i = 0; i + SHINGLE_WORDS <= words.length; i++) {
      shingles.add(String.join(" ", List.of(words).subList(i, i + SHINGLE_WORDS)));
    }
    return shingles;
  }
}
