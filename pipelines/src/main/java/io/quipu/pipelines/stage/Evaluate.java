package io.quipu.pipelines.stage;

import io.quipu.core.account.PartEntry;
import io.quipu.core.document.DocumentId;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.core.signal.SignalSchema;
import io.quipu.evaluation.measure.DocumentScore;
import io.quipu.evaluation.measure.Estimate;
import io.quipu.evaluation.measure.SampleScore;
import io.quipu.evaluation.measure.TextScorer;
import io.quipu.inference.engine.Engine;
import io.quipu.inference.engine.EngineOptions;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.inference.model.Model;
import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.recipe.EvaluateSpec;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.FileRef;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.tokenizer.shard.ShardReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Scores a sample of every shard, of every source, and of what each rule dropped, with a model's
 * own tokenizer; figures are per byte, since the model's vocabulary need not be the shards'. Of a
 * long document the first tokens are scored.
 *
 * <pre>
 * shards, parts    -> group : keyed hash, place;       the smallest hashes of a task only
 * by group         -> place : group, hash;             the smallest hashes of all
 * by place: scores -> group : hash, tokens, bytes, nll
 * by group         -> file of figures
 * </pre>
 */
final class Evaluate {

  static final Dataset EVALUATION = new Dataset("evaluation", "");
  private static final String PART = "evaluation/figures";
  private static final int MAX_TOKENS = 1024;

  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              new Column("group", ColumnType.STRING),
              new Column("documents", ColumnType.LONG),
              new Column("tokens", ColumnType.LONG),
              new Column("bytes", ColumnType.LONG),
              new Column("nll", ColumnType.DOUBLE),
              new Column("bits_per_byte", ColumnType.DOUBLE),
              new Column("bits_per_byte_error", ColumnType.DOUBLE),
              new Column("perplexity", ColumnType.DOUBLE),
              new Column("perplexity_error", ColumnType.DOUBLE)));

  /** Figures of one group. */
  record Figures(
      String group,
      long documents,
      long tokens,
      long bytes,
      double nll,
      double bitsPerByte,
      double error) {}

  private Evaluate() {}

  static PartEntry complete(
      OpenRun run,
      Stage stage,
      Ledger ledger,
      ShardSet shards,
      String fingerprint,
      JobRunner runner,
      JobRunner.Progress progress)
      throws IOException {
    List<EvaluateTask> tasks = new ArrayList<>();
    for (Map.Entry<Integer, PartEntry> e : shards.entries().entrySet()) {
      tasks.add(
          new EvaluateTask(
              null,
              e.getKey(),
              Storage.child(run.work().folder(Shards.SHARDS), e.getValue().file())));
    }
    List<String> parts = ledger.parts();
    for (int i = 0; i < parts.size(); i++) {
      SortedMap<Dataset, FileRef> files = new TreeMap<>();
      for (Dataset d : datasets(run, Ledger.source(parts.get(i)))) {
        files.put(d, ledger.file(parts.get(i), d));
      }
      tasks.add(new EvaluateTask(new CrossTask(i, parts.get(i), files, ""), -1, ""));
    }
    Scratch scratch = new Scratch(run.work(), stage.name(), fingerprint);
    scratch.clear();
    RunContext context = run.context();
    int documents = spec(run).documents();
    runner.run(
        new Job<>(
            stage.name(),
            tasks,
            new Sample(context, documents),
            List.of(
                new Shuffle(4, Integer.MAX_VALUE, new Choose(documents)),
                new Shuffle(Math.max(2, Math.min(64, tasks.size())), 5, new Score(context)),
                new Shuffle(1, 0, new Sum(scratch)))),
        progress);
    PartEntry entry = write(run.work(), scratch, fingerprint);
    scratch.clear();
    return entry;
  }

  static String part() {
    return PART;
  }

  private static EvaluateSpec spec(OpenRun run) {
    EvaluateSpec spec = run.plan().recipe().evaluate();
    if (spec == null) {
      throw new IllegalStateException("the recipe does not evaluate");
    }
    return spec;
  }

  /** Decisions of all stages that drop documents, and what text is made of. */
  private static SortedSet<Dataset> datasets(OpenRun run, String source) {
    SortedSet<Dataset> all = new TreeSet<>(List.of(Dataset.DOCUMENTS, Dataset.EXTRACT_SIGNALS));
    for (Stage stage : run.plan().stages()) {
      if (stage.sees(source)) {
        for (Dataset d : stage.writes()) {
          if (d.kind().equals("decisions") || d.kind().equals("edits")) {
            all.add(d);
          }
        }
      }
    }
    return all;
  }

  /** Places of a group with the smallest hashes. */
  private static final class Smallest {
    private final int most;
    private final TreeMap<Long, byte[]> byHash = new TreeMap<>(Long::compareUnsigned);

    Smallest(int most) {
      this.most = most;
    }

    void offer(long hash, byte[] place) {
      if (byHash.size() < most || Long.compareUnsigned(hash, byHash.lastKey()) < 0) {
        byHash.put(hash, place);
        if (byHash.size() > most) {
          byHash.pollLastEntry();
        }
      }
    }
  }

  private record Sample(RunContext context, int documents) implements PartPass<EvaluateTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(EvaluateTask task, KeyedSink out) throws IOException {
      OpenRun run = context.open();
      KeyedRandom random = new KeyedRandom(run.seed(), "evaluate.sample");
      SortedMap<String, Smallest> groups = new TreeMap<>();
      CrossTask part = task.part();
      byte[] home =
          new ByteKey()
              .int8(part == null ? 1 : 2)
              .int32(part == null ? task.shard() : part.index())
              .toBytes();
      if (part == null) {
        sampleShard(task, random, groups);
        out.emit(marker(home), new ByteKey().text(task.map()).toBytes());
      } else {
        sampleDropped(run, part, random, groups);
        out.emit(marker(home), part.toBytes());
      }
      for (Map.Entry<String, Smallest> group : groups.entrySet()) {
        for (Map.Entry<Long, byte[]> e : group.getValue().byHash.entrySet()) {
          out.emit(
              new ByteKey().int8(PartBuckets.RECORD).text(group.getKey()).toBytes(),
              new ByteKey().int64(e.getKey()).bytes(home).bytes(e.getValue()).toBytes());
        }
      }
    }

    private static byte[] marker(byte[] home) {
      return new ByteKey().int8(PartBuckets.MARKER).bytes(home).toBytes();
    }

    private void sampleShard(
        EvaluateTask task, KeyedRandom random, SortedMap<String, Smallest> groups)
        throws IOException {
      String shard = String.format(Locale.ROOT, "shard/%05d", task.shard());
      try (PartFileReader reader = new PartFileReader(task.map())) {
        Row row = new Row(reader.schema());
        while (reader.next(row)) {
          DocumentId id = new DocumentId(row.getString(0), row.getString(1));
          long hash = random.bits(id.key128());
          byte[] place = new ByteKey().int64(row.getLong(3)).int64(row.getLong(4)).toBytes();
          groups
              .computeIfAbsent("source/" + id.source(), g -> new Smallest(documents))
              .offer(hash, place);
          groups
              .computeIfAbsent(shard, g -> new Smallest(Math.max(1, documents / 4)))
              .offer(hash, place);
        }
      }
    }

    private void sampleDropped(
        OpenRun run, CrossTask part, KeyedRandom random, SortedMap<String, Smallest> groups)
        throws IOException {
      for (Stage stage : run.plan().stages()) {
        Dataset decisions = Dataset.decisions(stage.name());
        if (!part.files().containsKey(decisions)) {
          continue;
        }
        try (PartFileReader reader =
                new PartFileReader(part.file(decisions).path(), List.of("outcome", "reason"));
            PartFileReader ids =
                new PartFileReader(part.file(Dataset.EXTRACT_SIGNALS).path(), List.of("key"))) {
          Row row = new Row(reader.schema());
          Row id = new Row(ids.schema());
          for (int i = 0; reader.next(row) && ids.next(id); i++) {
            if (Outcome.of(row.getInt(0)) == Outcome.DROPPED) {
              long hash = random.bits(new DocumentId(part.source(), id.getString(0)).key128());
              String group = "dropped/" + stage.name() + "/" + row.getString(1);
              groups
                  .computeIfAbsent(group, g -> new Smallest(Math.max(1, documents / 4)))
                  .offer(hash, new ByteKey().int64(i).int64(0).toBytes());
            }
          }
        }
      }
    }
  }

  private record Choose(int documents) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return new Bucket() {
        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          ByteFields fields = new ByteFields(key);
          if (fields.int8() == PartBuckets.MARKER) {
            out.emit(
                new ByteKey().bytes(fields.bytes(5)).int8(PartBuckets.MARKER).toBytes(),
                values.next());
            return;
          }
          String group = fields.text();
          int most = group.startsWith("source/") ? documents : Math.max(1, documents / 4);
          int n = 0;
          long last = 0;
          while (n < most && values.hasNext()) {
            ByteFields value = new ByteFields(values.next());
            long hash = value.int64();
            if (n > 0 && hash == last) {
              continue; // another copy of the document
            }
            last = hash;
            n++;
            byte[] home = value.bytes(5);
            byte[] place = value.rest();
            out.emit(
                new ByteKey().bytes(home).int8(PartBuckets.RECORD).bytes(place).toBytes(),
                new ByteKey().int64(hash).text(group).toBytes());
          }
        }

        @Override
        public void finish() {}
      };
    }
  }

  /** Scores the documents of a shard or a part. */
  private record Score(RunContext context) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      OpenRun run = context.open();
      return new Bucket() {
        private final TextScorer scorer =
            new TextScorer(new Engine(model(run), EngineOptions.defaults()));
        private @Nullable Texts texts;

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          ByteFields fields = new ByteFields(key);
          int kind = fields.int8();
          fields.int32();
          if (fields.int8() == PartBuckets.MARKER) {
            close();
            byte[] value = values.next();
            texts =
                kind == 1
                    ? new ShardTexts(run, new ByteFields(value).text())
                    : new PartTexts(run, CrossTask.fromBytes(value));
            return;
          }
          Texts open = texts;
          if (open == null) {
            throw new IllegalStateException("a place without its marker");
          }
          DocumentScore score = scorer.score(open.text(fields.int64(), fields.int64()), MAX_TOKENS);
          while (values.hasNext()) {
            ByteFields value = new ByteFields(values.next());
            long hash = value.int64();
            out.emit(
                new ByteKey().text(value.text()).toBytes(),
                new ByteKey()
                    .int64(hash)
                    .int64(score.tokens())
                    .int64(score.bytes())
                    .sortedDouble(score.nll())
                    .toBytes());
          }
        }

        @Override
        public void finish() {}

        @Override
        public void close() throws IOException {
          if (texts != null) {
            texts.close();
            texts = null;
          }
        }
      };
    }
  }

  private static Model model(OpenRun run) {
    String reference = spec(run).model();
    return reference.equals(RunSetup.TINY)
        ? BuiltInModels.tiny()
        : Models.model(run.resources(), reference);
  }

  /** Texts by place, asked for in ascending order. */
  private interface Texts extends Closeable {
    String text(long from, long to) throws IOException;
  }

  /** Decodes tokens of a shard as its trainer reads them. */
  private static final class ShardTexts implements Texts {
    private final OpenRun run;
    private final ShardReader reader;

    ShardTexts(OpenRun run, String map) throws IOException {
      this.run = run;
      reader = ShardSet.open(run, PartFileReader.readFooter(map));
    }

    @Override
    public String text(long from, long to) throws IOException {
      int count = (int) Math.min(to - from, 1 << 20);
      int[] ids = new int[count];
      reader.read(from, ids, 0, count);
      int end = count > 0 && ids[count - 1] == run.encoder().endOfDocument() ? count - 1 : count;
      return new String(run.encoder().decode(ids, 0, end), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  /** The text of a part's documents, with all edits that any stage made of them. */
  private static final class PartTexts implements Texts {
    private final PartReader reader;
    private final DocumentState state = new DocumentState(new SignalSchema(List.of()));
    private long next;

    PartTexts(OpenRun run, CrossTask task) throws IOException {
      List<Dataset> edits = new ArrayList<>();
      for (Stage stage : run.plan().stages()) {
        for (Dataset d : stage.writes()) {
          if (d.kind().equals("edits") && task.files().containsKey(d)) {
            edits.add(d);
          }
        }
      }
      StageReads reads =
          new StageReads(true, edits, Collections.emptySortedMap(), Dataset.DOCUMENTS);
      reader = new PartReader(task.source(), reads, Map.of(), task.files());
    }

    @Override
    public String text(long row, long unused) throws IOException {
      reader.skip((int) (row - next));
      reader.next(state);
      next = row + 1;
      return state.view.text();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  private record Sum(Scratch scratch) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      PartFileWriter writer = new PartFileWriter(SCHEMA, Set.of());
      return new Bucket() {
        private final Row row = new Row(SCHEMA);

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          List<DocumentScore> scores = new ArrayList<>();
          while (values.hasNext()) {
            ByteFields value = new ByteFields(values.next());
            value.int64();
            scores.add(new DocumentScore(value.int64(), value.int64(), value.sortedDouble()));
          }
          fill(row, new ByteFields(key).text(), SampleScore.of(scores));
          writer.write(row);
        }

        @Override
        public void finish() throws IOException {
          scratch.commit(writer, "figures", number);
        }

        @Override
        public void close() throws IOException {
          writer.close();
        }
      };
    }
  }

  private static void fill(Row row, String group, SampleScore score) {
    row.clear();
    row.setString(0, group);
    row.setLong(1, score.documents());
    row.setLong(2, score.total().tokens());
    row.setLong(3, score.total().bytes());
    row.setDouble(4, score.total().nll());
    set(row, 5, score.bitsPerByte());
    set(row, 7, score.perplexity());
  }

  private static void set(Row row, int column, Optional<Estimate> estimate) {
    if (estimate.isPresent()) {
      row.setDouble(column, estimate.get().value());
      if (estimate.get().standardError().isPresent()) {
        row.setDouble(column + 1, estimate.get().standardError().getAsDouble());
      }
    }
  }

  private static PartEntry write(WorkFolder work, Scratch scratch, String fingerprint)
      throws IOException {
    try (PartFileWriter writer = new PartFileWriter(SCHEMA, Set.of())) {
      for (String file : scratch.files("figures")) {
        try (PartFileReader reader = new PartFileReader(file)) {
          Row row = new Row(reader.schema());
          while (reader.next(row)) {
            writer.write(row);
          }
        }
      }
      return writer.commit(
          work.folder(EVALUATION),
          PART,
          fingerprint,
          WorkFolder.newAttempt(),
          new TreeMap<>(),
          List.of());
    }
  }

  static List<Figures> read(WorkFolder work, PartEntry entry) throws IOException {
    List<Figures> figures = new ArrayList<>();
    try (PartFileReader reader =
        new PartFileReader(Storage.child(work.folder(EVALUATION), entry.file()))) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        figures.add(
            new Figures(
                row.getString(0),
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getDouble(4),
                row.isNull(5) ? Double.NaN : row.getDouble(5),
                row.isNull(6) ? Double.NaN : row.getDouble(6)));
      }
    }
    return figures;
  }
}
