package io.quipu.core.text;

import java.util.Arrays;

/**
 * The tokens of a text, each with the offset in the text where it ends. Tokens follow each other
 * without gaps: token {@code i} starts where token {@code i - 1} ends, the first at 0, and the last
 * ends at the end of the text.
 *
 * <p>Offsets are in UTF-16 units and never inside a character. A character that is cut into several
 * tokens belongs to the last of them, the one with its last byte; the others may be empty. What an
 * encoder puts before a text, as the space of LLaMA, is no part of it: a token of nothing else is
 * empty too. Owns its arrays; immutable.
 */
public final class EncodedText {

  private final int[] ids;
  private final int[] ends;

  /**
   * Takes both arrays over.
   *
   * @param ends where each token ends, by the definition above
   * @throws IllegalArgumentException if the arrays differ in length, or ends go backwards
   */
  public EncodedText(int[] ids, int[] ends) {
    if (ids.length != ends.length) {
      throw new IllegalArgumentException(ids.length + " tokens with " + ends.length + " ends");
    }
    int before = 0;
    for (int i = 0; i < ends.length; i++) {
      if (ends[i] < before) {
        throw new IllegalArgumentException(
            "token " + i + " ends at " + ends[i] + " and starts at " + before);
      }
      before = ends[i];
    }
    this.ids = ids;
    this.ends = ends;
  }

  /** Number of tokens. */
  public int count() {
    return ids.length;
  }

  public int id(int token) {
    return ids[token];
  }

  /** Offset of the first character of a token. */
  public int start(int token) {
    return token == 0 ? 0 : ends[token - 1];
  }

  /** Offset after the last character of a token. */
  public int end(int token) {
    return ends[token];
  }

  /** A copy of all ids. */
  public int[] ids() {
    return Arrays.copyOf(ids, ids.length);
  }
}
