package io.quipu.pipelines.recipe;

/** What counts as a repetition. */
public sealed interface DedupMethod {

  /** The key that names it in a recipe. */
  String key();

  /** The method with fixed values for the keys that no signature depends on. */
  default DedupMethod signing() {
    return this;
  }

  /** Documents of equal text. */
  record Exact() implements DedupMethod {
    @Override
    public String key() {
      return "exact";
    }
  }

  /**
   * Paragraphs that stood in a better-ranked document; they are cut out.
   *
   * @param minCharacters a shorter paragraph is never cut
   */
  record Paragraph(int minCharacters) implements DedupMethod {
    @Override
    public String key() {
      return "paragraph";
    }
  }

  /**
   * Documents of nearly equal shingles.
   *
   * @param preset shingles, hash and bands of a published pipeline
   * @param threshold smallest Jaccard similarity of a duplicate
   */
  record MinHash(String preset, double threshold, Mode mode, Decide decide) implements DedupMethod {
    @Override
    public String key() {
      return "minhash";
    }

    @Override
    public DedupMethod signing() {
      return new MinHash(preset, 1, Mode.VERIFIED, Decide.SWEEP);
    }
  }

  /** How candidate pairs become duplicates. */
  enum Mode {
    /** A duplicate has a kept, better-ranked document at or above the threshold. */
    VERIFIED,
    /** One document of each connected component of candidates stays; nothing is verified. */
    COMPONENTS
  }

  /** How verified pairs are decided; both give the same answer. */
  enum Decide {
    /** One external sort and one sweep on one worker. */
    SWEEP,
    /** Rounds, each a job. */
    ROUNDS
  }
}
