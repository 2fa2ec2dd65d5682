package io.quipu.tokenizer;

import java.nio.file.Path;

/** The folder of real data that tests tagged {@code corpus} need. */
public final class Corpus {

  private Corpus() {}

  public static Path path(String name) {
    String folder = System.getenv("QUIPU_CORPUS");
    if (folder == null) {
      throw new IllegalStateException("QUIPU_CORPUS does not name the folder with the data");
    }
    return Path.of(folder, name);
  }
}
