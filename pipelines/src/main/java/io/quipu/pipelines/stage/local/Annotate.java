package io.quipu.pipelines.stage.local;

import io.quipu.core.account.PartEntry;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.signal.State;
import io.quipu.core.step.Annotator;
import io.quipu.core.step.DocumentStep;
import io.quipu.core.step.EditCollector;
import io.quipu.core.step.Modifier;
import io.quipu.core.step.StepDefinition;
import io.quipu.core.text.TextEdits;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.AnnotateStage;
import io.quipu.pipelines.recipe.StepUse;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.part.EditRows;
import io.quipu.pipelines.work.part.SignalRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Measures the documents of a part and, where a step is a modifier, edits them. */
final class Annotate implements LocalStage {

  private record NamedStep(String name, DocumentStep step, List<Signal> writes) {}

  private final OpenRun run;
  private final Stage stage;
  private final List<NamedStep> steps = new ArrayList<>();
  private final List<Signal> measured;
  private final SignalRows rows;
  private final ParallelWriter signals;
  private final @Nullable ParallelWriter edits;
  private final EditCollector collector = new EditCollector();

  Annotate(OpenRun run, Stage stage) throws IOException {
    this.run = run;
    this.stage = stage;
    for (StepUse use : stage.spec(AnnotateStage.class).steps()) {
      StepDefinition<?> definition = run.plan().catalogue().step(use.step()).orElseThrow();
      steps.add(
          new NamedStep(use.step(), create(definition, use.config(), run), definition.writes()));
    }
    measured = run.plan().measures(stage);
    rows = SignalRows.of(measured);
    signals = new ParallelWriter(rows.schema());
    edits = stage.writes().size() > 1 ? new ParallelWriter(EditRows.SCHEMA) : null;
  }

  @SuppressWarnings(
      "unchecked") // the recipe bound the configuration onto the definition's own type
  private static <C extends Record> DocumentStep create(
      StepDefinition<C> definition, Record config, OpenRun run) {
    return definition.factory().create((C) config, run.resources());
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
    String at = "";
    TextEdits made = TextEdits.NONE;
    try {
      for (NamedStep named : steps) {
        at = named.name();
        if (named.step() instanceof Annotator annotator) {
          named.writes().forEach(state.signals::clear); // what a stage before measured
          annotator.annotate(state.view, state.signals);
          Signal missing = missing(named, state.signals);
          if (missing != null) {
            fail(state, at, missing.name() + " was not set");
            return;
          }
        } else if (named.step() instanceof Modifier modifier) {
          collector.clear();
          modifier.modify(state.view, state.signals, collector);
          made = collector.toEdits(state.view);
        }
      }
      rows.write(state.signals, state.view, signals.row());
    } catch (RuntimeException | StackOverflowError e) {
      fail(state, at, StepFailure.describe(e));
      return;
    }
    for (Signal signal : measured) {
      if (signal instanceof SpanSignal) {
        state.signals.clear(
            signal); // places are seen in their own stage: files do not give them back
      }
    }
    signals.kept();
    if (edits != null) {
      EditRows.write(made, edits.row());
      edits.kept();
      state.edit(made);
    }
  }

  /** A signal that a step left without a state: the step breaks its contract. */
  private static @Nullable Signal missing(NamedStep named, SignalRow row) {
    for (Signal signal : named.writes()) {
      if (row.state(signal) == State.NOT_MEASURED) {
        return signal;
      }
    }
    return null;
  }

  private void fail(DocumentState state, String step, String why) throws IOException {
    state.alive = false;
    signals.failed(step, why);
    if (edits != null) {
      edits.failed(step, why);
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
