package io.quipu.tokenizer.pretokenize;

/** {@link SplitPatterns#CL100K} by hand: one look at each character, no backtracking. */
final class Cl100kSplitter implements Splitter {

  @Override
  public int split(byte[] text, int from, int end, int[] ends) {
    int count = 0;
    int at = from;
    while (count < ends.length && at < end) {
      at = next(text, at, end);
      ends[count++] = at;
    }
    return count;
  }

  private static int next(byte[] text, int at, int end) {
    byte c = text[at];
    if (c == '\'') {
      int contraction = contraction(text, at, end);
      if (contraction > 0) {
        return contraction;
      }
    }
    int second = at + Utf8.length(c);
    byte first = Scan.classAt(text, at);
    if (first == CharacterClasses.LETTER) {
      return Scan.runEnd(text, second, end, CharacterClasses.LETTER);
    }
    if (first == CharacterClasses.NUMBER) {
      return number(text, second, end);
    }
    byte following = second < end ? Scan.classAt(text, second) : CharacterClasses.SPACE;
    if (following == CharacterClasses.LETTER && c != '\r' && c != '\n') {
      return Scan.runEnd(text, second + Utf8.length(text[second]), end, CharacterClasses.LETTER);
    }
    if (first == CharacterClasses.OTHER) {
      return others(text, second, end);
    }
    if (c == ' ' && following == CharacterClasses.OTHER) {
      return others(text, second, end);
    }
    return spaces(text, at, end);
  }

  /** {@code '(?i:[sdmt]|ll|ve|re)}, or 0. Case folding maps U+017F, the long s, to s. */
  private static int contraction(byte[] text, int at, int end) {
    if (at + 1 == end) {
      return 0;
    }
    byte first = text[at + 1];
    if (first == (byte) 0xc5) {
      return text[at + 2] == (byte) 0xbf ? at + 3 : 0;
    }
    // of the characters that | 0x20 maps to these letters all are letters themselves
    int lower = first | 0x20;
    if (Scan.shortContraction(lower)) {
      return at + 2;
    }
    if (at + 2 < end && Scan.longContraction(lower, text[at + 2] | 0x20)) {
      return at + 3;
    }
    return 0;
  }

  /** {@code \p{N}{1,3}} whose first digit ends at {@code second}. */
  private static int number(byte[] text, int second, int end) {
    int at = second;
    for (int digits = 1;
        digits < 3 && at < end && Scan.classAt(text, at) == CharacterClasses.NUMBER;
        digits++) {
      at += Utf8.length(text[at]);
    }
    return at;
  }

  /** {@code [^\s\p{L}\p{N}]*[\r\n]*} */
  private static int others(byte[] text, int from, int end) {
    int at = Scan.runEnd(text, from, end, CharacterClasses.OTHER);
    while (at < end && (text[at] == '\n' || text[at] == '\r')) {
      at++;
    }
    return at;
  }

  /** {@code \s++$|\s*[\r\n]|\s+(?!\S)|\s} */
  private static int spaces(byte[] text, int at, int end) {
    int runEnd = Scan.runEnd(text, at, end, CharacterClasses.SPACE);
    if (runEnd == end) {
      return end;
    }
    for (int i = runEnd - 1; i >= at; i--) {
      if (text[i] == '\n' || text[i] == '\r') {
        return i + 1;
      }
    }
    return Scan.spaces(text, at, runEnd, end);
  }
}
