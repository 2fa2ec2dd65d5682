package io.quipu.pipelines.plan;

/** What a stage does, and whether a part can do it alone. */
public enum StageKind {
  EXTRACT(true, true),
  ANNOTATE(true, true),
  FILTER(true, false),
  IDENTITY(false, false),
  SITES(false, false),
  /** Keys and signatures of a dedup stage: the half of it that a part does alone. */
  SIGNATURES(true, true),
  DEDUP(false, false),
  TOKENIZE(true, true),
  MIX(false, false),
  SHARD(false, false),
  EVALUATE(false, false),
  PUBLISH(false, false);

  private final boolean local;
  private final boolean text;

  StageKind(boolean local, boolean text) {
    this.local = local;
    this.text = text;
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
