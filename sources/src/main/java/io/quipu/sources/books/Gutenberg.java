package io.quipu.sources.books;

import io.quipu.sources.record.ExtractedText;
import java.util.Locale;

/**
 * The work within a Project Gutenberg file: what lies between the line that holds {@code *** START
 * OF} (or the line on which its title ends) and the line that holds {@code *** END OF}; before 2001
 * the header ends with {@code *END*THE SMALL PRINT!}. A text without the markers is left whole.
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
    "end of the project gutenberg etext", "end of this project gutenberg etext",
    "end of project gutenberg"
  };

  /** The header is at most this long, so that a book that quotes the marker is not cut. */
  private static final int MAX_HEADER_CHARS = 60_000;

  private static final int MAX_FOOTER_CHARS = 40_000;

  private static final int MAX_MARKER_CHARS = 300;

  /** Lines on which the title of a marker may go on. */
  private static final int MAX_TITLE_LINES = 4;

  private Gutenberg() {}

  static String strip(String raw) {
    String text = ExtractedText.withLineFeeds(raw);
    int from = 0;
    int to = text.length();
    int at = 0;
    while (at < text.length()) {
      int end = lineEnd(text, at);
      if (at < MAX_HEADER_CHARS && isMarker(text, at, end, STARTS)) {
        from = Math.min(startEnd(text, at, end) + 1, text.length());
      } else if (at > text.length() - MAX_FOOTER_CHARS && isMarker(text, at, end, ENDS)) {
        to = Math.max(at, from);
        break;
      }
      at = end + 1;
    }
    return from == 0 && to == text.length() ? text : text.substring(from, to).strip();
  }

  /** Where the line ends on which a marker with a long title ends. */
  private static int startEnd(String text, int from, int to) {
    String first = text.substring(from, to).strip();
    if (!first.startsWith("***") || first.endsWith("***")) {
      return to;
    }
    int end = to;
    for (int lines = 0; lines < MAX_TITLE_LINES && end < text.length(); lines++) {
      int at = end + 1;
      end = lineEnd(text, at);
      String line = text.substring(Math.min(at, end), Math.min(end, at + MAX_MARKER_CHARS)).strip();
      if (line.isEmpty()) {
        return to;
      }
      if (line.endsWith("***")) {
        return end;
      }
    }
    return to;
  }

  private static int lineEnd(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private static boolean isMarker(String text, int from, int to, String[] markers) {
    if (to - from < 10 || to - from > MAX_MARKER_CHARS) {
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
