package io.quipu.pipelines.release;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.DecisionRows;
import io.quipu.pipelines.work.part.ExtractedRows;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says which documents a dedup stage holds for copies of one another, by its decisions. */
public final class DuplicateClusters {

  private DuplicateClusters() {}

  /** Takes the duplicates of a stage. */
  @FunctionalInterface
  public interface DuplicateSink {
    /**
     * @param of the document that it repeats, which stayed
     * @param similarity negative where nobody compared the two
     */
    void duplicate(DocumentId id, DocumentId of, double similarity);
  }

  /** Hands out all duplicates that a stage dropped, in order of part and row. */
  public static void scan(WorkFolder work, Stage stage, DuplicateSink sink) throws IOException {
    Optional<StageManifest> decisions =
        work.manifests().current(Dataset.decisions(stage.name()).name());
    Optional<StageManifest> ids = work.manifests().current(Dataset.EXTRACT_SIGNALS.name());
    if (decisions.isEmpty() || ids.isEmpty()) {
      return;
    }
    SortedMap<String, PartEntry> idsOfPart = new TreeMap<>();
    ids.get().parts().forEach(part -> idsOfPart.put(part.part(), part));
    for (PartEntry part : decisions.get().parts()) {
      PartEntry parallel = idsOfPart.get(part.part());
      if (parallel != null && parallel.rows() == part.rows()) {
        scan(work, stage, part, parallel, sink);
      }
    }
  }

  private static void scan(
      WorkFolder work, Stage stage, PartEntry part, PartEntry ids, DuplicateSink sink)
      throws IOException {
    Dataset decisions = Dataset.decisions(stage.name());
    String folder = work.folder(decisions, part.source());
    String idsFolder = work.folder(Dataset.EXTRACT_SIGNALS, part.source());
    try (PartFileReader reader =
            new PartFileReader(
                StoragePath.child(folder, part.file()),
                ParallelRows.OUTCOME,
                DecisionRows.DUPLICATE_OF_SOURCE,
                DecisionRows.DUPLICATE_OF_KEY,
                DecisionRows.SIMILARITY);
        PartFileReader keys =
            new PartFileReader(StoragePath.child(idsFolder, ids.file()), ExtractedRows.KEY)) {
      Row row = reader.newRow();
      Row key = keys.newRow();
      while (reader.next(row) && keys.next(key)) {
        if (ParallelRows.outcome(row) == Outcome.DROPPED && DecisionRows.isDuplicate(row)) {
          sink.duplicate(
              new DocumentId(part.source(), key.getString(ExtractedRows.KEY)),
              DecisionRows.duplicateOf(row),
              DecisionRows.similarity(row));
        }
      }
    }
  }

  /**
   * The documents and all that any dedup stage holds for their copies, or for what they are copies
   * of.
   */
  public static SortedSet<DocumentId> members(WorkFolder work, Plan plan, Set<DocumentId> ids)
      throws IOException {
    SortedSet<DocumentId> members = new TreeSet<>(ids);
    // A cluster is a survivor with its duplicates, so a pass of one stage finds a member's
    // survivor, the next one the
    // survivor's other duplicates; clusters of several stages join in a document that one kept and
    // another dropped.
    for (int before = -1; before != members.size(); ) {
      before = members.size();
      for (Stage stage : plan.stages()) {
        if (stage.kind().dropsDuplicates() && stage.main().kind().equals("decisions")) {
          scan(
              work,
              stage,
              (id, of, similarity) -> {
                if (members.contains(id) || members.contains(of)) {
                  members.add(id);
                  members.add(of);
                }
              });
        }
      }
    }
    return members;
  }
}
