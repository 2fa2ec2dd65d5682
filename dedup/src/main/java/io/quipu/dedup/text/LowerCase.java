package io.quipu.dedup.text;

/**
 * Full lower case of Unicode (SpecialCasing.txt without languages), as Python's {@code str.lower}
 * and {@code String.toLowerCase(Locale.ROOT)} have it, character by character: two characters need
 * more than {@link Character#toLowerCase(int)}, {@link #DOTTED_I} becomes two and {@link #SIGMA}
 * looks at its neighbours. Data of the JVM's Unicode version.
 */
public final class LowerCase {

  /** I with dot above: {@code i} and {@link #DOT_ABOVE}. */
  public static final char DOTTED_I = '\u0130';

  public static final char DOT_ABOVE = '\u0307';

  /** Capital sigma: see {@link #sigma}. */
  public static final char SIGMA = '\u03a3';

  private LowerCase() {}

  /**
   * Lower case of the capital sigma at an offset: final if a cased letter comes before it and none
   * after it.
   */
  public static char sigma(char[] text, int length, int at) {
    int before = at;
    int c = -1;
    while (before > 0) {
      c = Character.codePointBefore(text, before, 0);
      if (!isCaseIgnorable(c)) {
        break;
      }
      before -= Character.charCount(c);
    }
    if (before == 0 || !isCased(c)) {
      return '\u03c3';
    }
    int next = at + 1;
    while (next < length) {
      c = Character.codePointAt(text, next, length);
      if (!isCaseIgnorable(c)) {
        return isCased(c) ? '\u03c3' : '\u03c2';
      }
      next += Character.charCount(c);
    }
    return '\u03c2';
  }

  private static boolean isCased(int c) {
    return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
  }

  /** Case_Ignorable: marks, formats, modifiers and the word-internal punctuation of UAX #29. */
  private static boolean isCaseIgnorable(int c) {
    switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK:
      case Character.ENCLOSING_MARK:
      case Character.FORMAT:
      case Character.MODIFIER_LETTER:
      case Character.MODIFIER_SYMBOL:
        return true;
      default:
        return c == '\''
            || c == '.'
            || c == ':'
            || c == 0xB7
            || c == 0x387
            || c == 0x55F
            || c == 0x5F4
            || c == 0x2018
            || c == 0x2019
            || c == 0x2024
            || c == 0x2027
            || c == 0xFE13
            || c == 0xFE52
            || c == 0xFE55
            || c == 0xFF07
            || c == 0xFF0E
            || c == 0xFF1A;
    }
  }
}
