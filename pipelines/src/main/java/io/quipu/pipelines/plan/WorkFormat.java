package io.quipu.pipelines.plan;

/** The format of work folders: part files, manifests, and what fingerprints are made of. */
public final class WorkFormat {

  /**
   * Incremented when the layout or meaning of anything in a work folder changes. A work folder with
   * another number is refused, not converted. Releases have their own version numbers.
   */
  public static final int NUMBER = 2;

  private WorkFormat() {}
}
