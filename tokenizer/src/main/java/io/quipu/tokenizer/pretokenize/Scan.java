package io.quipu.tokenizer.pretokenize;

/** Runs of one class, shared by the splitters. Marks count as other characters here. */
final class Scan {

  private Scan() {}

  /** Class of the character at {@code at}, which is below {@code end}: marks are OTHER. */
  static byte classAt(byte[] text, int at) {
    byte first = text[at];
    byte found =
        first >= 0 ? CharacterClasses.ASCII[first] : CharacterClasses.of(Utf8.codePoint(text, at));
    return found == CharacterClasses.MARK ? CharacterClasses.OTHER : found;
  }

  /**
   * End of the run of characters of {@code wanted} that starts at {@code at}; {@code at} if none.
   */
  static int runEnd(byte[] text, int at, int end, byte wanted) {
    int i = at;
    while (i < end) {
      byte first = text[i];
      if (first >= 0) {
        if (CharacterClasses.ASCII[first] != wanted) {
          return i;
        }
        i++;
      } else {
        if (classAt(text, i) != wanted) {
          return i;
        }
        i += Utf8.length(first);
      }
    }
    return i;
  }

  /**
   * {@code \s++$|\s+(?!\S)|\s} at the start of the run of white space [at, runEnd): all of it at
   * the end of the text, else all but its last character, else its only one.
   */
  static int spaces(byte[] text, int at, int runEnd, int end) {
    if (runEnd == end) {
      return end;
    }
    int last = runEnd - 1;
    while (text[last] < (byte) 0xc0) { // continuation bytes are 0x80 to 0xbf
      last--;
    }
    return last > at ? last : runEnd;
  }

  /** {@code ll|ve|re} in lower case at {@code at}. */
  static boolean longContraction(int first, int second) {
    return (first == 'l' && second == 'l') || (second == 'e' && (first == 'v' || first == 'r'));
  }

  /** {@code [sdmt]}. */
  static boolean shortContraction(int c) {
    return c == 's' || c == 'd' || c == 'm' || c == 't';
  }
}
