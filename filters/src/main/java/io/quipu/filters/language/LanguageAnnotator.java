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
 * The language of a text by Apache OpenNLP's detector (character 1- to 3-grams, maximum entropy) and
 * its model {@code langdetect-183}, which knows 103 languages; scores of codes with one BCP 47 tag
 * ({@code lav} and {@code lvs}) are added. A long text is judged by its middle, which is seldom menus.
 */
public final class LanguageAnnotator implements Annotator {

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

  /** At most {@code max} UTF-16 units from the middle, no surrogate pair cut. */
  static String sample(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int from = (text.length() - max) / 2;
    int to = from + max;
    if (Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    if (Character.isHighSurrogate(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
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
