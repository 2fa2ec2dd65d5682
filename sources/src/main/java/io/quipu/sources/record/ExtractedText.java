package io.quipu.sources.record;

import io.quipu.core.text.Unicode;

/**
 * Text as every later stage may rely on it: valid Unicode without NUL, whose lines end with a line
 * feed. Lone surrogates become U+FFFD, NULs are removed, {@code \r\n} and {@code \r} become {@code
 * \n}.
 *
 * @param replaced lone surrogates that became U+FFFD
 */
public record ExtractedText(String text, int replaced) {

  public static ExtractedText of(String given) {
    String raw = withLineFeeds(given);
    int first = firstBad(raw);
    if (first < 0) {
      return new ExtractedText(raw, 0);
    }
    StringBuilder clean = new StringBuilder(raw.length()).append(raw, 0, first);
    int replaced = 0;
    for (int i = first; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (Unicode.isPair(raw, i)) {
        clean.append(c).append(raw.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        clean.append(Unicode.REPLACEMENT);
        replaced++;
      } else if (c != 0) {
        clean.append(c);
      }
    }
    return new ExtractedText(clean.toString(), replaced);
  }

  /**
   * For readers that look at lines before the text is clean: {@code \r\n} and {@code \r} end one.
   */
  public static String withLineFeeds(String raw) {
    int at = raw.indexOf('\r');
    if (at < 0) {
      return raw;
    }
    StringBuilder lines = new StringBuilder(raw.length());
    int copied = 0;
    for (; at >= 0; at = raw.indexOf('\r', copied)) {
      lines.append(raw, copied, at).append('\n');
      copied = at + (raw.startsWith("\n", at + 1) ? 2 : 1);
    }
    return lines.append(raw, copied, raw.length()).toString();
  }

  private static int firstBad(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == 0 || (Character.isSurrogate(c) && !Unicode.isPair(raw, i))) {
        return i;
      }
      if (Character.isSurrogate(c)) {
        i++;
      }
    }
    return -1;
  }
}
