package io.quipu.pipelines.plan;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a stage reads of a part.
 *
 * @param text whether it reads the documents
 * @param edits edits of earlier stages to apply to the text, in order
 * @param signals the dataset of each signal that it needs: the latest earlier stage that measures
 *     it
 * @param previous the dataset that tells which documents have survived so far; null for extract
 */
public record StageReads(
    boolean text,
    List<Dataset> edits,
    SortedMap<String, Dataset> signals,
    @Nullable Dataset previous) {

  /** All datasets that the stage opens. */
  public SortedSet<Dataset> datasets() {
    SortedSet<Dataset> all = new TreeSet<>(signals.values());
    if (text) {
      all.add(Dataset.DOCUMENTS);
      all.addAll(edits);
    }
    if (previous != null) {
      all.add(previous);
    }
    return all;
  }
}
