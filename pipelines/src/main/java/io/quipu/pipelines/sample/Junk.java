package io.quipu.pipelines.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Texts that break one of Gopher's rules on purpose. */
enum Junk {
  SHORT("too_few_words", prose -> List.of(prose.paragraph(12))),
  SYMBOLS("too_many_symbols", prose -> List.of(hashed(prose.paragraph(90)))),
  BULLETS(
      "too_many_bullet_lines",
      prose -> lines(60, () -> prose.adjective() + " " + prose.noun() + " list entry")),
  WORD_LIST("too_few_required_words", prose -> List.of(String.join(", ", lines(120, prose::noun)))),
  TEASERS("too_many_ellipsis_lines", prose -> lines(9, () -> teaser(prose))),
  NUMBERS("too_few_alphabetic_words", prose -> lines(25, () -> numbers(prose))),
  REPEATED_LINES("duplicate_lines", prose -> repeated(prose, 14)),
  REPEATED_PHRASES("duplicate_5grams", prose -> List.of(String.join(" ", repeated(prose, 16)))),
  LONG_WORDS("word_length_out_of_range", prose -> List.of(longWords(prose)));

  private final String reason;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final Function<Prose, List<String>> make;

  Junk(String reason, Function<Prose, List<String>> make) {
    this.reason = reason;
    this.make = make;
  }

  /** A reason among those for which Gopher's rules drop it. */
  String reason() {
    return reason;
  }

  boolean isList() {
    return this == BULLETS;
  }

  Article article(Draw draw) {
    return new Article("Assorted entries", make.apply(new Prose(draw)));
  }

  private interface Line {
    String next();
  }

  private static List<String> lines(int count, Line line) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(line.next());
    }
    return lines;
  }

  private static List<String> repeated(Prose prose, int times) {
    String sentence = prose.sentence() + " This is the line that we have to repeat.";
    return lines(times, () -> sentence);
  }

  private static String hashed(String text) {
    String[] words = text.split(" ");
    for (int i = 0; i < words.length; i += 3) {
      words[i] = "#" + words[i];
    }
    return String.join(" ", words);
  }

  private static String teaser(Prose prose) {
    String text = prose.paragraph(10);
    return text.substring(0, text.length() - 1) + " \u2026";
  }

  private static String numbers(Prose prose) {
    StringBuilder line = new StringBuilder("the " + prose.noun() + " of");
    for (int i = 0; i < 8; i++) {
      line.append(' ').append(Math.abs(prose.sentence().hashCode() % 9_000) + 1_000);
    }
    return line.toString();
  }

  private static String longWords(Prose prose) {
    return "The list of "
        + String.join(" ", lines(90, () -> prose.adjective() + prose.noun() + prose.noun()));
  }
}
