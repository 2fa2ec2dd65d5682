package io.quipu.pipelines.stage.narrow;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import java.io.Closeable;
import java.io.IOException;
import java.util.SortedMap;

/** What one local stage does with the documents of one part, one after another. */
public interface DocumentProcessor extends Closeable {

  /** Takes the next document; sets {@code alive} to false if it leaves the flow here. */
  void document(DocumentState state) throws IOException;

  /** Completes the stage's files of the part. */
  SortedMap<Dataset, PartEntry> commit(
      String source, String part, String fingerprint, String attempt) throws IOException;
}
