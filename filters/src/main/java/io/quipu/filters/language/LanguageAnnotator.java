package io.quipu.filters.language;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.step.Annotator;
import io.quipu.core.text.DocumentView;
import java.util.List;
import opennlp.tools.langdetect.LanguageDetectorME;

/**
 * The language of a text by Apache OpenNLP's detector (character 1- to 3-grams, maximum entropy)
 * and its model {@code langdetect-183}, which knows 103 languages; scores of codes with one BCP 47
 * tag ({@code lav} and {@code lvs}) are added. A long text is judged by its middle, which is seldom
 * menus; runs of marks, digits and white space are one blank there, so that tables and code weigh
 * little.
 */
final class LanguageAnnotator implements Annotator {

  public static final LabelSignal LANGUAGE =
      new LabelSignal("language", "BCP 47 tag, ISO 639-1 where there is one", "too few letters");
  public static final NumberSignal CONFIDENCE =
      new NumberSignal("language_confidence", "fraction", "too few letters");

  public static final List<Signal> SIGNALS = List.of(LANGUAGE, CONFIDENCE);

  private final LanguageConfig config;
  private final LanguageModel model = LanguageModel.shared();
  private final LanguageDetectorME detector = model.detector();

  public LanguageAnnotator(LanguageConfig config) {
    this.config = config;
  }

  @Override
  public void annotate(DocumentView view, SignalRow row) {
    String sample = sample(view.text(), config.maxCharacters());
    if (letters(sample) < config.minLetters()) {
      row.setUndefined(LANGUAGE);
      row.setUndefined(CONFIDENCE);
      return;
    }
    LanguageModel.Guess guess = model.guess(detector, sample);
    row.set(LANGUAGE, guess.tag());
    row.set(CONFIDENCE, guess.confidence());
  }

  /**
   * At most {@code max} UTF-16 units from the middle on, no surrogate pair cut. Of what is no
   * letter, one ASCII mark between letters stays as it is; a digit, another sign, or a run is one
   * blank.
   */
  static String sample(String text, int max) {
    int from = Math.max(0, (text.length() - max) / 2);
    if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    StringBuilder sample = new StringBuilder(Math.min(max, text.length()));
    int others = 0;
    for (int i = from; i < text.length() && sample.length() < max; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isLetter(c)) {
        if (sample.length() + Character.charCount(c) > max) {
          break;
        }
        sample.appendCodePoint(c);
        others = 0;
      } else if (others++ == 0) {
        sample.append(c < 0x80 && (c < '0' || c > '9') ? (char) c : ' ');
      } else {
        sample.setCharAt(sample.length() - 1, ' ');
      }
    }
    return sample.toString();
  }

  private static boolean isLetter(int c) {
    if (c < 0x80) {
      return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }
    int type = Character.getType(c);
    return Character.isLetter(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static int letters(String sample) {
    int letters = 0;
    for (int i = 0; i < sample.length(); i++) {
      char c = sample.charAt(i);
      letters += Character.isLetter(c) || Character.isHighSurrogate(c) ? 1 : 0;
    }
    return letters;
  }
}
