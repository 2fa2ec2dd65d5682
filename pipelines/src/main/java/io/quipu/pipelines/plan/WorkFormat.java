package io.quipu.pipelines.plan;

/** The format of work folders: part files, manifests, and what fingerprints are made of. */
public final class WorkFormat {

  /**
   * Raised when the layout or meaning of anything in a work folder changes. A work folder of
   * another number is refused, not converted; a release has numbers of its own.
   */
  public static final int NUMBER = 2;

  private WorkFormat() {}
}
