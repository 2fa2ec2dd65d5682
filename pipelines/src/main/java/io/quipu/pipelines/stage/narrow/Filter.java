package io.quipu.pipelines.stage.narrow;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.FilterStage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.DecisionRows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides on a part's documents by their signals: the first broken rule is the reason, and all
 * broken rules are listed.
 */
final class Filter implements DocumentProcessor {

  private final LoadedRun run;
  private final Stage stage;
  private final RuleChain rules;
  private final ParallelWriter decisions;

  Filter(LoadedRun run, Stage stage) throws IOException {
    this.run = run;
    this.stage = stage;
    rules = new RuleChain(stage.spec(FilterStage.class).rules());
    decisions = new ParallelWriter(DecisionRows.SCHEMA);
  }

  @Override
  public void document(DocumentState state) throws IOException {
    if (!state.alive) {
      decisions.gone();
      return;
    }
    List<RuleChain.Broken> broken;
    try {
      broken = rules.apply(state.id(), state.signals);
    } catch (StepFailure failure) {
      state.alive = false;
      decisions.failed(failure.step(), failure.why());
      return;
    }
    if (broken.isEmpty()) {
      decisions.kept();
      return;
    }
    Row row = decisions.row();
    for (RuleChain.Broken rule : broken) {
      DecisionRows.addFailing(rule.drop(), row);
    }
    state.alive = false;
    decisions.dropped(DecisionRows.write(broken.get(0).drop(), row));
  }

  @Override
  public SortedMap<Dataset, PartEntry> commit(
      String source, String part, String fingerprint, String attempt) throws IOException {
    Dataset main = stage.main();
    return new TreeMap<>(
        Map.of(
            main, decisions.commit(run.work().folder(main, source), part, fingerprint, attempt)));
  }

  @Override
  public void close() throws IOException {
    decisions.close();
  }
}
