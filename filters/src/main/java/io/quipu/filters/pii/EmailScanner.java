package io.quipu.filters.pii;

/**
 * An e-mail address is {@code local@domain} as people write it: a local part of at most 64 letters,
 * digits and {@code . _ % + - ' & ~}, without two dots in a row or one at its end; a domain of at
 * least two labels (letters, digits, inner hyphens, at most 63 each, 253 in all) whose last is
 * {@code xn--} something or two to 24 letters and no file extension ({@code icon@2x.png}). Letters
 * are Latin, Greek or Cyrillic: scripts written without blanks would grow into the address. Quoted
 * local parts, bracketed hosts and spellings such as {@code name [at] host} are not addresses here.
 */
final class EmailScanner {

  private static final int MAX_LOCAL = 64;
  private static final int MAX_LABEL = 63;
  private static final int MAX_DOMAIN = 253;
  private static final int MAX_TOP_LEVEL = 24;

  private static final WordSet FILE_EXTENSIONS = WordSet.load("file_extensions.txt");

  private EmailScanner() {}

  /**
   * Start of the address whose at sign is at {@code at}, or -1.
   *
   * @param floor the address can't start before it
   */
  static int start(char[] text, int at, int floor) {
    int start = at;
    while (start > floor && isLocal(text[start - 1]) && at - start <= MAX_LOCAL) {
      if (text[start - 1] == '.' && (start == at || text[start] == '.')) {
        break;
      }
      start--;
    }
    if (at - start > MAX_LOCAL) {
      return -1;
    }
    while (start < at && !isLetterOrDigit(text[start]) && text[start] != '_') {
      start++;
    }
    return start < at ? start : -1;
  }

  /** End of the domain after the at sign, exclusive, or -1. */
  static int end(char[] text, int at, int length) {
    int limit = Math.min(length, at + 1 + MAX_DOMAIN + 1);
    int accepted = -1;
    int label = at + 1;
    for (int labels = 1; label < limit; labels++) {
      int i = label;
      while (i < limit && (isLetterOrDigit(text[i]) || text[i] == '-')) {
        i++;
      }
      int end = i;
      while (end > label && text[end - 1] == '-') {
        end--;
      }
      if (end == label || end - label > MAX_LABEL || text[label] == '-') {
        break;
      }
      if (labels > 1 && isTopLevel(text, label, end)) {
        accepted = end;
      }
      if (end < i || i >= limit || text[i] != '.') {
        break;
      }
      label = i + 1;
    }
    return accepted > at + 1 + MAX_DOMAIN
            || (accepted >= 0 && accepted < length && text[accepted] == '@')
        ? -1
        : accepted;
  }

  private static boolean isTopLevel(char[] text, int from, int to) {
    int length = to - from;
    if (length > 4 && text[from] == 'x' && text[from + 1] == 'n' && text[from + 2] == '-') {
      return text[from + 3] == '-';
    }
    if (length < 2 || length > MAX_TOP_LEVEL) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (!isLetter(text[i])) {
        return false;
      }
    }
    return !FILE_EXTENSIONS.contains(text, from, to);
  }

  private static boolean isLocal(char c) {
    return isLetterOrDigit(c)
        || c == '.'
        || c == '_'
        || c == '-'
        || c == '+'
        || c == '%'
        || c == '\''
        || c == '&'
        || c == '~';
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || isLetter(c);
  }

  private static boolean isLetter(char c) {
    if (c < 0x80) {
      return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }
    return c < 0x530 && Character.isLetter(c);
  }
}
