package io.quipu.tokenizer;

import java.util.Random;

/** Random texts in which runs, borders and rare classes are frequent. */
public final class RandomText {

  /**
   * Characters old enough that every Java since 11 has them in the same class: ASCII, marks, digits
   * and letters of several scripts, all kinds of white space, emoji, and what looks like either.
   */
  private static final String ALPHABET =
      "abcdesstmlvrLVRESTD019'''    \n\n\r"
          + "\t.,!-_=/<>|"
          + "\u00e9\u0130\u017f\u00df\u03a9\u0416\u05d0\u0661\u06f1\u0939\u0301\u0903\u200d\u200b\ufeff"
          + "\u00a0\u0085\u1680\u2003\u2028\u3000\u001c\u001f\u2581\u00bd\u2460\u216b"
          + "\u6f22\u5b57\u3042\uac00\ufffd\u0000\u007f\ud83d\ude42\ud835\udd04\ud840\udc00";

  private static final int[] CODE_POINTS = ALPHABET.codePoints().toArray();

  private RandomText() {}

  /** At most {@code most} code points. */
  public static String of(Random random, int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most + 1);
    int runEnd = 0;
    int codePoint = 0;
    for (int i = 0; i < length; i++) {
      if (i >= runEnd) {
        codePoint = CODE_POINTS[random.nextInt(CODE_POINTS.length)];
        runEnd = i + (random.nextInt(8) == 0 ? random.nextInt(6) : 1);
      }
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }
}
