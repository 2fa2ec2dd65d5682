package io.quipu.tokenizer.model;

/** Types of SentencePiece pieces, in the numbering of sentencepiece_model.proto and of GGUF. */
public enum PieceType {
  NORMAL(1),
  UNKNOWN(2),
  CONTROL(3),
  USER_DEFINED(4),
  UNUSED(5),
  BYTE(6);

  private final int number;

  PieceType(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  /**
   * The type of a number.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static PieceType of(int number) {
    for (PieceType type : values()) {
      if (type.number == number) {
        return type;
      }
    }
    throw new IllegalArgumentException("piece type " + number + ": known are 1 to 6");
  }

  /** Whether pieces of this type can come out of merging. */
  public boolean inText() {
    return this == NORMAL || this == USER_DEFINED || this == UNUSED;
  }
}
