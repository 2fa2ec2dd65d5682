package io.quipu.pipelines.driver;

import io.quipu.core.account.Counts;
import io.quipu.core.signal.LabelSignal;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.pass.Task;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.narrow.NarrowStage;
import io.quipu.pipelines.stage.part.GlobalStage;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.DocumentRows;
import io.quipu.pipelines.work.part.ExtractedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs single stages of a recipe on rows that a test states, by the plain loop: no inputs are read,
 * and no stage runs that the test does not name.
 */
public final class StageOnRows {

  /** Fills the row of a document; {@link #GONE} is a document that an earlier stage dropped. */
  public interface Fill {
    Fill GONE = row -> {};

    void fill(Row row);
  }

  private static final String FINGERPRINT = "stated";

  private final Path folder;
  private final WorkFolder work;
  private final LoadedRun run;
  private final Ledger ledger;
  private Random order = new Random(0);
  private int buckets;

  /**
   * @param folder an empty one
   */
  public StageOnRows(Path folder, String recipe) throws Exception {
    this.folder = folder;
    Path file = Files.writeString(folder.resolve("recipe.yaml"), recipe);
    work = new WorkFolder(folder.resolve("work").toString());
    run = RunSetup.prepare(file, RunSetup.read(file), work, Long.MAX_VALUE).context().open();
    ledger = new Ledger(work);
  }

  /** Chooses another order in which the tasks of each job run. */
  public StageOnRows order(long seed) {
    order = new Random(seed);
    return this;
  }

  /**
   * Runs each exchange whose keys choose the bucket with this many buckets, in place of the number
   * that its stage plans. An exchange with one bucket for all keys keeps it.
   */
  public StageOnRows buckets(int number) {
    buckets = number;
    return this;
  }

  public LoadedRun run() {
    return run;
  }

  public Plan plan() {
    return run.plan();
  }

  public Ledger ledger() {
    return ledger;
  }

  /**
   * A part of documents as extract would write it; the keys are {@code <name>-0}, {@code <name>-1},
   * ...
   *
   * @param part {@code <source>/<name>}
   */
  public StageOnRows documents(String part, String... texts) throws IOException {
    String name = part.substring(part.indexOf('/') + 1);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      keys.add(name + "-" + i);
    }
    return documents(part, keys, texts);
  }

  /** A part of documents with keys of the test's choice. */
  public StageOnRows documents(String part, List<String> keys, String... texts) throws IOException {
    return documents(part, keys, Collections.nCopies(texts.length, Map.of()), texts);
  }

  /**
   * A part of documents with keys and signals of the test's choice.
   *
   * @param labels of each document, of those that extract measures; the others are undefined
   */
  public StageOnRows documents(
      String part, List<String> keys, List<Map<LabelSignal, String>> labels, String... texts)
      throws IOException {
    TableSchema schema = ExtractedRows.signals(ExtractSignals.ALL).schema();
    List<Fill> documents = new ArrayList<>();
    List<Fill> signals = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      String key = keys.get(i);
      long offset = i;
      String text = texts[i];
      documents.add(
          row -> {
            row.setString(DocumentRows.KEY, key);
            row.setString(DocumentRows.TEXT, text);
            row.setString(DocumentRows.INPUT, "stated");
            row.setLong(DocumentRows.OFFSET, offset);
            row.setLong(DocumentRows.RECORD, 0);
            row.setEmptyList(DocumentRows.EXTRA);
          });
      Map<LabelSignal, String> own = labels.get(i);
      signals.add(
          row -> {
            row.setString(ExtractedRows.KEY, key);
            row.setString(ExtractedRows.INPUT, "stated");
            row.setLong(ExtractedRows.OFFSET, offset);
            row.setLong(ExtractedRows.RECORD, 0);
            row.setDouble(
                schema.column(ExtractSignals.LENGTH.name()), text.codePointCount(0, text.length()));
            own.forEach((label, value) -> row.setString(schema.column(label.name()), value));
          });
    }
    file(part, Dataset.DOCUMENTS, DocumentRows.SCHEMA, documents);
    return file(part, Dataset.EXTRACT_SIGNALS, schema, signals);
  }

  /**
   * A file of a part, row by row.
   *
   * @param more counts besides those of documents
   */
  public StageOnRows file(
      String part, Dataset dataset, TableSchema schema, List<? extends Fill> rows, Counts... more)
      throws IOException {
    try (ParallelWriter writer = new ParallelWriter(schema)) {
      for (Fill fill : rows) {
        if (fill == Fill.GONE) {
          writer.gone();
        } else {
          fill.fill(writer.row());
          writer.kept();
        }
      }
      String source = Ledger.source(part);
      ledger.put(
          part,
          dataset,
          writer.commit(
              work.folder(dataset, source),
              part,
              FINGERPRINT,
              WorkFolder.newAttempt(),
              new TreeMap<>(),
              List.of(more)));
    }
    return this;
  }

  /** Runs stages, one after another. */
  public StageOnRows run(String... stages) throws Exception {
    for (String name : stages) {
      Stage stage = plan().stage(name);
      Jobs jobs = new Jobs(inAnyOrder(), (of, tasks) -> {}, JobRunner.Progress.NONE);
      if (stage.kind() instanceof NarrowStage) {
        new NarrowStageRunner(run, new NarrowUpToDateCheck(run, ledger, folder.toString()), jobs)
            .complete(List.of(stage));
      } else if (stage.kind() instanceof GlobalStage global) {
        global.open(run, stage, ledger).build(jobs, false);
      } else {
        new WideStageRunner(run, ledger, jobs).complete(stage);
      }
    }
    return this;
  }

  /**
   * Rows of a dataset, by part and row number, as {@code a/p 0: value value ...}.
   *
   * @param columns all if none is named
   */
  public List<String> rows(Dataset dataset, String... columns) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String part : ledger.parts()) {
      String path = ledger.file(part, dataset).path();
      try (PartFileReader reader = new PartFileReader(path)) {
        List<Column> shown =
            columns.length == 0
                ? reader.schema().columns()
                : Arrays.stream(columns).map(reader.schema()::column).toList();
        Row row = reader.newRow();
        for (int i = 0; reader.next(row); i++) {
          Row current = row;
          rows.add(
              part
                  + " "
                  + i
                  + ": "
                  + String.join(" ", shown.stream().map(c -> TestRun.value(current, c)).toList()));
        }
      }
    }
    return rows;
  }

  /** The rows of a dataset whose values are not all null, as {@link #rows}. */
  public List<String> filled(Dataset dataset, String... columns) throws IOException {
    return rows(dataset, columns).stream()
        .filter(row -> !row.substring(row.indexOf(':') + 1).matches("( -)*"))
        .toList();
  }

  /** What each value of a column counts. */
  public SortedMap<String, Integer> counts(Dataset dataset, String column) throws IOException {
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (String row : rows(dataset, column)) {
      counts.merge(row.substring(row.indexOf(": ") + 2), 1, Integer::sum);
    }
    return counts;
  }

  private JobRunner inAnyOrder() {
    LoopRunner loop = new LoopRunner();
    return new JobRunner() {
      @Override
      public String name() {
        return loop.name();
      }

      @Override
      public void run(Job<?> job, Progress progress) throws IOException {
        loop.run(shuffled(job), JobRunner.Progress.NONE);
      }

      @Override
      public void close() {
        loop.close();
      }
    };
  }

  private <T extends Task> Job<T> shuffled(Job<T> job) {
    List<T> tasks = new ArrayList<>(job.tasks());
    Collections.shuffle(tasks, order);
    List<Shuffle> shuffles = new ArrayList<>();
    for (Shuffle shuffle : job.shuffles()) {
      boolean planned = buckets == 0 || shuffle.prefix() == 0;
      shuffles.add(
          new Shuffle(planned ? shuffle.buckets() : buckets, shuffle.prefix(), shuffle.pass()));
    }
    return new Job<>(job.name(), tasks, job.first(), shuffles);
  }
}
