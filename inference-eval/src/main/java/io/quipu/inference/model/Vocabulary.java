package io.quipu.inference.model;

import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.Tokenizers;
import io.quipu.tokenizer.model.PieceType;
import java.util.HashSet;
import java.util.Set;

/**
 * The SentencePiece vocabulary that a model carries: the keys {@code tokenizer.ggml.*} of model
 * {@code llama}.
 */
public final class Vocabulary {
  private final int size;
  private final int beginOfText;
  private final int endOfText;
  private final TextEncoder encoder;

  private Vocabulary(int size, int beginOfText, int endOfText, TextEncoder encoder) {
    this.size = size;
    this.beginOfText = beginOfText;
    this.endOfText = endOfText;
    this.encoder = encoder;
  }

  static Vocabulary of(GgufFile file) throws InvalidModelException {
    String model = file.string("tokenizer.ggml.model");
    if (!model.equals("llama")) {
      throw file.invalid(
          "tokenizer.ggml.model", "is " + model + "; only llama (SentencePiece) is read");
    }
    String[] pieces = file.strings("tokenizer.ggml.tokens");
    long[] codes = file.integers("tokenizer.ggml.token_type");
    int[] types = new int[codes.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = (int) Math.max(0, Math.min(codes[i], Integer.MAX_VALUE));
    }
    int last = pieces.length - 1;
    int beginOfText = file.integer("tokenizer.ggml.bos_token_id", 0, last);
    int endOfText = file.integer("tokenizer.ggml.eos_token_id", 0, last);
    boolean spaceBefore = file.flag("tokenizer.ggml.add_space_prefix", true);
    requireDistinct(file, pieces);
    markSpaces(pieces, types);
    try {
      TextEncoder encoder =
          Tokenizers.sentencePiece(
              file.name(),
              pieces,
              file.floats("tokenizer.ggml.scores"),
              types,
              endOfText,
              spaceBefore);
      return new Vocabulary(pieces.length, beginOfText, endOfText, encoder);
    } catch (IllegalArgumentException e) {
      throw file.invalid("tokenizer.ggml.tokens", String.valueOf(e.getMessage()));
    }
  }

  private static void requireDistinct(GgufFile file, String[] pieces) throws InvalidModelException {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < pieces.length; i++) {
      if (!seen.add(pieces[i])) {
        throw file.invalid("tokenizer.ggml.tokens", "token " + i + " is listed twice");
      }
    }
  }

  /** GGUF files have user-defined pieces as they are in a text, others with U+2581 for a space. */
  private static void markSpaces(String[] pieces, int[] types) {
    for (int i = 0; i < Math.min(pieces.length, types.length); i++) {
      if (types[i] == PieceType.USER_DEFINED.number()) {
        pieces[i] = pieces[i].replace(' ', '\u2581');
      }
    }
  }

  /** Number of ids. */
  public int size() {
    return size;
  }

  /** The id that comes before every text; the encoder doesn't write it. */
  public int beginOfText() {
    return beginOfText;
  }

  public int endOfText() {
    return endOfText;
  }

  /** The tokenizer that the model was trained with. */
  public TextEncoder encoder() {
    return encoder;
  }
}
