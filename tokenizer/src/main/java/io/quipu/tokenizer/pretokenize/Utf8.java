package io.quipu.tokenizer.pretokenize;

/** Reads code points from valid UTF-8. */
public final class Utf8 {

  private Utf8() {}

  /** The code point whose first byte is at {@code at}. */
  public static int codePoint(byte[] text, int at) {
    int first = text[at];
    if (first >= 0) {
      return first;
    }
    if (first < (byte) 0xe0) {
      return ((first & 0x1f) << 6) | (text[at + 1] & 0x3f);
    }
    if (first < (byte) 0xf0) {
      return ((first & 0x0f) << 12) | ((text[at + 1] & 0x3f) << 6) | (text[at + 2] & 0x3f);
    }
    return ((first & 0x07) << 18)
        | ((text[at + 1] & 0x3f) << 12)
        | ((text[at + 2] & 0x3f) << 6)
        | (text[at + 3] & 0x3f);
  }

  /** Bytes of the character that starts with {@code first}: 1 to 4. */
  public static int length(byte first) {
    return first >= 0 ? 1 : first < (byte) 0xe0 ? 2 : first < (byte) 0xf0 ? 3 : 4;
  }
}
