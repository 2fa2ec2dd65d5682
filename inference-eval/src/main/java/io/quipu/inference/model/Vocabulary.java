package io.quipu.inference.model;

import java.util.List;

/**
 * The SentencePiece vocabulary that a model carries ({@code tokenizer.ggml.*}, model {@code llama}). An id is a place
 * in the lists.
 */
public final class Vocabulary {
  private static final int TYPES = 6;

  private final List<String> pieces;
  private final float[] scores;
  private final byte[] types;
  private final int beginOfText;
  private final int endOfText;
  private final int unknown;
  private final boolean spaceBefore;

  private Vocabulary(GgufFile file, List<String> pieces, float[] scores, byte[] types) throws InvalidModelException {
    int last = pieces.size() - 1;
    this.pieces = pieces;
    this.scores = scores;
    this.types = types;
    this.beginOfText = file.integer("tokenizer.ggml.bos_token_id", 0, last);
    this.endOfText = file.integer("tokenizer.ggml.eos_token_id", 0, last);
    this.unknown =
        file.has("tokenizer.ggml.unknown_token_id") ? file.integer("tokenizer.ggml.unknown_token_id", 0, last) : 0;
    this.spaceBefore = file.flag("tokenizer.ggml.add_space_prefix", true);
  }

  static Vocabulary of(GgufFile file) throws InvalidModelException {
    String model = file.string("tokenizer.ggml.model");
    if (!model.equals("llama")) {
      throw file.invalid("tokenizer.ggml.model", "is " + model + "; only llama (SentencePiece) is read");
    }
    List<String> pieces = List.of(file.strings("tokenizer.ggml.tokens"));
    if (pieces.isEmpty()) {
      throw file.invalid("tokenizer.ggml.tokens", "is empty");
    }
    float[] scores = file.floats("tokenizer.ggml.scores");
    long[] codes = file.integers("tokenizer.ggml.token_type");
    if (scores.length != pieces.size() || codes.length != pieces.size()) {
      throw file.invalid(
          "tokenizer.ggml.tokens",
          pieces.size() + " tokens, but " + scores.length + " scores and " + codes.length + " types");
    }
    byte[] types = new byte[codes.length];
    for (int i = 0; i < types.length; i++) {
      if (codes[i] < 1 || codes[i] > TYPES) {
        throw file.invalid("tokenizer.ggml.token_type", "token " + i + " has type " + codes[i]);
      }
      if (Float.isNaN(scores[i])) {
        throw file.invalid("tokenizer.ggml.scores", "token " + i + " has no number");
      }
      types[i] = (byte) codes[i];
    }
    return new Vocabulary(file, pieces, scores, types);
  }

  public int size() {
    return pieces.size();
  }

  /** Pieces in order of their ids, spaces written as U+2581. */
  public List<String> pieces() {
    return pieces;
  }

  /** Score of an id: of two merges the one with the higher score comes first. */
  public float[] scores() {
    return scores.clone();
  }

  /** SentencePiece's type of an id: 1 normal, 2 unknown, 3 control, 4 user defined, 5 unused, 6 byte. */
  public byte[] types() {
    return types.clone();
  }

  /** The id that stands before every text. */
  public int beginOfText() {
    return beginOfText;
  }

  public int endOfText() {
    return endOfText;
  }

  public int unknown() {
    return unknown;
  }

  /** Whether a space is put before a text when it is encoded. */
  public boolean spaceBefore() {
    return spaceBefore;
  }
}
