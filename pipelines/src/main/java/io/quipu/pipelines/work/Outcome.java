package io.quipu.pipelines.work;

/** What became of a document in one stage; the {@code outcome} column of every parallel file. */
public enum Outcome {
  /** It goes on. */
  KEPT,
  /** An earlier stage dropped it, or it failed there: the other columns are null. */
  GONE,
  /** This stage failed on it: it leaves the flow. */
  FAILED,
  /** This stage dropped it. */
  DROPPED;

  private static final Outcome[] VALUES = values();

  /** By the number in the column. */
  public static Outcome of(int code) {
    return VALUES[code];
  }

  public int code() {
    return ordinal();
  }
}
