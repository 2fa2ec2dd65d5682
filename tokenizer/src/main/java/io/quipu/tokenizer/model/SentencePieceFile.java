package io.quipu.tokenizer.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * SentencePiece {@code .model} files: a protocol buffer {@code ModelProto} (sentencepiece 0.2.2,
 * src/sentencepiece_model.proto). Reads BPE models whose normalization is the identity; others are
 * refused, never read as something they are not.
 *
 * <pre>
 * field                         meaning                        taken
 * 1 pieces    1 piece           text of the piece
 *             2 score           float
 *             3 type            PieceType, NORMAL if absent
 * 2 trainer   3 model_type      1 unigram, 2 BPE               2 only
 *             24 whitespace as suffix                          false only
 *             35 byte_fallback                                 true only
 *             47 eos_piece      &lt;/s&gt; if absent
 * 3 normalizer 2 charsmap       compiled normalization rules   empty only
 *             3 dummy prefix    true if absent
 *             4 remove spaces   true if absent                 false only
 *             5 escape spaces   true if absent                 true only
 * </pre>
 */
public final class SentencePieceFile {

  private final List<String> pieces = new ArrayList<>();
  private final List<Float> scores = new ArrayList<>();
  private final List<Integer> types = new ArrayList<>();
  private String endPiece = "</s>";
  private long modelType = 1;
  private boolean byteFallback;
  private boolean suffixSpaces;
  private boolean charsmap;
  private boolean dummyPrefix = true;
  private boolean removeSpaces = true;
  private boolean escapeSpaces = true;

  private SentencePieceFile() {}

  /**
   * Reads a model file.
   *
   * @throws IllegalArgumentException if it is damaged or of a kind that is not read, and why
   */
  public static PieceVocabulary read(byte[] file) {
    SentencePieceFile model = new SentencePieceFile();
    for (Protobuf in = new Protobuf(file, 0, file.length); in.next(); ) {
      switch (in.field()) {
        case 1 -> model.piece(in.message());
        case 2 -> model.trainer(in.message());
        case 3 -> model.normalizer(in.message());
        default -> {}
      }
    }
    model.check();
    return model.vocabulary();
  }

  private void piece(Protobuf in) {
    String piece = "";
    float score = 0;
    int type = PieceType.NORMAL.number();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> piece = new String(in.bytes(), StandardCharsets.UTF_8);
        case 2 -> score = in.float32();
        case 3 -> type = (int) in.varint();
        default -> {}
      }
    }
    pieces.add(piece);
    scores.add(score);
    types.add(type);
  }

  private void trainer(Protobuf in) {
    while (in.next()) {
      switch (in.field()) {
        case 3 -> modelType = in.varint();
        case 24 -> suffixSpaces = in.varint() != 0;
        case 35 -> byteFallback = in.varint() != 0;
        case 47 -> endPiece = new String(in.bytes(), StandardCharsets.UTF_8);
        default -> {}
      }
    }
  }

  private void normalizer(Protobuf in) {
    while (in.next()) {
      switch (in.field()) {
        case 2 -> charsmap = in.bytes().length > 0;
        case 3 -> dummyPrefix = in.varint() != 0;
        case 4 -> removeSpaces = in.varint() != 0;
        case 5 -> escapeSpaces = in.varint() != 0;
        default -> {}
      }
    }
  }

  private void check() {
    refuse(pieces.isEmpty(), "no pieces");
    refuse(modelType != 2, "model type " + modelType + ", only BPE (2) is read");
    refuse(charsmap, "it normalizes text; only identity models are read");
    refuse(removeSpaces, "it removes extra spaces");
    refuse(!escapeSpaces, "it does not escape spaces");
    refuse(suffixSpaces, "its spaces are suffixes");
    refuse(!byteFallback, "it has no byte fallback");
  }

  private static void refuse(boolean wrong, String why) {
    if (wrong) {
      throw new IllegalArgumentException("SentencePiece model: " + why);
    }
  }

  private PieceVocabulary vocabulary() {
    float[] scoreArray = new float[scores.size()];
    int[] typeArray = new int[types.size()];
    int endOfDocument = -1;
    for (int id = 0; id < scoreArray.length; id++) {
      scoreArray[id] = scores.get(id);
      typeArray[id] = types.get(id);
      if (typeArray[id] == PieceType.CONTROL.number() && pieces.get(id).equals(endPiece)) {
        endOfDocument = id;
      }
    }
    return new PieceVocabulary(
        pieces.toArray(new String[0]), scoreArray, typeArray, endOfDocument, dummyPrefix);
  }
}
