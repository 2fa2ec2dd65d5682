package io.quipu.pipelines.stage.dedup.method;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.narrow.DocumentProcessor;
import io.quipu.pipelines.stage.narrow.DocumentState;
import io.quipu.pipelines.stage.narrow.StepFailure;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The narrow half of a dedup stage: computes keys and ranks of a part's documents. */
public final class Signatures implements DocumentProcessor {

  /** The signature of one method. */
  public interface Method {
    /** The schema of its parallel files. */
    TableSchema schema();

    /**
     * Fills its columns for a document.
     *
     * @param rank of the document
     */
    void sign(DocumentState state, byte[] rank, Row row);
  }

  private final LoadedRun run;
  private final Stage stage;
  private final DocumentRank rank;
  private final Method method;
  private final ParallelWriter writer;

  public Signatures(LoadedRun run, Stage stage, Method method) throws IOException {
    this.run = run;
    this.stage = stage;
    this.method = method;
    rank = new DocumentRank(run.plan().recipe().sources(), stage.spec(DedupStage.class));
    writer = new ParallelWriter(method.schema());
  }

  /** The dataset of a dedup stage's signatures. */
  public static Dataset dataset(Stage stage) {
    return Dataset.signatures(stage.spec(DedupStage.class).name());
  }

  /** The stage that computes the signatures of a dedup stage. */
  public static Stage signing(LoadedRun run, Stage stage) {
    return run.plan().producer(dataset(stage));
  }

  @Override
  public void document(DocumentState state) throws IOException {
    if (!state.alive) {
      writer.gone();
      return;
    }
    try {
      method.sign(
          state, rank.of(state.id(), state.signals, state.view.text().length()), writer.row());
    } catch (RuntimeException | StackOverflowError e) {
      state.alive = false;
      writer.failed(stage.name(), StepFailure.describe(e));
      return;
    }
    writer.kept();
  }

  @Override
  public SortedMap<Dataset, PartEntry> commit(
      String source, String part, String fingerprint, String attempt) throws IOException {
    Dataset main = stage.main();
    return new TreeMap<>(
        Map.of(main, writer.commit(run.work().folder(main, source), part, fingerprint, attempt)));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
