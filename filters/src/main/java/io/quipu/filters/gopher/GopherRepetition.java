package io.quipu.filters.gopher;

import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.step.Annotator;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.Segments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Repetition statistics of Gopher (Rae et al. 2021, <a
 * href="https://arxiv.org/abs/2112.11446">arXiv:2112.11446</a>, table A1). Lines and n-grams as the
 * Dolma toolkit's tagger {@code gopher_v2}: every occurrence of a repeated line or n-gram counts,
 * the first included; line and top n-gram characters are shares of the characters of all words;
 * duplicate n-gram characters are shares of the characters of all n-grams, overlaps counted each
 * time. Dolma has no paragraphs: they are as in datatrove, later occurrences only, as shares of the
 * whole text. All lengths are code points. A share of characters in duplicate lines can pass 1,
 * since blanks are counted above and not below the bar.
 */
final class GopherRepetition implements Annotator {

  public static final NumberSignal DUPLICATE_LINES =
      new NumberSignal("gopher_dolma_duplicate_line_fraction", "fraction", "empty text");
  public static final NumberSignal DUPLICATE_LINE_CHARACTERS =
      new NumberSignal("gopher_dolma_duplicate_line_character_fraction", "fraction", "no words");
  public static final NumberSignal DUPLICATE_PARAGRAPHS =
      new NumberSignal("gopher_dolma_duplicate_paragraph_fraction", "fraction", "blank text");
  public static final NumberSignal DUPLICATE_PARAGRAPH_CHARACTERS =
      new NumberSignal(
          "gopher_dolma_duplicate_paragraph_character_fraction", "fraction", "blank text");

  /** Share of the characters in the most frequent n-gram, n = 2, 3, 4; of equals the first. */
  public static final List<NumberSignal> TOP =
      ngrams("gopher_dolma_top_%dgram_character_fraction", 2, 4);

  /** Share of the characters in n-grams that occur twice or more, n = 5 to 10. */
  public static final List<NumberSignal> DUPLICATE =
      ngrams("gopher_dolma_duplicate_%dgram_character_fraction", 5, 10);

  public static final List<Signal> SIGNALS = signals();

  private final RepeatedNgrams ngrams = new RepeatedNgrams();
  private int[] occurrences = new int[256];

  @Override
  public void annotate(DocumentView view, SignalRow row) {
    Segments words = view.segments(GopherText.WORDS);
    ngrams.reset(words);
    measureLines(view, ngrams.totalLength(), row);
    measureParagraphs(view, row);
    for (int n = 2; n <= 10; n++) {
      ngrams.next();
      NumberSignal signal = n <= 4 ? TOP.get(n - 2) : DUPLICATE.get(n - 5);
      if (words.count() < n) {
        row.setUndefined(signal);
      } else if (n <= 4) {
        row.set(signal, (double) ngrams.topLength() / ngrams.totalLength());
      } else {
        row.set(signal, (double) ngrams.repeatedLength() / ngrams.allLength());
      }
    }
  }

  private void measureLines(DocumentView view, long wordLength, SignalRow row) {
    if (view.text().isEmpty()) {
      row.setUndefined(DUPLICATE_LINES);
      row.setUndefined(DUPLICATE_LINE_CHARACTERS);
      return;
    }
    Segments lines = view.segments(GopherText.LINES);
    countSymbols(lines);
    long repeated = 0;
    long characters = 0;
    for (int i = 0; i < lines.count(); i++) {
      if (occurrences[lines.symbol(i)] > 1) {
        repeated++;
        characters += lines.codePoints(i);
      }
    }
    row.set(DUPLICATE_LINES, (double) repeated / lines.count());
    if (wordLength == 0) {
      row.setUndefined(DUPLICATE_LINE_CHARACTERS);
    } else {
      row.set(DUPLICATE_LINE_CHARACTERS, (double) characters / wordLength);
    }
  }

  private void measureParagraphs(DocumentView view, SignalRow row) {
    Segments paragraphs = view.segments(GopherText.PARAGRAPHS);
    if (paragraphs.count() == 0) {
      row.setUndefined(DUPLICATE_PARAGRAPHS);
      row.setUndefined(DUPLICATE_PARAGRAPH_CHARACTERS);
      return;
    }
    long characters = 0;
    for (int i = 0; i < paragraphs.count(); i++) {
      if (paragraphs.firstWith(paragraphs.symbol(i)) != i) {
        characters += paragraphs.codePoints(i);
      }
    }
    int later = paragraphs.count() - paragraphs.symbolCount();
    row.set(DUPLICATE_PARAGRAPHS, (double) later / paragraphs.count());
    int length = view.text().codePointCount(0, view.text().length());
    row.set(DUPLICATE_PARAGRAPH_CHARACTERS, (double) characters / length);
  }

  private void countSymbols(Segments segments) {
    int symbols = segments.symbolCount();
    if (occurrences.length < symbols) {
      occurrences = new int[symbols + symbols / 2];
    }
    Arrays.fill(occurrences, 0, symbols, 0);
    for (int i = 0; i < segments.count(); i++) {
      occurrences[segments.symbol(i)]++;
    }
  }

  private static List<NumberSignal> ngrams(String pattern, int from, int to) {
    List<NumberSignal> signals = new ArrayList<>();
    for (int n = from; n <= to; n++) {
      String name = pattern.replace("%d", Integer.toString(n));
      signals.add(new NumberSignal(name, "fraction", "fewer than " + n + " words"));
    }
    return List.copyOf(signals);
  }

  private static List<Signal> signals() {
    List<Signal> signals =
        new ArrayList<>(
            List.of(
                DUPLICATE_LINES,
                DUPLICATE_LINE_CHARACTERS,
                DUPLICATE_PARAGRAPHS,
                DUPLICATE_PARAGRAPH_CHARACTERS));
    signals.addAll(TOP);
    signals.addAll(DUPLICATE);
    return List.copyOf(signals);
  }
}
