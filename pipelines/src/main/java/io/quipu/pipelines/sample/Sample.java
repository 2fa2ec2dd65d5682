package io.quipu.pipelines.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A small set of inputs of every source kind, with known answers: what was planted in it is listed
 * in {@code truth.jsonl}. The bytes depend on the seed only. docs/sample.md says what is in it.
 */
public final class Sample {

  /** The seed of {@code recipes/sample.yaml}, whose token counts are this sample's. */
  public static final long SEED = 20230417;

  private Sample() {}

  /**
   * Writes the folders {@code web}, {@code wikipedia}, {@code github}, {@code arxiv}, {@code c4}
   * and {@code books}, and the truth about them. Files that are there are written again; others are
   * left.
   *
   * @param folder made if it is missing
   */
  public static void write(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    Truth truth = new Truth();
    WikipediaSample wikipedia = new WikipediaSample(seed, truth);
    wikipedia.write(folder.resolve("wikipedia"));
    WebSample web = new WebSample(seed, truth, wikipedia.copied());
    web.write(folder.resolve("web"));
    new C4Sample(seed, truth).write(folder.resolve("c4"), web.forOthers(), wikipedia.copied());
    new GithubSample(seed, truth).write(folder.resolve("github"));
    new ArxivSample(seed, truth).write(folder.resolve("arxiv"));
    new BooksSample(seed, truth).write(folder.resolve("books"));
    truth.write(folder);
  }
}
