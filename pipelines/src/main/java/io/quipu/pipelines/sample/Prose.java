package io.quipu.pipelines.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * English-like prose: sentences of a small hand-written grammar, with the words of a topic,
 * function words about as frequent as in English. One a document.
 */
final class Prose {

  private static final Vocabulary ENGLISH = Vocabulary.load("english.txt");
  private static final List<String> TOPICS = ENGLISH.names("topic.");
  private static final List<String> PREPOSITIONS =
      List.of(
          "of", "of", "of", "in", "in", "with", "for", "on", "from", "between", "under", "near",
          "against");
  private static final List<String> DETERMINERS =
      List.of(
          "the", "the", "the", "the", "the", "a", "a", "this", "each", "its", "another", "every");

  private final Draw draw;
  private final List<String> topic;

  Prose(Draw draw) {
    this.draw = draw;
    topic = ENGLISH.list(draw.of(TOPICS));
  }

  /** An article of 3 to 7 paragraphs. */
  Article article() {
    return article(draw.between(3, 7), 40, 110);
  }

  Article article(int paragraphs, int minWords, int maxWords) {
    String title =
        capital(adjective()) + " " + noun() + " " + draw.of(PREPOSITIONS) + " " + place();
    List<String> list = new ArrayList<>();
    for (int i = 0; i < paragraphs; i++) {
      list.add(paragraph(draw.between(minWords, maxWords)));
    }
    return new Article(title, list);
  }

  /** Sentences of at least so many words together. */
  String paragraph(int words) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    while (count < words) {
      String sentence = sentence();
      text.append(text.length() > 0 ? " " : "").append(sentence);
      count += wordsOf(sentence);
    }
    return text.toString();
  }

  private static int wordsOf(String sentence) {
    return sentence.split(" ").length;
  }

  /** One of the grammar's sentences with every {@code <slot>} filled. */
  String sentence() {
    String pattern = draw.of(ENGLISH.list("sentences"));
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int open = pattern.indexOf('<'); open >= 0; open = pattern.indexOf('<', at)) {
      int close = pattern.indexOf('>', open);
      text.append(pattern, at, open).append(slot(pattern.substring(open + 1, close)));
      at = close + 1;
    }
    return capital(text.append(pattern, at, pattern.length()).toString());
  }

  private String slot(String name) {
    return switch (name) {
      case "phrase" -> phrase();
      case "noun" -> noun();
      case "nouns" -> plural();
      case "adjective" -> adjective();
      case "adverb" -> draw.of(ENGLISH.list("adverbs"));
      case "verb" -> verb();
      case "verbs" -> present();
      case "verbed" -> past();
      case "place" -> place();
      case "preposition" -> draw.of(PREPOSITIONS);
      case "year" -> Integer.toString(draw.between(1780, 2019));
      default -> throw new IllegalStateException("no slot " + name);
    };
  }

  private String phrase() {
    String determiner = draw.of(DETERMINERS);
    String head = draw.percent(45) ? adjective() + " " + noun() : noun();
    if (determiner.equals("a")
        && ("aeio".indexOf(head.charAt(0)) >= 0 || head.startsWith("honest"))) {
      determiner = "an";
    }
    String phrase = determiner + " " + head;
    return draw.percent(25) ? phrase + " of the " + noun() : phrase;
  }

  String noun() {
    return draw.percent(55) ? draw.of(topic) : draw.of(ENGLISH.list("nouns"));
  }

  private String plural() {
    String noun = noun();
    char last = noun.charAt(noun.length() - 1);
    if (last == 'y' && "aeiou".indexOf(noun.charAt(noun.length() - 2)) < 0) {
      return noun.substring(0, noun.length() - 1) + "ies";
    }
    boolean hisses = last == 's' || last == 'x' || noun.endsWith("ch") || noun.endsWith("sh");
    return noun + (hisses ? "es" : "s");
  }

  String adjective() {
    return draw.of(ENGLISH.list("adjectives"));
  }

  String verb() {
    return draw.of(ENGLISH.list("verbs"));
  }

  private String present() {
    String verb = verb();
    char last = verb.charAt(verb.length() - 1);
    if (last == 'y' && "aeiou".indexOf(verb.charAt(verb.length() - 2)) < 0) {
      return verb.substring(0, verb.length() - 1) + "ies";
    }
    boolean hisses = last == 's' || verb.endsWith("ch") || verb.endsWith("sh");
    return verb + (hisses ? "es" : "s");
  }

  private String past() {
    String verb = verb();
    char last = verb.charAt(verb.length() - 1);
    if (last == 'e') {
      return verb + "d";
    }
    if (last == 'y' && "aeiou".indexOf(verb.charAt(verb.length() - 2)) < 0) {
      return verb.substring(0, verb.length() - 1) + "ied";
    }
    return verb + "ed";
  }

  String place() {
    return draw.of(ENGLISH.list("places"));
  }

  String givenName() {
    return draw.of(ENGLISH.list("given"));
  }

  String familyName() {
    return draw.of(ENGLISH.list("family"));
  }

  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
