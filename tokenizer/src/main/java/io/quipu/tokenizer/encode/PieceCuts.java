package io.quipu.tokenizer.encode;

import io.quipu.tokenizer.pretokenize.Splitter;
import io.quipu.tokenizer.pretokenize.Utf8;

/**
 * Cuts a text where SentencePiece BPE can never merge. Merging knows no words, but what it makes is
 * a piece of the vocabulary; so two characters that are side by side in no piece are never merged
 * across, and the text may be cut between them with the same result. User-defined pieces are cut
 * out first, the longest that starts at a place.
 */
final class PieceCuts implements Splitter {

  private final PieceTables tables;
  private final long[] asciiNeighbours = new long[2 * 0x80]; // bit b of row a: a, b are neighbours
  private final boolean[] startsUserPiece = new boolean[256];

  PieceCuts(PieceTables tables) {
    this.tables = tables;
    for (int a = 0; a < 0x80; a++) {
      for (int b = 0; b < 0x80; b++) {
        if (tables.neighbours.get(tables.characters.get(a), tables.characters.get(b)) >= 0) {
          asciiNeighbours[2 * a + (b >> 6)] |= 1L << b;
        }
      }
    }
    for (int id = 0; id < tables.userPieces.size(); id++) {
      if (tables.userPieces.length(id) > 0) {
        startsUserPiece[tables.userPieces.of(id)[0] & 0xff] = true;
      }
    }
  }

  @Override
  public int split(byte[] text, int from, int end, int[] ends) {
    int count = 0;
    int at = from;
    while (count < ends.length && at < end) {
      at = next(text, at, end);
      ends[count++] = at;
    }
    return count;
  }

  private int next(byte[] text, int at, int end) {
    int userEnd = userEnd(text, at, end);
    if (userEnd > 0) {
      return userEnd;
    }
    int left = at;
    int right = at + Utf8.length(text[at]);
    while (right < end && neighbours(text, left, right) && userEnd(text, right, end) == 0) {
      left = right;
      right += Utf8.length(text[right]);
    }
    return right;
  }

  private boolean neighbours(byte[] text, int left, int right) {
    byte a = text[left];
    byte b = text[right];
    if ((a | b) >= 0) {
      return (asciiNeighbours[2 * a + (b >> 6)] >>> b & 1) != 0;
    }
    int leftSymbol = tables.characters.get(Utf8.codePoint(text, left));
    int rightSymbol = tables.characters.get(Utf8.codePoint(text, right));
    return tables.neighbours.get(leftSymbol, rightSymbol) >= 0;
  }

  /** End of the longest user-defined piece at a place, or 0. */
  private int userEnd(byte[] text, int at, int end) {
    if (startsUserPiece[text[at] & 0xff]) {
      for (int to = Math.min(end, at + tables.userPieces.longest()); to > at; to--) {
        if (tables.userIndex.id(text, at, to) >= 0) {
          return to;
        }
      }
    }
    return 0;
  }
}
