package io.quipu.pipelines.stage.part;

import java.io.IOException;
import java.util.Optional;

/** A global stage at work in one run: looks at what is up to date, and makes the rest. */
public interface GlobalWork {

  /**
   * What a look has found.
   *
   * @param upToDate pieces that are there as they ought to be
   * @param missing pieces to be made
   */
  record Found(long upToDate, long missing) {}

  /**
   * What an earlier run has left, of which nobody knows yet whether it is up to date.
   *
   * @param some whether anything is there
   * @param pieces how many pieces the stage has, as far as is known
   * @param more whether it may have another number of pieces
   */
  record Leftovers(boolean some, long pieces, boolean more) {}

  /**
   * Puts what is up to date into the ledger; the files of all earlier stages are known. Empty if
   * that can't be told before earlier stages have run.
   */
  Optional<Found> look() throws IOException;

  /**
   * Makes what is missing, and writes the manifest.
   *
   * @param again whether the run was asked to make the stage again
   * @return how many pieces were made
   */
  long make(Jobs jobs, boolean again) throws IOException;

  /** Looks without knowing the files of the stages before. */
  Leftovers leftovers() throws IOException;
}
