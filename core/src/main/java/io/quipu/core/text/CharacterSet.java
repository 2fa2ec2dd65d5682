package io.quipu.core.text;

import java.util.function.IntPredicate;

/**
 * A set of UTF-16 units as a table of bits, so that a look-up costs the same whatever the
 * definition. A code point above U+FFFF is its two surrogates here. Immutable.
 */
public final class CharacterSet {

  /** Unicode White_Space: 25 code points, all in the basic plane. */
  public static final CharacterSet WHITE_SPACE =
      of(
          c ->
              (c >= 0x09 && c <= 0x0d)
                  || c == ' '
                  || c == 0x85
                  || c == 0xa0
                  || c == 0x1680
                  || (c >= 0x2000 && c <= 0x200a)
                  || c == 0x2028
                  || c == 0x2029
                  || c == 0x202f
                  || c == 0x205f
                  || c == 0x3000);

  /**
   * What Python's {@code str.isspace} accepts, {@code str.split()} cuts at and {@code str.strip()}
   * removes: White_Space and the four separators U+001C to U+001F.
   */
  public static final CharacterSet PYTHON_SPACE =
      of(c -> WHITE_SPACE.contains((char) c) || (c >= 0x1c && c <= 0x1f));

  private final long[] bits = new long[0x10000 >> 6];

  private CharacterSet() {}

  /** The units of which a definition is true; it is asked once for each from 0 to U+FFFF. */
  public static CharacterSet of(IntPredicate definition) {
    CharacterSet set = new CharacterSet();
    for (int c = 0; c <= 0xFFFF; c++) {
      if (definition.test(c)) {
        set.bits[c >> 6] |= 1L << c;
      }
    }
    return set;
  }

  public boolean contains(char c) {
    return (bits[c >> 6] >>> c & 1) != 0;
  }
}
