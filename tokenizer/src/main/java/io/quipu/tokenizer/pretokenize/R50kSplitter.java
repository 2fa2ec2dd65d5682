package io.quipu.tokenizer.pretokenize;

/** {@link SplitPatterns#R50K} by hand: one look at each character, no backtracking. */
final class R50kSplitter implements Splitter {

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
    if (c == '\'' && at + 1 < end) {
      if (Scan.shortContraction(text[at + 1])) {
        return at + 2;
      }
      if (at + 2 < end && Scan.longContraction(text[at + 1], text[at + 2])) {
        return at + 3;
      }
    }
    byte first = Scan.classAt(text, at);
    if (first != CharacterClasses.SPACE) {
      return Scan.runEnd(text, at + Utf8.length(c), end, first);
    }
    if (c == ' ' && at + 1 < end) {
      byte second = Scan.classAt(text, at + 1);
      if (second != CharacterClasses.SPACE) {
        return Scan.runEnd(text, at + 1 + Utf8.length(text[at + 1]), end, second);
      }
    }
    return Scan.spaces(text, at, Scan.runEnd(text, at, end, CharacterClasses.SPACE), end);
  }
}
