package io.quipu.filters.gopher;

import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.step.Annotator;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.Segments;
import java.util.Arrays;
import java.util.List;

/**
 * Word and line statistics of Gopher (Rae et al. 2021, <a
 * href="https://arxiv.org/abs/2112.11446">arXiv:2112.11446</a>, section A.1.1), read as the Dolma
 * toolkit's tagger {@code gopher_v2} reads them: a word is a maximal run without white space, its
 * length is in code points, a symbol word <em>contains</em> {@code #} or U+2026, required words are
 * counted with repetition, a bullet is a {@code *} or {@code -} that starts a line, and lines are
 * the text between runs of newlines. The paper asks for the mean length of a word, Dolma for the
 * median; both are measured. A share of nothing is undefined, where Dolma says 0.
 */
final class GopherWords implements Annotator {

  public static final NumberSignal COUNT =
      new NumberSignal("gopher_dolma_word_count", "words", "never");
  public static final NumberSignal MEDIAN_LENGTH =
      new NumberSignal("gopher_dolma_median_word_length", "code points", "no words");
  public static final NumberSignal MEAN_LENGTH =
      new NumberSignal("gopher_dolma_mean_word_length", "code points", "no words");
  public static final NumberSignal SYMBOL_RATIO =
      new NumberSignal("gopher_dolma_symbol_to_word_ratio", "fraction", "no words");
  public static final NumberSignal ALPHABETIC =
      new NumberSignal("gopher_dolma_alphabetic_word_fraction", "fraction", "no words");
  public static final NumberSignal REQUIRED =
      new NumberSignal("gopher_dolma_required_word_count", "words", "never");
  public static final NumberSignal BULLET_LINES =
      new NumberSignal("gopher_dolma_bullet_line_fraction", "fraction", "empty text");
  public static final NumberSignal ELLIPSIS_LINES =
      new NumberSignal("gopher_dolma_ellipsis_line_fraction", "fraction", "empty text");

  public static final List<Signal> SIGNALS =
      List.of(
          COUNT,
          MEDIAN_LENGTH,
          MEAN_LENGTH,
          SYMBOL_RATIO,
          ALPHABETIC,
          REQUIRED,
          BULLET_LINES,
          ELLIPSIS_LINES);

  private static final char ELLIPSIS = '\u2026';

  /** The paper's eight words, at most four characters each, packed into a long. */
  private static final long[] REQUIRED_WORDS =
      pack("the", "be", "to", "of", "and", "that", "have", "with");

  private int[] lengths = new int[1024];

  @Override
  public void annotate(DocumentView view, SignalRow row) {
    measureWords(view.segments(GopherText.WORDS), row);
    if (view.text().isEmpty()) {
      row.setUndefined(BULLET_LINES);
      row.setUndefined(ELLIPSIS_LINES);
    } else {
      measureLines(view.segments(GopherText.LINES), row);
    }
  }

  private void measureWords(Segments words, SignalRow row) {
    char[] text = words.characters();
    int count = words.count();
    if (lengths.length < count) {
      lengths = new int[count + count / 2];
    }
    long characters = 0;
    int symbols = 0;
    int alphabetic = 0;
    int required = 0;
    for (int w = 0; w < count; w++) {
      int end = words.end(w);
      int start = words.start(w);
      int length = end - start;
      boolean symbol = false;
      boolean letter = false;
      for (int i = start; i < end; i++) {
        char c = text[i];
        if (c < 0x80) {
          letter |= (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
          symbol |= c == '#';
        } else if (Character.isHighSurrogate(c) && i + 1 < end) {
          letter |= Character.isLetter(Character.toCodePoint(c, text[++i]));
          length--;
        } else {
          letter |= Character.isLetter(c);
          symbol |= c == ELLIPSIS;
        }
      }
      lengths[w] = length;
      characters += length;
      symbols += symbol ? 1 : 0;
      alphabetic += letter ? 1 : 0;
      required += isRequired(text, start, end) ? 1 : 0;
    }
    row.set(COUNT, count);
    row.set(REQUIRED, required);
    if (count == 0) {
      row.setUndefined(MEDIAN_LENGTH);
      row.setUndefined(MEAN_LENGTH);
      row.setUndefined(SYMBOL_RATIO);
      row.setUndefined(ALPHABETIC);
      return;
    }
    row.set(MEAN_LENGTH, (double) characters / count);
    row.set(SYMBOL_RATIO, (double) symbols / count);
    row.set(ALPHABETIC, (double) alphabetic / count);
    Arrays.sort(lengths, 0, count);
    row.set(MEDIAN_LENGTH, (lengths[(count - 1) / 2] + lengths[count / 2]) / 2.0);
  }

  private static void measureLines(Segments lines, SignalRow row) {
    char[] text = lines.characters();
    int bullets = 0;
    int ellipses = 0;
    for (int i = 0; i < lines.count(); i++) {
      if (lines.length(i) > 0) {
        char first = text[lines.start(i)];
        bullets += first == '*' || first == '-' ? 1 : 0;
        ellipses += text[lines.end(i) - 1] == ELLIPSIS ? 1 : 0;
      }
    }
    row.set(BULLET_LINES, (double) bullets / lines.count());
    row.set(ELLIPSIS_LINES, (double) ellipses / lines.count());
  }

  private static boolean isRequired(char[] text, int start, int end) {
    if (end - start > 4) {
      return false;
    }
    long packed = 0;
    for (int i = start; i < end; i++) {
      packed = packed << 16 | text[i];
    }
    for (long word : REQUIRED_WORDS) {
      if (word == packed) {
        return true;
      }
    }
    return false;
  }

  private static long[] pack(String... words) {
    long[] packed = new long[words.length];
    for (int w = 0; w < words.length; w++) {
      for (int i = 0; i < words[w].length(); i++) {
        packed[w] = packed[w] << 16 | words[w].charAt(i);
      }
    }
    return packed;
  }
}
