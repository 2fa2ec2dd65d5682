package io.quipu.pipelines.sample;

import io.quipu.pipelines.work.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Books as text files with the frame that Project Gutenberg puts around them, and as lines of JSON.
 */
final class BooksSample {

  private static final String SOURCE = "books";
  private static final String LINES = "more-books.jsonl";
  private static final int LINE_WORDS = 12;

  private final long seed;
  private final Truth truth;

  BooksSample(long seed, Truth truth) {
    this.seed = seed;
    this.truth = truth;
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    int[] chapters = {60, 6, 8, 5};
    for (int b = 0; b < chapters.length; b++) {
      String name = "book-" + b + ".txt";
      Prose prose = new Prose(new Draw(seed, "book " + b));
      Files.write(folder.resolve(name), Packing.utf8(framed(book(prose, chapters[b]))));
      truth.fact(SOURCE + "/" + name, "absent", "text", "This header of the sample");
      truth.fact(SOURCE + "/" + name, "absent", "text", "This footer of the sample");
    }
    StringBuilder lines = new StringBuilder();
    for (int b = 0; b < 3; b++) {
      SortedMap<String, Object> line = new TreeMap<>();
      line.put("id", "volume-" + b);
      line.put(
          "text", b < 2 ? book(new Prose(new Draw(seed, "volume " + b)), 4 - 3 * b) : german());
      lines.append(Json.write(line)).append('\n');
    }
    truth.fact(SOURCE + "/volume-1", "short_book", "reason", "too_few_words");
    truth.fact(SOURCE + "/volume-2", "language", "language", "de");
    Files.write(folder.resolve(LINES), Packing.utf8(lines.toString()));
  }

  private static String framed(String book) {
    return "This header of the sample is no part of the book.\n\n"
        + "*** START OF THE PROJECT GUTENBERG EBOOK SAMPLE ***\n\n"
        + book
        + "\n\n"
        + "*** END OF THE PROJECT GUTENBERG EBOOK SAMPLE ***\n\n"
        + "This footer of the sample is no part of it.\n";
  }

  private static String book(Prose prose, int chapters) {
    StringBuilder text = new StringBuilder();
    for (int c = 1; c <= chapters; c++) {
      text.append("CHAPTER ").append(c).append("\n\n");
      for (String paragraph : prose.article(9, 70, 130).paragraphs()) {
        text.append(wrapped(paragraph)).append("\n\n");
      }
    }
    return text.toString().strip();
  }

  private String german() {
    return ForeignProse.article("de", new Draw(seed, "volume de"), 60).text();
  }

  /** Lines of a printed page. */
  private static String wrapped(String paragraph) {
    StringBuilder text = new StringBuilder();
    int words = 0;
    for (String word : paragraph.split(" ")) {
      text.append(words == 0 ? "" : words % LINE_WORDS == 0 ? "\n" : " ").append(word);
      words++;
    }
    return text.toString();
  }
}
