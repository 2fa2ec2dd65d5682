package io.quipu.pipelines.sample;

import java.util.List;

/** A text before it is put into a format. */
record Article(String title, List<String> paragraphs) {

  Article {
    paragraphs = List.copyOf(paragraphs);
  }

  /** The paragraphs with an empty line between two: what extraction makes of it. */
  String text() {
    return String.join("\n\n", paragraphs);
  }
}
