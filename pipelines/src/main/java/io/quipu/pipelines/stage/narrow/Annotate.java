package io.quipu.pipelines.stage.narrow;

import io.quipu.core.account.PartEntry;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.AnnotateStage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.part.EditRows;
import io.quipu.pipelines.work.part.SignalRows;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Measures the documents of a part and, if a step is a modifier, edits them. */
final class Annotate implements DocumentProcessor {

  private final LoadedRun run;
  private final Stage stage;
  private final StepChain steps;
  private final SignalRows rows;
  private final ParallelWriter signals;
  private final @Nullable ParallelWriter edits;

  Annotate(LoadedRun run, Stage stage) throws IOException {
    this.run = run;
    this.stage = stage;
    steps = new StepChain(stage.spec(AnnotateStage.class).steps(), run.resources());
    rows = SignalRows.of(steps.measured());
    signals = new ParallelWriter(rows.schema());
    edits = stage.writes().size() > 1 ? new ParallelWriter(EditRows.SCHEMA) : null;
  }

  @Override
  public void document(DocumentState state) throws IOException {
    if (!state.alive) {
      signals.gone();
      if (edits != null) {
        edits.gone();
      }
      return;
    }
    TextEdits made;
    try {
      made = steps.apply(state.view, state.signals);
    } catch (StepFailure failure) {
      state.alive = false;
      signals.failed(failure.step(), failure.why());
      if (edits != null) {
        edits.failed(failure.step(), failure.why());
      }
      return;
    }
    rows.write(state.signals, state.view, signals.row());
    steps.clearPlaces(state.signals);
    signals.kept();
    if (edits != null) {
      EditRows.write(made, edits.row());
      edits.kept();
      state.edit(made);
    }
  }

  @Override
  public SortedMap<Dataset, PartEntry> commit(
      String source, String part, String fingerprint, String attempt) throws IOException {
    SortedMap<Dataset, PartEntry> made = new TreeMap<>();
    Dataset main = stage.main();
    made.put(main, signals.commit(run.work().folder(main, source), part, fingerprint, attempt));
    if (edits != null) {
      Dataset edited = stage.writes().get(1);
      made.put(edited, edits.commit(run.work().folder(edited, source), part, fingerprint, attempt));
    }
    return made;
  }

  @Override
  public void close() throws IOException {
    signals.close();
    if (edits != null) {
      edits.close();
    }
  }
}
