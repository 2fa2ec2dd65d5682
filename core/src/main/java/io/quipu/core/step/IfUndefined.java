package io.quipu.core.step;

/** What a rule does with a document that has no value of its signal. */
public enum IfUndefined {
  KEEP,
  DROP
}
