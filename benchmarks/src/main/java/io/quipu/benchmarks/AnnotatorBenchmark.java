package io.quipu.benchmarks;

import io.quipu.core.document.Document;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.step.Annotator;
import io.quipu.core.step.Resources;
import io.quipu.core.step.StepDefinition;
import io.quipu.core.text.DocumentView;
import io.quipu.filters.FilterSteps;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One step over documents of 4,000 characters, segmentation included. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AnnotatorBenchmark {

  private static final int DOCUMENTS = 100;

  @Param({"gopher_dolma_words", "gopher_dolma_repetition", "pii", "language"})
  String step = "gopher_dolma_words";

  @Param({"PROSE", "BOILERPLATE", "ONE_LETTER", "SPACELESS"})
  Texts texts = Texts.PROSE;

  private final DocumentView view = new DocumentView();
  private List<Document> documents = List.of();
  private @Nullable Annotator annotator;
  private @Nullable SignalRow row;

  @Setup
  public void setUp() {
    documents = texts.documents(DOCUMENTS, 4000);
    for (StepDefinition<?> definition : new FilterSteps().steps()) {
      if (definition.name().equals(step)) {
        annotator = (Annotator) definition.create(Resources.NONE);
        row = new SignalRow(new SignalSchema(definition.writes(definition.defaults())));
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(DOCUMENTS)
  public SignalRow annotate() {
    Annotator measuring = Objects.requireNonNull(annotator);
    SignalRow measured = Objects.requireNonNull(row);
    for (Document document : documents) {
      view.reset(document);
      measured.clear();
      measuring.annotate(view, measured);
    }
    return measured;
  }
}
