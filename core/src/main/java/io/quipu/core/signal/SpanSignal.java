package io.quipu.core.signal;

/**
 * Any number of places in the text, each with a score. In memory an offset is a UTF-16 unit of the
 * revision that the annotator saw; in files it is a code point of the extracted text. Only later
 * steps of the same stage can read it.
 */
public record SpanSignal(String name, String meaning) implements Signal {
  @Override
  public SpanSignal named(String other) {
    return new SpanSignal(other, meaning);
  }
}
