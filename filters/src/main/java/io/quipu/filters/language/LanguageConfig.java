package io.quipu.filters.language;

/**
 * Keys of the step {@code language}.
 *
 * @param maxCharacters UTF-16 units that are read, from the middle of a longer text
 * @param minLetters fewer letters in what is read leave the language undefined
 */
public record LanguageConfig(int maxCharacters, int minLetters) {

  public static final LanguageConfig DEFAULT = new LanguageConfig(600, 20);

  /**
   * @throws IllegalArgumentException if a key is out of range
   */
  public LanguageConfig {
    if (maxCharacters < 20 || maxCharacters > 1_000_000) {
      throw new IllegalArgumentException(
          "maxCharacters must be 20 to 1000000, not " + maxCharacters);
    }
    if (minLetters < 1 || minLetters > maxCharacters) {
      throw new IllegalArgumentException(
          "minLetters must be 1 to maxCharacters, not " + minLetters);
    }
  }
}
