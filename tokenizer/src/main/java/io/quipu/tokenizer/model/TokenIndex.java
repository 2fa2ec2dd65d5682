package io.quipu.tokenizer.model;

/** The id that some bytes have: a hash table over {@link TokenBytes}. Immutable. */
public final class TokenIndex {

  private final TokenBytes tokens;
  private final int[] slots; // open addressing: id + 1, or 0

  /**
   * Indexes all tokens that are not empty.
   *
   * @throws IllegalArgumentException if two ids have the same bytes
   */
  public TokenIndex(TokenBytes tokens) {
    this.tokens = tokens;
    slots = new int[Integer.highestOneBit(Math.max(8, tokens.size())) * 4];
    for (int id = 0; id < tokens.size(); id++) {
      byte[] token = tokens.of(id);
      if (token.length > 0) {
        int slot = find(token, 0, token.length);
        if (slots[slot] != 0) {
          throw new IllegalArgumentException(
              "ids " + (slots[slot] - 1) + " and " + id + " have the same bytes");
        }
        slots[slot] = id + 1;
      }
    }
  }

  /** The id whose bytes are text[from, to), or -1. */
  public int id(byte[] text, int from, int to) {
    return to - from > tokens.longest() ? -1 : slots[find(text, from, to)] - 1;
  }

  private int find(byte[] text, int from, int to) {
    int hash = 0x811c9dc5;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i]) * 0x01000193;
    }
    int mask = slots.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (slots[slot] != 0 && !tokens.equals(slots[slot] - 1, text, from, to)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
