package io.quipu.pipelines.stage.part;

import java.io.IOException;
import java.util.Optional;

/** A global stage in one run: finds what is up to date, and builds the rest. */
public interface GlobalWork {

  /**
   * The result of an up-to-date check.
   *
   * @param upToDate pieces that are up to date
   * @param missing pieces to be built
   */
  record Found(long upToDate, long missing) {}

  /**
   * What exists from an earlier run, when it can't be known yet whether it is up to date.
   *
   * @param some whether anything exists
   * @param pieces how many pieces the stage has, as far as is known
   * @param more whether it may have another number of pieces
   */
  record Leftovers(boolean some, long pieces, boolean more) {}

  /**
   * Records in the ledger what is up to date; called when the files of all earlier stages are
   * known. Empty if the answer depends on stages that have not run yet.
   */
  Optional<Found> check() throws IOException;

  /**
   * Builds what is missing, and writes the manifest.
   *
   * @param rebuild whether the user asked to rebuild the stage
   * @return how many pieces were built
   */
  long build(Jobs jobs, boolean rebuild) throws IOException;

  /** What exists, without knowing the files of the stages before. */
  Leftovers leftovers() throws IOException;
}
