package io.quipu.tokenizer.encode;

import java.util.Arrays;

/** A text as UTF-8 with room after it. Belongs to one thread. */
final class TextBytes {

  private static final int CHUNK = 4096;

  byte[] bytes = new byte[4 * CHUNK];
  int length;

  private final char[] chunk = new char[CHUNK];

  /** Takes no text for the code point that means a space. */
  static final char NO_SPACE_MARK = 0;

  /**
   * Converts a text; lone surrogates become U+FFFD.
   *
   * @param spaceMark a character, not ASCII, that is written as a space
   * @param prefix whether a space goes before a text that is not empty
   */
  void set(CharSequence text, char spaceMark, boolean prefix) {
    length = 0;
    if (prefix && text.length() > 0) {
      bytes[length++] = ' ';
    }
    int end = text.length();
    for (int from = 0; from < end; ) {
      int to = Math.min(end, from + CHUNK);
      if (to < end && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      copy(text, from, to);
      reserve(3 * CHUNK);
      append(to - from, spaceMark);
      from = to;
    }
    reserve(0);
  }

  /** Lets go of an array longer than {@code limit}. */
  void trim(int limit) {
    if (bytes.length > limit) {
      bytes = new byte[4 * CHUNK];
    }
  }

  private void copy(CharSequence text, int from, int to) {
    if (text instanceof String string) {
      string.getChars(from, to, chunk, 0);
      return;
    }
    for (int i = from; i < to; i++) {
      chunk[i - from] = text.charAt(i);
    }
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more + WordCache.PADDING);
    if (bytes.length < needed) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, length + (length >> 1)));
    }
  }

  private void append(int count, char spaceMark) {
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < count; i++) {
      int c = chunk[i];
      if (c < 0x80) {
        to[at++] = (byte) c;
      } else if (c < 0x800) {
        to[at++] = (byte) (0xc0 | (c >> 6));
        to[at++] = (byte) (0x80 | (c & 0x3f));
      } else if (c == spaceMark) {
        to[at++] = ' ';
      } else if (c >= 0xd800
          && c < 0xdc00
          && i + 1 < count
          && Character.isLowSurrogate(chunk[i + 1])) {
        int codePoint = Character.toCodePoint((char) c, chunk[++i]);
        to[at++] = (byte) (0xf0 | (codePoint >> 18));
        to[at++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
        to[at++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        to[at++] = (byte) (0x80 | (codePoint & 0x3f));
      } else {
        int scalar = c >= 0xd800 && c < 0xe000 ? 0xfffd : c;
        to[at++] = (byte) (0xe0 | (scalar >> 12));
        to[at++] = (byte) (0x80 | ((scalar >> 6) & 0x3f));
        to[at++] = (byte) (0x80 | (scalar & 0x3f));
      }
    }
    length = at;
  }
}
