package io.quipu.dedup.minhash;

import java.util.Arrays;

/**
 * Where the English rules of spaCy 3.8 cut a word of lower-case letters: contractions written
 * without their apostrophe ({@code dont} is {@code do nt}), and units after a digit. Our own code,
 * written from its rules; only what can still occur after normalisation.
 */
final class EnglishCuts {

  /** Longer words have no cut. */
  static final int MAX_LENGTH = 10;

  private static final String PRONOUNS = "i you he she it we they";
  private static final String QUESTIONS = "who what when where why how there these those";
  private static final String POINTERS = "that this";

  /** Open addressing: the letters of a word, five bits each; 0 is free. */
  private static final long[] KEYS = new long[1024];

  /** First cut, and the second one times 16. */
  private static final byte[] CUTS = new byte[1024];

  static {
    add("i", "m ma");
    add(PRONOUNS + " " + QUESTIONS + " " + POINTERS, "ll llve d dve");
    add("i you we they " + QUESTIONS, "ve");
    add("you we they " + QUESTIONS, "re");
    add("he she it who what when where why how there " + POINTERS, "s");
    add("ca could do does did had may might must need ought sha should wo would", "nt ntve");
    add("could might must should would not", "ve");
    add("ai are is was were have has dare", "nt");
    add("y", "all");
    add("can", "not");
    add("gon", "na");
    add("got", "ta");
    for (String word : "ill its hell shell shed were well whore".split(" ")) {
      CUTS[find(key(word.toCharArray(), 0, word.length()))] = 0; // words of their own
    }
  }

  /**
   * Units that can still occur, as the reference spells them (it runs two of them into one word).
   */
  private static final String[] UNITS =
      ("km km\u00b2 km\u00b3 m m\u00b2 m\u00b3 dm dm\u00b2 dm\u00b3 cm cm\u00b2 cm\u00b3 mm"
           + " mm\u00b2 mm\u00b3 ha \u00b5m nm yd in ft kg g mg \u00b5g t lb oz kmh mph mbar mb kb"
           + " gb tb \u043a\u043c \u043a\u043c\u00b2 \u043a\u043c\u00b3 \u043c \u043c\u00b2"
           + " \u043c\u00b3 \u0434\u043c \u0434\u043c\u00b2 \u0434\u043c\u00b3 \u0441\u043c"
           + " \u0441\u043c\u00b2 \u0441\u043c\u00b3 \u043c\u043c \u043c\u043c\u00b2"
           + " \u043c\u043c\u00b3 \u043d\u043c \u043a\u0433 \u0433 \u043c\u0433"
           + " \u043c\u0431\u0430\u0440 \u043a\u0431 \u043c\u0431 \u0433\u0431"
           + " \u0442\u0431\u0643\u0645 \u0643\u0645 \u0643\u0645\u00b2 \u0643\u0645\u00b3 \u0645"
           + " \u0645\u00b2 \u0645\u00b3 \u0633\u0645 \u0633\u0645\u00b2 \u0633\u0645\u00b3"
           + " \u0645\u0645 \u0645\u0645\u00b2 \u0645\u0645\u00b3 \u063a\u0631\u0627\u0645"
           + " \u062c\u0631\u0627\u0645 \u062c\u0645 \u0643\u063a \u0645\u0644\u063a"
           + " \u0643\u0648\u0628 \u0627\u0643\u0648\u0627\u0628")
          .split(" ");

  private static final int MAX_UNIT = 5;

  private EnglishCuts() {}

  /**
   * Length of the first part plus 16 times where the second ends (0: at the end), or 0 for no cut.
   */
  static int of(char[] text, int start, int end) {
    if (end - start < 2 || end - start > MAX_LENGTH) {
      return 0;
    }
    long key = key(text, start, end);
    return key < 0 ? 0 : CUTS[find(key)] & 0xFF;
  }

  /** Length of the unit that ends a word and follows a {@code 0}, or 0. */
  static int unit(char[] text, int start, int end) {
    for (int length = 1; length <= MAX_UNIT && end - length > start; length++) {
      if (text[end - length - 1] == '0') {
        for (String unit : UNITS) {
          if (unit.length() == length
              && Arrays.equals(text, end - length, end, unit.toCharArray(), 0, length)) {
            return length;
          }
        }
        return 0;
      }
    }
    return 0;
  }

  private static void add(String stems, String endings) {
    for (String stem : stems.split(" ")) {
      for (String ending : endings.split(" ")) {
        String word = stem + ending;
        long key = key(word.toCharArray(), 0, word.length());
        int slot = find(key);
        KEYS[slot] = key;
        int second = 0;
        if (ending.equals("ma")) {
          second = stem.length() + 1;
        } else if (ending.endsWith("ve") && ending.length() > 2) {
          second = word.length() - 2;
        }
        CUTS[slot] = (byte) (stem.length() | second << 4);
      }
    }
  }

  /** The letters, or -1 if one is not of a to z. */
  private static long key(char[] text, int start, int end) {
    long key = 0;
    for (int i = start; i < end; i++) {
      int letter = text[i] - 'a';
      if (letter < 0 || letter >= 26) {
        return -1;
      }
      key = key << 5 | (letter + 1);
    }
    return key;
  }

  private static int find(long key) {
    int slot = (int) (key * 0x9e3779b97f4a7c15L >>> 54);
    while (KEYS[slot] != 0 && KEYS[slot] != key) {
      slot = (slot + 1) & (KEYS.length - 1);
    }
    return slot;
  }
}
