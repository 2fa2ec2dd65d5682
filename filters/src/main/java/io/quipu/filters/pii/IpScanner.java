package io.quipu.filters.pii;

/**
 * An IP address is a globally reachable one with nothing attached to it. IPv4: four numbers up to
 * 255 without leading zeros; a fifth number, a letter beside it, or a word such as {@code version}
 * before it makes it something else, and so do two zeros at its end ({@code 1.0.0.0} is a version),
 * a slash between a word and it ({@code nginx/1.9.7.1}), and a capitalised word after four numbers
 * below 20 ({@code 13.2.6.3 Closing elements} is a section; so is one address of 27,000). IPv6:
 * eight groups, or fewer and one {@code ::} within 2000::/3, no network such as {@code 2400::/12}.
 * Private, shared, loopback, link-local, benchmark, documentation, multicast and reserved ranges
 * (the IANA special-purpose registries of RFC 6890) are nobody's address.
 */
final class IpScanner {

  /** Sections are not numbered higher. */
  private static final int MAX_SECTION = 19;

  private static final int MAX_BLANKS = 8;

  private static final WordSet VERSION_WORDS = WordSet.load("version_words.txt");

  private IpScanner() {}

  /**
   * End of the IPv4 address that starts at a digit, exclusive, or -1.
   *
   * @param floor text before it belongs to another datum and says nothing
   */
  static int end4(char[] text, int start, int floor, int length) {
    int i = start;
    int address = 0;
    int greatest = 0;
    for (int part = 0; part < 4; part++) {
      if (part > 0) {
        if (i >= length || text[i] != '.') {
          return -1;
        }
        i++;
      }
      int from = i;
      int value = 0;
      while (i < length && i - from < 3 && isDigit(text[i])) {
        value = 10 * value + text[i++] - '0';
      }
      if (i == from || value > 255 || (text[from] == '0' && i - from > 1)) {
        return -1;
      }
      address = address << 8 | value;
      greatest = Math.max(greatest, value);
    }
    boolean alone = endsHere(text, i, length) && (start == floor || startsHere(text, start));
    boolean host = (address & 0xffff) != 0 && isGlobal4(address);
    boolean section = greatest <= MAX_SECTION && isBeforeTitle(text, start, i, length);
    boolean version = VERSION_WORDS.containsWordBefore(text, start, WordSet.NONE);
    return alone && host && !section && !version ? i : -1;
  }

  /** Start of the group that a colon ends, or -1 if no address can start there. */
  static int start6(char[] text, int colon, int floor) {
    int start = colon;
    while (start > floor && colon - start < 5 && hex(text[start - 1]) >= 0) {
      start--;
    }
    boolean fits = start < colon && colon - start <= 4;
    return fits && (start == floor || !isWordOrColon(text[start - 1])) ? start : -1;
  }

  /** End of the IPv6 address that starts at a hexadecimal digit, exclusive, or -1. */
  static int end6(char[] text, int start, int length) {
    int groups = 0;
    int first = 0;
    int second = 0;
    boolean gap = false;
    int i = start;
    int end = -1;
    while (i < length && groups < 8) {
      int value = 0;
      int from = i;
      while (i < length && i - from < 5 && hex(text[i]) >= 0) {
        value = value << 4 | hex(text[i++]);
      }
      if (i == from || i - from > 4) {
        break;
      }
      first = groups == 0 ? value : first;
      second = groups == 1 && !gap ? value : second;
      groups++;
      end = i;
      if (i >= length || text[i] != ':') {
        break;
      }
      i++;
      if (i < length && text[i] == ':') {
        if (gap) {
          return -1;
        }
        gap = true;
        end = ++i;
      }
    }
    boolean shape = gap ? groups < 8 && first >>> 13 == 1 : groups == 8;
    boolean alone = end > 0 && (end == length || !isWordOrColon(text[end]));
    boolean network =
        alone
            && text[end - 1] == ':'
            && end + 1 < length
            && text[end] == '/'
            && isDigit(text[end + 1]);
    return shape && alone && !network && isGlobal6(first, second) ? end : -1;
  }

  private static boolean startsHere(char[] text, int start) {
    char before = text[start - 1];
    if (before == '-') {
      return start > 1 && isDigit(text[start - 2]);
    }
    if (before == '/') { // of a URL it is the second
      return start < 2 || !Character.isLetterOrDigit(text[start - 2]);
    }
    return before != '.' && before != '#' && before != '_' && !Character.isLetterOrDigit(before);
  }

  private static boolean endsHere(char[] text, int end, int length) {
    if (end >= length) {
      return true;
    }
    char next = text[end];
    if (next == '.' || next == '-') {
      char second = end + 1 < length ? text[end + 1] : ' ';
      return next == '.' ? !Character.isLetterOrDigit(second) : !Character.isLetter(second);
    }
    return next != '_' && next != '@' && !Character.isLetterOrDigit(next);
  }

  /** Whether blanks and a capital follow; at the start of a line a dot may come before them. */
  private static boolean isBeforeTitle(char[] text, int start, int end, int length) {
    int from = end < length && text[end] == '.' && startsLine(text, start) ? end + 1 : end;
    int i = from;
    while (i < length && i - from < MAX_BLANKS && isBlank(text[i])) {
      i++;
    }
    return i > from && i < length && Character.isUpperCase(text[i]);
  }

  /** Whether only blanks and marks of comments come before it, a few of them. */
  private static boolean startsLine(char[] text, int start) {
    int i = start;
    while (i > 0
        && start - i < MAX_BLANKS
        && (isBlank(text[i - 1]) || isCommentMark(text[i - 1]))) {
      i--;
    }
    return i == 0 || text[i - 1] == '\n';
  }

  private static boolean isCommentMark(char c) {
    return c == '*' || c == '/' || c == '#' || c == ';' || c == '-';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0';
  }

  private static boolean isGlobal4(int address) {
    int a = address >>> 24;
    int b = address >>> 16 & 0xff;
    int c = address >>> 8 & 0xff;
    if (a == 0 || a == 10 || a == 127 || a >= 224) {
      return false;
    }
    return switch (a) {
      case 100 -> b < 64 || b > 127;
      case 169 -> b != 254;
      case 172 -> b < 16 || b > 31;
      case 192 -> b != 168 && !(b == 0 && (c == 0 || c == 2));
      case 198 -> b != 18 && b != 19 && !(b == 51 && c == 100);
      case 203 -> !(b == 0 && c == 113);
      default -> true;
    };
  }

  private static boolean isGlobal6(int first, int second) {
    boolean documentation = first == 0x2001 && second == 0xdb8;
    boolean local = (first & 0xfe00) == 0xfc00 || (first & 0xffc0) == 0xfe80;
    return first != 0 && !documentation && !local && first < 0xff00;
  }

  private static boolean isWordOrColon(char c) {
    return c == ':' || c == '_' || Character.isLetterOrDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }
}
