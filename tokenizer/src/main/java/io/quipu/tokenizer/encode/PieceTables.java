package io.quipu.tokenizer.encode;

import io.quipu.tokenizer.model.PieceType;
import io.quipu.tokenizer.model.PieceVocabulary;
import io.quipu.tokenizer.model.TokenBytes;
import io.quipu.tokenizer.model.TokenIndex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What all threads share of a SentencePiece vocabulary. U+2581 is the space inside, as in {@link
 * TextBytes}. Symbols are ids of pieces, and numbers after them for characters that occur in pieces
 * but are none.
 */
final class PieceTables {

  static final char SPACE_MARK = '\u2581';

  final PieceVocabulary vocabulary;
  final SymbolMap characters = new SymbolMap();
  final PairTable merges = new PairTable();

  /** Pairs of characters that are neighbours in some piece. */
  final PairTable neighbours = new PairTable();

  /** By symbol: the lower, the earlier it is merged; equal scores are equal ranks. */
  final int[] ranks;

  /** UTF-8 bytes by symbol. */
  final int[] lengths;

  /** Pieces that are taken out of the text whole. */
  final TokenBytes userPieces;

  final TokenIndex userIndex;

  private final Map<String, Integer> symbols = new HashMap<>();

  PieceTables(PieceVocabulary vocabulary) {
    this.vocabulary = vocabulary;
    byte[][] user = new byte[vocabulary.size()][];
    for (int id = 0; id < vocabulary.size(); id++) {
      boolean matches = vocabulary.type(id) == PieceType.USER_DEFINED && !text(id).isEmpty();
      user[id] = matches ? text(id).getBytes(StandardCharsets.UTF_8) : new byte[0];
      if (!text(id).isEmpty()) {
        Integer same = symbols.put(text(id), id);
        if (same != null) {
          throw new IllegalArgumentException("pieces " + same + " and " + id + " are the same");
        }
      }
    }
    userPieces = new TokenBytes(user);
    userIndex = new TokenIndex(userPieces);
    addCharacters();
    lengths = new int[symbols.isEmpty() ? 0 : maxSymbol() + 1];
    symbols.forEach(
        (text, symbol) -> lengths[symbol] = text.getBytes(StandardCharsets.UTF_8).length);
    for (int id = 0; id < vocabulary.size(); id++) {
      addMerges(id, text(id));
    }
    ranks = ranks();
    symbols.clear();
  }

  /** Text that a piece matches, spaces for U+2581; empty if it matches none. */
  private String text(int id) {
    String piece = vocabulary.piece(id);
    // a text has no space left that would match a literal one
    boolean matches = vocabulary.type(id).inText() && piece.indexOf(' ') < 0;
    return matches ? piece.replace(SPACE_MARK, ' ') : "";
  }

  private int maxSymbol() {
    int most = 0;
    for (int symbol : symbols.values()) {
      most = Math.max(most, symbol);
    }
    return most;
  }

  private void addCharacters() {
    int next = vocabulary.size();
    for (int id = 0; id < vocabulary.size(); id++) {
      String text = text(id);
      for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        String character = Character.toString(text.codePointAt(i));
        Integer symbol = symbols.get(character);
        if (symbol == null) {
          symbol = next++;
          symbols.put(character, symbol);
        }
        characters.put(text.codePointAt(i), symbol);
      }
    }
    if (next > TokenBytes.MAX_SIZE) {
      throw new IllegalArgumentException("more than " + TokenBytes.MAX_SIZE + " symbols");
    }
  }

  private void addMerges(int id, String text) {
    int previous = -1;
    for (int cut = 0; cut < text.length(); cut += Character.charCount(text.codePointAt(cut))) {
      int character = characters.get(text.codePointAt(cut));
      if (cut > 0) {
        neighbours.put(previous, character, 0);
        Integer left = symbols.get(text.substring(0, cut));
        Integer right = symbols.get(text.substring(cut));
        if (left != null && right != null) {
          if (vocabulary.type(id) == PieceType.UNUSED) {
            throw new IllegalArgumentException(
                "piece " + id + " is unused but would be merged, which is not supported");
          }
          merges.put(left, right, id);
        }
      }
      previous = character;
    }
  }

  private int[] ranks() {
    float[] sorted = new float[vocabulary.size()];
    for (int id = 0; id < sorted.length; id++) {
      sorted[id] = key(id);
    }
    Arrays.sort(sorted);
    int[] ranks = new int[sorted.length];
    for (int id = 0; id < ranks.length; id++) {
      ranks[id] = lowerBound(sorted, key(id));
    }
    return ranks;
  }

  /** Ascending where scores descend; 0.0 and -0.0 are one score. */
  private float key(int id) {
    return 0.0f - vocabulary.score(id);
  }

  /** The first place in a sorted array that is not below {@code key}. */
  private static int lowerBound(float[] sorted, float key) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < key) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
