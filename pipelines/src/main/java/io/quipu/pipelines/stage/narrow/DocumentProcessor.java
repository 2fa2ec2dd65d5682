package io.quipu.pipelines.stage.narrow;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import java.io.Closeable;
import java.io.IOException;
import java.util.SortedMap;

/** Processes the documents of one part for one narrow stage, one after another. */
public interface DocumentProcessor extends Closeable {

  /**
   * Processes the next document; sets {@code alive} to false if the document is dropped or fails.
   */
  void document(DocumentState state) throws IOException;

  /** Completes the part's files of the stage. */
  SortedMap<Dataset, PartEntry> commit(
      String source, String part, String fingerprint, String attempt) throws IOException;
}
