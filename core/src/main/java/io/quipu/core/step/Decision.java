package io.quipu.core.step;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;

/** What a rule or a deduplication says of a document. */
public sealed interface Decision {

  /** The document stays. */
  enum Keep implements Decision {
    KEEP
  }

  /**
   * A rule dropped it.
   *
   * @param reason {@code lower_snake} code
   * @param signal what was looked at
   * @param observed its value, as printed
   * @param limit the limit it broke, as printed, e.g. {@code >= 50}
   */
  record Drop(String reason, String signal, String observed, String limit) implements Decision {}

  /**
   * It repeats a better-ranked document.
   *
   * @param similarity in [0, 1], 1 for equal content; below 0 where nobody compared the two
   * @param cluster the same for all members of one cluster
   * @param size members of the cluster, the survivor included
   */
  record Duplicate(DocumentId of, double similarity, Key128 cluster, int size)
      implements Decision {}
}
