package io.quipu.filters.pii;

/**
 * Finds what looks like a person's name: two or more adjacent capitalised words, one blank (and
 * perhaps an initial) between two. A capitalised word starts with an upper-case letter and has a
 * lower-case one after it ({@code Ana}, {@code O'Brien}, {@code McDonald}); a word of the list of
 * common words ({@code Contact}, {@code Street}, {@code Monday}) is none. Names in capitals
 * throughout, and scripts without case, are not seen.
 */
final class PersonNames {

  static final WordSet COMMON = WordSet.load("common_words.txt");

  private int start;
  private int end;

  /** Looks for the first name in [from, to); {@link #start} and {@link #end} tell where it is. */
  boolean find(char[] text, int from, int to) {
    int i = from;
    while (i < to) {
      if (!Character.isLetter(text[i])) {
        i++;
        continue;
      }
      int wordEnd = wordEnd(text, i, to);
      if (!isNamePart(text, i, wordEnd)) {
        i = wordEnd;
        continue;
      }
      int nameEnd = nameEnd(text, wordEnd, to);
      if (nameEnd > wordEnd) {
        start = i;
        end = nameEnd;
        return true;
      }
      i = wordEnd;
    }
    return false;
  }

  /** UTF-16 offset of the name found last. */
  int start() {
    return start;
  }

  /** UTF-16 offset after the name found last. */
  int end() {
    return end;
  }

  /** End of the word at a letter: letters, with single apostrophes and hyphens between letters. */
  static int wordEnd(char[] text, int from, int to) {
    int i = from + 1;
    while (i < to) {
      boolean joint = text[i] == '\'' || text[i] == '\u2019' || text[i] == '-';
      if (joint && i + 1 < to && Character.isLetter(text[i + 1])) {
        i += 2;
      } else if (Character.isLetter(text[i])
          || Character.getType(text[i]) == Character.NON_SPACING_MARK) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private static int nameEnd(char[] text, int firstEnd, int to) {
    int end = firstEnd;
    int i = firstEnd;
    while (i + 1 < to && isBlank(text[i]) && Character.isUpperCase(text[i + 1])) {
      int wordEnd = wordEnd(text, i + 1, to);
      if (wordEnd == i + 2) {
        i = wordEnd < to && text[wordEnd] == '.' ? wordEnd + 1 : wordEnd;
        continue;
      }
      if (!isNamePart(text, i + 1, wordEnd)) {
        break;
      }
      end = wordEnd;
      i = wordEnd;
    }
    return end;
  }

  private static boolean isNamePart(char[] text, int from, int to) {
    if (!Character.isUpperCase(text[from]) || COMMON.contains(text, from, to)) {
      return false;
    }
    for (int i = from + 1; i < to; i++) {
      if (Character.isLowerCase(text[i])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\u00a0';
  }
}
