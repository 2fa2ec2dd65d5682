package io.quipu.sources.books;

import java.util.Locale;

/**
 * The work within a Project Gutenberg file: what lies between the line that holds {@code *** START
 * OF} and the line that holds {@code *** END OF}; before 2001 the header ends with {@code *END*THE
 * SMALL PRINT!}. A text without the markers is left whole.
 */
final class Gutenberg {

  private static final String[] STARTS = {
    "***start of the project gutenberg",
    "***start of this project gutenberg",
    "*end*the small print"
  };
  private static final String[] ENDS = {
    "***end of the project gutenberg", "***end of this project gutenberg",
    "end of the project gutenberg ebook", "end of this project gutenberg ebook",
    "end of project gutenberg"
  };

  /** The header is at most this long, so that a book that quotes the marker is not cut. */
  private static final int MAX_HEADER_CHARS = 60_000;

  private static final int MAX_FOOTER_CHARS = 40_000;

  private Gutenberg() {}

  static String strip(String text) {
    int from = 0;
    int to = text.length();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        end = text.length();
      }
      if (at < MAX_HEADER_CHARS && isMarker(text, at, end, STARTS)) {
        from = Math.min(end + 1, text.length());
      } else if (at > text.length() - MAX_FOOTER_CHARS && isMarker(text, at, end, ENDS)) {
        to = Math.max(at, from);
        break;
      }
      at = end + 1;
    }
    return from == 0 && to == text.length() ? text : text.substring(from, to).strip();
  }

  private static boolean isMarker(String text, int from, int to, String[] markers) {
    if (to - from < 10 || to - from > 300) {
      return false;
    }
    String line =
        text.substring(from, to)
            .strip()
            .toLowerCase(Locale.ROOT)
            .replace("*** ", "***")
            .replace("project gutenberg's", "project gutenberg");
    for (String marker : markers) {
      if (line.startsWith(marker)) {
        return true;
      }
    }
    return false;
  }
}
