package io.quipu.tokenizer.encode;

import io.quipu.tokenizer.model.PieceVocabulary;
import io.quipu.tokenizer.model.TokenBytes;
import java.nio.charset.StandardCharsets;

/**
 * Finds where in a text its tokens end, once they are known: goes through the characters of the
 * text with the bytes that the tokens have so far. A SentencePiece vocabulary has a space as
 * U+2581, whether in a piece or in the three bytes of it, so there a space counts as three bytes.
 * Immutable.
 */
final class TokenEnds {

  private static final int REPLACEMENT_BYTES = 3; // U+FFFD in UTF-8

  private final int[] bytes; // by id
  private final int spaceBytes;
  private final boolean prefix;

  private TokenEnds(int[] bytes, int spaceBytes, boolean prefix) {
    this.bytes = bytes;
    this.spaceBytes = spaceBytes;
    this.prefix = prefix;
  }

  static TokenEnds of(TokenBytes tokens) {
    int[] bytes = new int[tokens.size()];
    for (int id = 0; id < bytes.length; id++) {
      bytes[id] = tokens.length(id);
    }
    return new TokenEnds(bytes, 1, false);
  }

  static TokenEnds of(PieceVocabulary vocabulary) {
    int[] bytes = new int[vocabulary.size()];
    for (int id = 0; id < bytes.length; id++) {
      bytes[id] =
          vocabulary.type(id).inText()
              ? vocabulary.piece(id).getBytes(StandardCharsets.UTF_8).length
              : 1; // of the others only bytes come out of a text
    }
    int mark = Character.toString(PieceTables.SPACE_MARK).getBytes(StandardCharsets.UTF_8).length;
    return new TokenEnds(bytes, mark, vocabulary.dummyPrefix());
  }

  /** Offset in UTF-16 units after each of the tokens that a text was encoded to. */
  int[] of(CharSequence text, int[] ids) {
    int[] ends = new int[ids.length];
    int length = text.length();
    int at = 0;
    int needed = length == 0 ? 0 : bytesAt(text, 0); // of the character at at
    int have = prefix ? -spaceBytes : 0; // bytes of tokens that no character before at has taken
    for (int i = 0; i < ids.length; i++) {
      have += bytes[ids[i]];
      while (have >= needed && at < length) {
        have -= needed;
        at += needed == 4 ? 2 : 1;
        needed = at < length ? bytesAt(text, at) : 0;
      }
      ends[i] = at;
    }
    return ends;
  }

  /** Bytes of the character at an offset; only surrogate pairs have four. */
  private int bytesAt(CharSequence text, int at) {
    char c = text.charAt(at);
    if (c < 0x80) {
      return c == ' ' ? spaceBytes : 1;
    }
    if (c < 0x800) {
      return 2;
    }
    boolean pair =
        Character.isHighSurrogate(c)
            && at + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(at + 1));
    return pair ? 4 : REPLACEMENT_BYTES; // also the length of all other characters
  }
}
