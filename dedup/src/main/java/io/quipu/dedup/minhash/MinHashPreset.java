package io.quipu.dedup.minhash;

/**
 * A published way to make signatures, by the name that a recipe gives it: a row of the table {@link
 * MinHashPresets}. A row of another jar has a public constructor without arguments.
 */
public interface MinHashPreset {

  /** What a recipe writes: letters a to z, digits and underscores. */
  String name();

  /** How its signatures are made; equal in every call. */
  MinHashScheme scheme();
}
