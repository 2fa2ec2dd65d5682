package io.quipu.dedup.minhash;

import io.quipu.core.text.CharacterSet;
import io.quipu.dedup.text.LowerCase;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What becomes of each code point under datatrove's {@code simplify_text}: lower case, then digits
 * to {@code 0}, then a fixed list of punctuation and controls to blanks, then white space to
 * blanks, then canonical decomposition without non-spacing marks. Made once from the JVM's Unicode
 * data; a test holds the digest of the whole table.
 */
final class NormalTable {

  /** A blank: it ends a word. */
  static final int BLANK = -1;

  /** Nothing. */
  static final int NOTHING = -2;

  /** A decimal digit: runs of them become one {@code 0}. */
  static final int DIGIT = -3;

  private static final int FIRST_EXPANSION = -4;

  /**
   * Code points that become a blank, besides white space, C0 but tab and newline, and 127 to 159.
   */
  private static final String PUNCTUATION =
      "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
          + "\u00ab\u00b4\u00bb\u2013\u2014\u2019\u201c\u201d\u201e\u2026\u2236\u2501\u25ba"
          + "\u3001\u3002\u3008\u3009\u300a\u300b\u300c\u300d\u3010\u3011"
          + "\uff01\uff05\uff08\uff09\uff0c\uff0e\uff11\uff1a\uff1b\uff1f\uff5e";

  private static final int[][] PAGES = new int[0x110000 >> 8][];
  private static final List<char[]> EXPANSIONS = new ArrayList<>();

  static {
    // pages of code points that all stay as they are share one; above the second plane only these
    // two change
    int[] page = new int[256];
    for (int p = 0; p < PAGES.length; p++) {
      boolean mayChange = p < 0x200 || (p >= 0x2F8 && p <= 0x2FA) || p == 0xE01;
      if (mayChange) {
        boolean changed = false;
        for (int k = 0; k < 256; k++) {
          page[k] = image(p << 8 | k);
          changed |= page[k] != (p << 8 | k);
        }
        if (changed) {
          PAGES[p] = page;
          page = new int[256];
        }
      }
    }
  }

  private NormalTable() {}

  /**
   * A code point, or one of the constants, or an {@link #expansion}. {@link LowerCase#SIGMA} is not
   * in the table.
   */
  static int of(int codePoint) {
    int[] page = PAGES[codePoint >> 8];
    return page == null ? codePoint : page[codePoint & 0xFF];
  }

  /** The characters of an image below {@link #DIGIT}. Not to be written. */
  static char[] expansion(int image) {
    return EXPANSIONS.get(FIRST_EXPANSION - image);
  }

  private static int image(int codePoint) {
    int c = codePoint == LowerCase.DOTTED_I ? 'i' : Character.toLowerCase(codePoint);
    int type = Character.getType(c);
    if (type == Character.DECIMAL_DIGIT_NUMBER) {
      return DIGIT;
    }
    if (PUNCTUATION.indexOf(c) >= 0
        || CharacterSet.WHITE_SPACE.contains((char) Math.min(c, 0xFFFF))
        || c < 32
        || (c >= 127 && c < 160)) {
      return BLANK;
    }
    if (type == Character.SURROGATE || type == Character.UNASSIGNED) {
      return c;
    }
    String decomposed = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
    char[] kept = new char[decomposed.length()];
    int n = 0;
    for (int i = 0; i < decomposed.length(); i += Character.charCount(decomposed.codePointAt(i))) {
      int d = decomposed.codePointAt(i);
      if (Character.getType(d) != Character.NON_SPACING_MARK) {
        n += Character.toChars(d, kept, n);
      }
    }
    if (n == 0) {
      return NOTHING;
    }
    if (n == Character.charCount(Character.codePointAt(kept, 0, n))) {
      return Character.codePointAt(kept, 0, n);
    }
    EXPANSIONS.add(Arrays.copyOf(kept, n));
    return FIRST_EXPANSION - (EXPANSIONS.size() - 1);
  }
}
