package io.quipu.filters.pii;

/**
 * A telephone number is a row of digit groups, one separator ({@code - . /} or a blank) between
 * two, one group perhaps in brackets, in one of five forms.
 *
 * <ol>
 *   <li>international: {@code +} and 8 to 15 digits (11 after {@code +1});
 *   <li>the same after {@code 00} in one group with the country's code, and a group more;
 *   <li>North American: perhaps {@code 1}, then 3-3-4 digits, the area from 2 up; written with
 *       blanks or dots the exchange is from 2 up too, and no further number is beside it;
 *   <li>with a trunk zero: 9 to 11 digits in two to five groups, alike separated, no number beside,
 *       but not 3-2-4, a United States social security number;
 *   <li>labelled: 7 to 15 digits right after a word such as {@code tel}, or {@code call me on}.
 * </ol>
 *
 * An extension ({@code x12}, {@code ext. 12}) belongs to it. A number that touches a letter,
 * another digit, or a mark with a digit after it (a date, an ISBN, a version, a card number) is
 * none. Belongs to one thread.
 */
final class PhoneScanner {

  private static final int MAX_GROUPS = 8;
  private static final int MAX_DIGITS = 17;

  private static final WordSet LABELS = WordSet.load("phone_labels.txt");
  private static final WordSet FILLERS = WordSet.load("phone_fillers.txt");

  private int groups;
  private int bracketed;
  private boolean besideNumber;
  private final int[] starts = new int[MAX_GROUPS];
  private final int[] ends = new int[MAX_GROUPS];

  /** digits[g]: digits of groups 0 to g. */
  private final int[] digits = new int[MAX_GROUPS];

  /** separators[g]: the character before group g, 0 if nothing but a bracket. */
  private final char[] separators = new char[MAX_GROUPS];

  /**
   * End of the number that starts at a digit, a plus or a bracket, exclusive, or -1.
   *
   * @param floor text before it belongs to another datum and says nothing
   */
  int end(char[] text, int start, int floor, int length) {
    if (start > floor && !startsHere(text, start)) {
      return -1;
    }
    besideNumber = start - 1 > floor && isBlank(text[start - 1]) && isDigit(text[start - 2]);
    boolean plus = text[start] == '+';
    read(text, plus ? start + 1 : start, length);
    if (groups == 0) {
      return -1;
    }
    int used = plus ? international(text, 0) : national(text, start);
    if (used == 0) {
      return -1;
    }
    int end = ends[used - 1];
    if (bracketed == used - 1) {
      end++;
    }
    int withExtension = extensionEnd(text, end, length);
    if (withExtension > end) {
      return withExtension;
    }
    return endsHere(text, end, length) ? end : -1;
  }

  private int national(char[] text, int start) {
    char first = text[starts[0]];
    char second = starts[0] + 1 < ends[0] ? text[starts[0] + 1] : ' ';
    int used = 0;
    if (first == '0' && second == '0' && length(0) > 2 && groups > 1) {
      used = international(text, 2);
    }
    if (used == 0) {
      used = northAmerican(text);
    }
    if (used == 0 && first == '0' && second >= '1' && second <= '9') {
      used = trunk();
    }
    if (used == 0 && LABELS.containsWordBefore(text, start, FILLERS)) {
      used = upTo(15, 7);
    }
    return used;
  }

  /** Groups of an international number whose country code comes after {@code prefix} digits. */
  private int international(char[] text, int prefix) {
    int code = starts[0] + prefix;
    if (text[code] == '0') {
      return 0;
    }
    if (text[code] == '1') {
      for (int g = 0; g < groups; g++) {
        if (digits[g] == prefix + 11) {
          return g + 1;
        }
      }
      return 0;
    }
    return upTo(prefix + 15, prefix + 8);
  }

  private int northAmerican(char[] text) {
    boolean one = length(0) == 1 && text[starts[0]] == '1';
    int area = one ? 1 : 0;
    if (groups < area + 3 || length(area) != 3 || length(area + 1) != 3 || length(area + 2) != 4) {
      return 0;
    }
    char inner = separators[area + 1];
    char outer = separators[area + 2];
    if (text[starts[area]] < '2' || outer == 0 || outer == '/') {
      return 0;
    }
    if (bracketed == area || (inner == '-' && outer == '-')) {
      return area + 3;
    }
    boolean row = isBlank(outer) && (besideNumber || groups > area + 3);
    boolean alike = inner == outer || inner == '/';
    return alike && !row && text[starts[area + 1]] >= '2' ? area + 3 : 0;
  }

  private int trunk() {
    int total = digits[groups - 1];
    if (groups < 2 || groups > 5 || total < 9 || total > 11 || besideNumber) {
      return 0;
    }
    for (int g = 1; g < groups; g++) {
      boolean alike = g == 1 || separators[g] == separators[g - 1] || (g == 2 && bracketed == 0);
      if (length(g) < 2 || !alike) {
        return 0;
      }
    }
    boolean socialSecurity = groups == 3 && length(0) == 3 && length(1) == 2 && length(2) == 4;
    return length(0) <= 5 && !socialSecurity ? groups : 0;
  }

  /** As many groups as make at most {@code max} digits, 0 if they make fewer than {@code min}. */
  private int upTo(int max, int min) {
    int used = groups;
    while (used > 0 && digits[used - 1] > max) {
      used--;
    }
    return used > 0 && digits[used - 1] >= min ? used : 0;
  }

  private int length(int group) {
    return ends[group] - starts[group];
  }

  private void read(char[] text, int from, int length) {
    groups = 0;
    bracketed = -1;
    int i = from;
    int total = 0;
    char separator = 0;
    while (groups < MAX_GROUPS) {
      boolean bracket = i < length && text[i] == '(' && bracketed < 0;
      int start = bracket ? i + 1 : i;
      int end = start;
      while (end < length && isDigit(text[end]) && end - start <= MAX_DIGITS) {
        end++;
      }
      total += end - start;
      if (end == start || total > MAX_DIGITS || (bracket && (end == length || text[end] != ')'))) {
        return;
      }
      bracketed = bracket ? groups : bracketed;
      starts[groups] = start;
      ends[groups] = end;
      digits[groups] = total;
      separators[groups++] = separator;
      i = bracket ? end + 1 : end;
      separator = i < length && isSeparator(text[i]) ? text[i++] : 0;
      if (separator == 0 && !bracket && !(i < length && text[i] == '(')) {
        return;
      }
    }
  }

  /** End of an extension that starts at {@code end}, else {@code end}. */
  private static int extensionEnd(char[] text, int end, int length) {
    int i = end;
    while (i < length && i - end < 2 && (text[i] == ' ' || text[i] == ',')) {
      i++;
    }
    if (i + 2 < length && (text[i] | 0x20) == 'e' && text[i + 1] == 'x' && text[i + 2] == 't') {
      i += 3;
    } else if (i < length && (text[i] | 0x20) == 'x') {
      i++;
    } else {
      return end;
    }
    while (i < length && (text[i] == '.' || text[i] == ' ') && i - end < 8) {
      i++;
    }
    int from = i;
    while (i < length && isDigit(text[i]) && i - from < 7) {
      i++;
    }
    return i > from && i - from < 7 && endsHere(text, i, length) ? i : end;
  }

  private static boolean startsHere(char[] text, int start) {
    char c = text[start - 1];
    boolean mark = c == '_' || c == '-' || c == '.' || c == '/' || c == '+' || c == '#' || c == '$';
    boolean thousands = c == ',' && start > 1 && isDigit(text[start - 2]);
    return !mark && !thousands && c != '=' && c != '%' && c != '&' && !Character.isLetterOrDigit(c);
  }

  private static boolean endsHere(char[] text, int end, int length) {
    if (end >= length) {
      return true;
    }
    char c = text[end];
    if (c == '-' || c == '.' || c == '/' || c == ',' || c == ':') {
      return end + 1 >= length || !isDigit(text[end + 1]);
    }
    return c != '@' && c != '_' && c != '%' && c != '=' && !Character.isLetterOrDigit(c);
  }

  private static boolean isSeparator(char c) {
    return c == '-' || c == '.' || c == '/' || c == '\u2011' || c == '\u2013' || isBlank(c);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\u00a0' || c == '\u202f';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
