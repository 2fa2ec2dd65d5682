package io.quipu.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The models that come along. */
public final class BuiltInModels {
  /** Name of {@link #tiny} in recipes. */
  public static final String TINY = "tiny";

  private static final String TINY_FILE = "quipu-tiny.gguf";

  private BuiltInModels() {}

  /**
   * Our own model of 217,664 parameters, trained for minutes on public-domain books by {@code
   * train/train_tiny_model.py}: for plumbing checks and relative figures only. Every call reads it
   * again, so keep it.
   */
  public static Model tiny() {
    try (InputStream in = openTiny()) {
      return Model.read(in, TINY_FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(TINY_FILE + " in our own jar can't be read", e);
    }
  }

  /** The file of {@link #tiny}, as for a digest. */
  public static InputStream openTiny() {
    InputStream in = BuiltInModels.class.getResourceAsStream(TINY_FILE);
    if (in == null) {
      throw new IllegalStateException(TINY_FILE + " is not in our own jar");
    }
    return in;
  }
}
