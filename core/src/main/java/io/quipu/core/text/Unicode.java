package io.quipu.core.text;

import java.nio.charset.StandardCharsets;

/**
 * Valid Unicode in UTF-16: every surrogate is one of a pair. In text that is not valid each lone
 * surrogate becomes U+FFFD, the replacement character (<a
 * href="https://www.unicode.org/versions/Unicode15.0.0/ch05.pdf">Unicode Standard</a>, section
 * 5.22), where Java's own encoder writes a question mark.
 */
public final class Unicode {

  /** What a lone surrogate becomes. */
  public static final char REPLACEMENT = '\uFFFD';

  private Unicode() {}

  /** Whether every surrogate is one of a pair. */
  public static boolean isValid(CharSequence text) {
    return firstLone(text) < 0;
  }

  /** The text with U+FFFD for each lone surrogate; the same object if it has none. */
  public static String repaired(String text) {
    int lone = firstLone(text);
    if (lone < 0) {
      return text;
    }
    StringBuilder valid = new StringBuilder(text);
    for (int i = lone; i < valid.length(); i++) {
      if (isPair(valid, i)) {
        i++;
      } else if (Character.isSurrogate(valid.charAt(i))) {
        valid.setCharAt(i, REPLACEMENT);
      }
    }
    return valid.toString();
  }

  /** Whether the character at {@code i} and the next one are a surrogate pair. */
  public static boolean isPair(CharSequence text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }

  /**
   * The text in UTF-8, lone surrogates as U+FFFD. Takes no more memory than the result, where
   * Java's own encoder takes three bytes a character and then a copy.
   */
  public static byte[] utf8(String text) {
    int n = text.length();
    int more = 0; // bytes beyond one a character
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        more = Math.addExact(more, c < 0x800 ? 1 : 2);
        if (isPair(text, i)) {
          i++; // four bytes for two characters
        }
      }
    }
    if (more == 0) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
    byte[] bytes = new byte[Math.addExact(n, more)];
    int to = 0;
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[to++] = (byte) c;
      } else if (c < 0x800) {
        bytes[to++] = (byte) (0xc0 | c >> 6);
        bytes[to++] = (byte) (0x80 | c & 0x3f);
      } else if (isPair(text, i)) {
        int codePoint = Character.toCodePoint(c, text.charAt(++i));
        bytes[to++] = (byte) (0xf0 | codePoint >> 18);
        bytes[to++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        bytes[to++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        bytes[to++] = (byte) (0x80 | codePoint & 0x3f);
      } else {
        char valid = Character.isSurrogate(c) ? REPLACEMENT : c;
        bytes[to++] = (byte) (0xe0 | valid >> 12);
        bytes[to++] = (byte) (0x80 | valid >> 6 & 0x3f);
        bytes[to++] = (byte) (0x80 | valid & 0x3f);
      }
    }
    return bytes;
  }

  /** Bytes of valid Unicode in UTF-8. */
  public static long utf8Length(CharSequence text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x800 && !Character.isSurrogate(c)) {
        bytes += 2;
      } else if (c >= 0x80) {
        bytes++; // half of a surrogate pair's four bytes is two
      }
    }
    return bytes;
  }

  private static int firstLone(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!isPair(text, i)) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
