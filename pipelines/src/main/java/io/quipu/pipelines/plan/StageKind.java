package io.quipu.pipelines.plan;

/** What a stage does, and whether a part can do it alone. */
public enum StageKind {
  EXTRACT(true, true, 2),
  ANNOTATE(true, true, 1),
  FILTER(true, false, 1),
  IDENTITY(false, false, 1),
  SITES(false, false, 2),
  /** Keys and signatures of a dedup stage: the half of it that a part does alone. */
  SIGNATURES(true, true, 1),
  DEDUP(false, false, 1),
  TOKENIZE(true, true, 1),
  MIX(false, false, 1),
  SHARD(false, false, 1),
  EVALUATE(false, false, 1),
  PUBLISH(false, false, 1);

  private final boolean local;
  private final boolean text;
  private final int version;

  StageKind(boolean local, boolean text, int version) {
    this.local = local;
    this.text = text;
    this.version = version;
  }

  /**
   * Part of every fingerprint of the stage: raised when the kind itself (not a step, a rule or a
   * source kind, which have versions of their own) makes other rows of the same input.
   */
  public int version() {
    return version;
  }

  /** Whether it needs nothing of other parts; adjacent local stages run as one pass. */
  public boolean local() {
    return local;
  }

  /** Whether it reads text. */
  public boolean text() {
    return text;
  }
}
