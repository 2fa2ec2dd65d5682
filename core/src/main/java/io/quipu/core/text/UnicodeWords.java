package io.quipu.core.text;

import java.io.CharArrayReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.analysis.standard.StandardTokenizerImpl;

/**
 * Words by the default boundaries of UAX #29, those that have a letter, digit, ideograph, kana,
 * Hangul or emoji, as Lucene's {@code StandardTokenizer} cuts them (Unicode version: Lucene's, not
 * the JVM's). Longer words than {@value #MAX_LENGTH} UTF-16 units are cut there, Lucene's default,
 * never within a surrogate pair.
 */
final class UnicodeWords implements Segmentation {

  static final int MAX_LENGTH = 255;

  @Override
  public String name() {
    return "unicode_words";
  }

  @Override
  public void segment(char[] text, int length, SegmentSink sink) {
    StandardTokenizerImpl scanner = new StandardTokenizerImpl(new CharArrayReader(text, 0, length));
    scanner.setBufferSize(MAX_LENGTH);
    try {
      while (scanner.getNextToken() != StandardTokenizerImpl.YYEOF) {
        int start = scanner.yychar();
        sink.add(start, start + scanner.yylength());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a char array can be read", e);
    }
  }
}
