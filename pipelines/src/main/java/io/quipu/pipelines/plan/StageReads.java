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
 * @param edits edits of earlier stages that the text is to have, in order
 * @param signals the dataset that holds each signal it asks for: the latest earlier measure
 * @param previous the dataset that says which documents are still in the flow; null for extract
 */
public record StageReads(
    boolean text,
    List<Dataset> edits,
    SortedMap<String, Dataset> signals,
    @Nullable Dataset previous) {

  /** All datasets that it opens. */
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
