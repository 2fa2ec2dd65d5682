package io.quipu.dedup.minhash;

import io.quipu.dedup.text.LowerCase;
import java.util.Arrays;

/**
 * The words that datatrove shingles: those of its normal form ({@link NormalTable}), cut as spaCy
 * 3.8's rules for English cut what is left ({@link EnglishCuts}; symbols, currency signs, quotes
 * and punctuation marks are cut off at the ends of a word, symbols also within). Streams: memory is
 * that of the longest word. Belongs to one thread and is reused.
 *
 * <p>Departures: symbols are the category So of the JVM's Unicode version, the reference has a list
 * of an older one; spacing marks that follow each other are not put into canonical order.
 */
final class NormalWords implements Words.Cutter {

  private static final String PUNCTUATION =
      "\u00bf\u061f\u00a1\u00b7\u0964\u060c\u06d4\u061b\u066a" // marks
          + "\u2018\u201a\u300e\u300f\u3014\u3015\u3008\u3009\u27e6\u27e7"; // quotes

  private char[] chunk = new char[256];
  private int length;
  private boolean plain; // only letters and digits of ASCII
  private int[] suffixes = new int[16];

  @Override
  public void cut(char[] text, int textLength, Words.Sink sink) {
    length = 0;
    plain = true;
    int i = 0;
    while (i < textLength) {
      char c = text[i];
      if (c >= 'a' && c <= 'z') {
        append(c);
        i++;
        continue;
      }
      int codePoint = c;
      if (Character.isHighSurrogate(c) && i + 1 < textLength) {
        codePoint = Character.codePointAt(text, i, textLength);
      }
      int image =
          codePoint == LowerCase.SIGMA
              ? LowerCase.sigma(text, textLength, i)
              : NormalTable.of(codePoint);
      i += Character.charCount(codePoint);
      if (image == NormalTable.BLANK) {
        flush(sink);
      } else if (image == NormalTable.DIGIT) {
        i = number(text, i, textLength);
        append('0');
      } else if (image >= 0) {
        put(image);
      } else if (image != NormalTable.NOTHING) {
        for (char e : NormalTable.expansion(image)) {
          plain = false;
          append(e);
        }
      }
    }
    flush(sink);
  }

  /** The offset after the digits that follow a digit, and at most one decimal part. */
  private static int number(char[] text, int from, int length) {
    int i = digits(text, from, length);
    if (i < length && isDecimalSeparator(text[i])) {
      int fraction = digits(text, i + 1, length);
      return fraction > i + 1 ? fraction : i;
    }
    return i;
  }

  private static int digits(char[] text, int from, int length) {
    int i = from;
    while (i < length) {
      int c = Character.codePointAt(text, i, length);
      if (!Character.isDigit(c)) {
        break;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private static boolean isDecimalSeparator(char c) {
    return c == '.'
        || c == ','
        || c == '\u060c'
        || c == '\u066b'
        || (c >= '\u2396' && c <= '\u2398');
  }

  private void put(int codePoint) {
    plain &= codePoint < 0x80;
    if (codePoint < 0x10000) {
      append((char) codePoint);
    } else {
      append(Character.highSurrogate(codePoint));
      append(Character.lowSurrogate(codePoint));
    }
  }

  private void append(char c) {
    if (length == chunk.length) {
      chunk = Arrays.copyOf(chunk, 2 * length);
    }
    chunk[length++] = c;
  }

  private void flush(Words.Sink sink) {
    if (length == 0) {
      return;
    }
    if (plain) {
      int unit = chunk[length - 1] == '0' ? 0 : EnglishCuts.unit(chunk, 0, length);
      if (unit > 0) {
        sink.word(chunk, 0, length - unit);
        sink.word(chunk, length - unit, length);
      } else {
        letters(0, length, sink);
      }
    } else {
      affixes(sink);
    }
    length = 0;
    plain = true;
  }

  /** One word, or the two or three of a contraction. */
  private void letters(int start, int end, Words.Sink sink) {
    int cuts = EnglishCuts.of(chunk, start, end);
    if (cuts == 0) {
      sink.word(chunk, start, end);
      return;
    }
    int first = start + (cuts & 15);
    int second = cuts >>> 4 == 0 ? end : start + (cuts >>> 4);
    sink.word(chunk, start, first);
    sink.word(chunk, first, second);
    if (second < end) {
      sink.word(chunk, second, end);
    }
  }

  /** spaCy's loop: marks off both ends until a contraction or nothing more, then symbols within. */
  private void affixes(Words.Sink sink) {
    int start = 0;
    int end = length;
    int cut = 0;
    while (start < end && EnglishCuts.of(chunk, start, end) == 0) {
      int prefix = prefix(start, end);
      if (prefix > 0 && EnglishCuts.of(chunk, start + prefix, end) != 0) {
        sink.word(chunk, start, start + prefix);
        start += prefix;
        break;
      }
      int suffix = suffix(start + prefix, end);
      if (prefix == 0 && suffix == 0) {
        break;
      }
      boolean contraction = suffix > 0 && EnglishCuts.of(chunk, start, end - suffix) != 0;
      if (prefix > 0 && !contraction) {
        sink.word(chunk, start, start + prefix);
        start += prefix;
      }
      if (suffix > 0) {
        if (cut == suffixes.length) {
          suffixes = Arrays.copyOf(suffixes, 2 * cut);
        }
        suffixes[cut++] = end;
        end -= suffix;
      }
      if (contraction) {
        break;
      }
    }
    infixes(start, end, sink);
    while (cut > 0) {
      int to = suffixes[--cut];
      sink.word(chunk, end, to);
      end = to;
    }
  }

  private void infixes(int start, int end, Words.Sink sink) {
    if (start == end) {
      return;
    }
    if (EnglishCuts.of(chunk, start, end) != 0) {
      letters(start, end, sink);
      return;
    }
    int from = start;
    int i = start;
    while (i < end) {
      int c = Character.codePointAt(chunk, i, end);
      int width = Character.charCount(c);
      if (i > start && Character.getType(c) == Character.OTHER_SYMBOL) {
        if (i > from) {
          sink.word(chunk, from, i);
        }
        sink.word(chunk, i, i + width);
        from = i + width;
      }
      i += width;
    }
    if (from < end) {
      sink.word(chunk, from, end);
    }
  }

  private int prefix(int start, int end) {
    int c = Character.codePointAt(chunk, start, end);
    return c >= 0x80 && (c == 0xA7 || isCurrency(c) || isMark(c)) ? Character.charCount(c) : 0;
  }

  private int suffix(int start, int end) {
    if (start == end) {
      return 0;
    }
    int c = Character.codePointBefore(chunk, end, start);
    int width = Character.charCount(c);
    if (c >= 0x80 && isMark(c)) {
      return width;
    }
    if (isCurrency(c)) {
      return end - width > start && chunk[end - width - 1] == '0' ? width : 0;
    }
    return c == '0' ? 0 : EnglishCuts.unit(chunk, start, end);
  }

  private static boolean isMark(int c) {
    return Character.getType(c) == Character.OTHER_SYMBOL || PUNCTUATION.indexOf(c) >= 0;
  }

  private static boolean isCurrency(int c) {
    return c == 0xA3 || c == 0xA5 || c == 0xE3F || c == 0xFDFC || (c >= 0x20A0 && c <= 0x20BF);
  }
}
