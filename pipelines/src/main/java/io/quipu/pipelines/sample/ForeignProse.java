package io.quipu.pipelines.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Texts in other languages than English, put together from pieces of sentences. */
final class ForeignProse {

  private static final Map<String, Vocabulary> BY_LANGUAGE =
      new TreeMap<>(
          Map.of(
              "de", Vocabulary.load("german.txt"),
              "el", Vocabulary.load("greek.txt"),
              "fr", Vocabulary.load("french.txt"),
              "ru", Vocabulary.load("russian.txt")));

  static final List<String> LANGUAGES = List.copyOf(BY_LANGUAGE.keySet());

  private ForeignProse() {}

  static Article article(String language, Draw draw, int paragraphs) {
    Vocabulary pieces = BY_LANGUAGE.get(language);
    if (pieces == null) {
      throw new IllegalArgumentException("no prose in " + language);
    }
    String title = draw.of(pieces.list("objects"));
    List<String> list = new ArrayList<>();
    for (int p = 0; p < paragraphs; p++) {
      List<String> sentences = new ArrayList<>();
      for (int s = draw.between(4, 7); s > 0; s--) {
        sentences.add(
            draw.of(pieces.list("subjects"))
                + " "
                + draw.of(pieces.list("verbs"))
                + " "
                + draw.of(pieces.list("objects"))
                + ", "
                + draw.of(pieces.list("endings")));
      }
      list.add(String.join(" ", sentences));
    }
    return new Article(Prose.capital(title), list);
  }
}
