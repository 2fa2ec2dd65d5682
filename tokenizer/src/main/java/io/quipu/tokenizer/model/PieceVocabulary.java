package io.quipu.tokenizer.model;

import io.quipu.core.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;

/**
 * The vocabulary of a SentencePiece BPE model without normalization and with byte fallback, as
 * LLaMA 1 and 2 and Mistral 7B have it. Immutable.
 */
public final class PieceVocabulary {

  private static final int BYTES = 256;

  private final String[] pieces;
  private final float[] scores;
  private final PieceType[] types;
  private final int[] byteIds = new int[BYTES];
  private final int endOfDocument;
  private final boolean dummyPrefix;

  /**
   * Checks and keeps a vocabulary.
   *
   * @param pieces by id, with U+2581 for the space
   * @param scores higher ones merge first
   * @param types numbers of {@link PieceType}
   * @param endOfDocument id of the end of a sequence, or -1
   * @param dummyPrefix whether a space is put before the text
   * @throws IllegalArgumentException if lengths differ, a score is NaN, a type is unknown, or one
   *     of the 256 byte pieces is missing
   */
  public PieceVocabulary(
      String[] pieces, float[] scores, int[] types, int endOfDocument, boolean dummyPrefix) {
    if (pieces.length != scores.length || pieces.length != types.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d pieces, %d scores, %d types",
              pieces.length,
              scores.length,
              types.length));
    }
    if (endOfDocument < -1 || endOfDocument >= pieces.length) {
      throw new IllegalArgumentException("no id " + endOfDocument + " to end a document");
    }
    this.pieces = pieces.clone();
    this.scores = scores.clone();
    this.types = new PieceType[types.length];
    this.endOfDocument = endOfDocument;
    this.dummyPrefix = dummyPrefix;
    Arrays.fill(byteIds, -1);
    for (int id = 0; id < types.length; id++) {
      if (Float.isNaN(scores[id])) {
        throw new IllegalArgumentException("piece " + id + ": its score is not a number");
      }
      this.types[id] = PieceType.of(types[id]);
      if (this.types[id] == PieceType.BYTE) {
        byteIds[byteOf(id)] = id;
      }
    }
    for (int b = 0; b < BYTES; b++) {
      if (byteIds[b] < 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "no byte piece <0x%02X>: models without byte fallback are not read",
                b));
      }
    }
  }

  /** The byte that piece {@code id}, of type BYTE, stands for. */
  public int byteOf(int id) {
    String piece = pieces[id];
    if (piece.length() == 6 && piece.startsWith("<0x") && piece.endsWith(">")) {
      int high = Character.digit(piece.charAt(3), 16);
      int low = Character.digit(piece.charAt(4), 16);
      if (high >= 0 && low >= 0) {
        return high << 4 | low;
      }
    }
    throw new IllegalArgumentException(
        "piece " + id + ": a byte piece is spelled <0x00> to <0xFF>");
  }

  public int size() {
    return pieces.length;
  }

  public String piece(int id) {
    return pieces[id];
  }

  public float score(int id) {
    return scores[id];
  }

  public PieceType type(int id) {
    return types[id];
  }

  /** Id of the piece that stands for one byte. */
  public int byteId(int b) {
    return byteIds[b];
  }

  public int endOfDocument() {
    return endOfDocument;
  }

  public boolean dummyPrefix() {
    return dummyPrefix;
  }

  /** SHA-256, hexadecimal, over everything that decides about ids, however it was stored. */
  public String sha256() {
    MessageDigest sha256 = Sha256.digest();
    sha256.update((byte) (dummyPrefix ? 1 : 0));
    for (int id = 0; id < pieces.length; id++) {
      byte[] piece = pieces[id].getBytes(StandardCharsets.UTF_8);
      ByteBuffer head = ByteBuffer.allocate(9);
      head.putInt(piece.length).putFloat(scores[id]).put((byte) types[id].number());
      sha256.update(head.array());
      sha256.update(piece);
    }
    return Sha256.hex(sha256);
  }
}
