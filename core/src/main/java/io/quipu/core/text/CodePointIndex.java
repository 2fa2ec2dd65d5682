package io.quipu.core.text;

/**
 * Counts code points before any UTF-16 offset of one text in constant time: a checkpoint every 64
 * units. Reused from text to text.
 */
final class CodePointIndex {

  private static final int SHIFT = 6;

  private char[] text = {};
  private int length;
  private boolean onlyBasicPlane;
  private int[] checkpoints = {};

  /** Turns to a text of valid Unicode in [0, length). */
  void reset(char[] newText, int newLength) {
    text = newText;
    length = newLength;
    int needed = (newLength >> SHIFT) + 1;
    if (checkpoints.length < needed || checkpoints.length > 8 * needed + 1024) {
      checkpoints = new int[needed + needed / 4];
    }
    int codePoints = 0;
    for (int i = 0; i < newLength; i++) {
      if ((i & ((1 << SHIFT) - 1)) == 0) {
        checkpoints[i >> SHIFT] = codePoints;
      }
      if (!Character.isLowSurrogate(newText[i])) {
        codePoints++;
      }
    }
    onlyBasicPlane = codePoints == newLength;
    if ((newLength & ((1 << SHIFT) - 1)) == 0) {
      checkpoints[newLength >> SHIFT] = codePoints;
    }
  }

  /** Code points that start before an offset in [0, length]. */
  int before(int offset) {
    if (offset < 0 || offset > length) {
      throw new IndexOutOfBoundsException("offset " + offset + " of a text of " + length);
    }
    if (onlyBasicPlane) {
      return offset;
    }
    int codePoints = checkpoints[offset >> SHIFT];
    for (int i = offset & -(1 << SHIFT); i < offset; i++) {
      if (!Character.isLowSurrogate(text[i])) {
        codePoints++;
      }
    }
    return codePoints;
  }
}
