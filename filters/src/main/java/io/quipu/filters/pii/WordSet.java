package io.quipu.filters.pii;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small set of lower-case words that is asked about ranges of characters. Immutable, shared. */
final class WordSet {

  static final WordSet NONE = new WordSet(List.of());

  private static final int MAX_GAP = 3;
  private static final int MAX_FILLERS = 3;

  private final char[][] table;
  private final int longest;

  WordSet(List<String> words) {
    table = new char[Integer.highestOneBit(Math.max(8, words.size())) * 4][];
    int max = 0;
    for (String word : words) {
      char[] chars = word.toLowerCase(Locale.ROOT).toCharArray();
      max = Math.max(max, chars.length);
      int slot = hash(chars, 0, chars.length) & table.length - 1;
      while (table[slot] != null) {
        slot = slot + 1 & table.length - 1;
      }
      table[slot] = chars;
    }
    longest = max;
  }

  /** Reads a list that lies beside this class: one word a line, {@code #} starts a comment. */
  static WordSet load(String resource) {
    InputStream stream = WordSet.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException("the jar lacks " + resource);
    }
    List<String> words = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          words.add(line.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
    return new WordSet(words);
  }

  /** Whether the word in [from, to) is in the set, in whatever case. */
  boolean contains(char[] text, int from, int to) {
    if (to <= from || to - from > longest) {
      return false;
    }
    int slot = hash(text, from, to) & table.length - 1;
    for (char[] word = table[slot]; word != null; word = table[slot]) {
      if (word.length == to - from && same(word, text, from)) {
        return true;
      }
      slot = slot + 1 & table.length - 1;
    }
    return false;
  }

  /**
   * Whether the word before {@code end} is in the set. Up to three marks may be between, and words
   * of {@code fillers}, as in {@code call me on}, at most three.
   */
  boolean containsWordBefore(char[] text, int end, WordSet fillers) {
    int from = end;
    for (int words = 0; words <= MAX_FILLERS; words++) {
      int to = from;
      while (to > 0 && from - to < MAX_GAP && isGap(text[to - 1])) {
        to--;
      }
      from = to;
      while (from > 0 && to - from <= longest && Character.isLetter(text[from - 1])) {
        from--;
      }
      if (contains(text, from, to)) {
        return true;
      }
      if (!fillers.contains(text, from, to)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == ':' || c == '.' || c == '=' || c == '\n' || c == '"' || c == '\u00a0';
  }

  private static boolean same(char[] word, char[] text, int from) {
    for (int i = 0; i < word.length; i++) {
      if (word[i] != Character.toLowerCase(text[from + i])) {
        return false;
      }
    }
    return true;
  }

  private static int hash(char[] text, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + Character.toLowerCase(text[i]);
    }
    return hash ^ hash >>> 15;
  }
}
