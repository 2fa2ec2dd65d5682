package io.quipu.core.step;

/** What a step does to a document. */
public enum Role {
  /** An {@link Annotator}: sets signals. */
  MEASURES,
  /** A {@link Modifier}: edits the text and sets no signal. */
  EDITS,
  /** A {@link MeasuringModifier}: edits the text and sets signals. */
  BOTH,
  /** A {@link Rule}: keeps or drops the document. */
  DECIDES;

  public boolean measures() {
    return this == MEASURES || this == BOTH;
  }

  public boolean edits() {
    return this == EDITS || this == BOTH;
  }

  /** The role of a step, as its type says. */
  public static Role of(DocumentStep step) {
    if (step instanceof Annotator) {
      return MEASURES;
    } else if (step instanceof MeasuringModifier) {
      return BOTH;
    }
    return step instanceof Modifier ? EDITS : DECIDES;
  }
}
