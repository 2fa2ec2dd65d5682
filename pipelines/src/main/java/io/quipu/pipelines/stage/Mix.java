package io.quipu.pipelines.stage;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.pipelines.mixture.MixtureSolver;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.mixture.SourceShare;
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
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Solves the mixture from token counts, and finds for every source the cut of the keyed hash at
 * which the documents of its last, partial epoch come nearest to the tokens asked for. Reads
 * counts, never ids of tokens.
 *
 * <pre>
 * 1  parts -> source, first 16 bits of the hash : tokens;   summed; one bucket finds the 16 bits of each cut
 * 2  parts -> source, hash : tokens, of documents with these 16 bits;   one bucket finds each cut
 * </pre>
 */
final class Mix {

  static final Dataset MIXTURE = new Dataset("mixture", "");
  private static final String PART = "mixture/mixture";
  private static final String BINS = "bins";
  private static final String CUTS = "cuts";

  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              new Column("source", ColumnType.STRING),
              new Column("unique_tokens", ColumnType.LONG),
              new Column("epochs", ColumnType.DOUBLE),
              new Column("wanted_tokens", ColumnType.DOUBLE),
              new Column("capped", ColumnType.BOOLEAN),
              new Column("whole_epochs", ColumnType.INT),
              new Column("fraction", ColumnType.BOOLEAN),
              new Column("cut", ColumnType.LONG),
              new Column("realised_tokens", ColumnType.LONG)));

  private static final TableSchema FOUND =
      new TableSchema(
          List.of(
              new Column("source", ColumnType.STRING),
              new Column("value", ColumnType.LONG),
              new Column("before", ColumnType.LONG),
              new Column("some", ColumnType.BOOLEAN)));

  private Mix() {}

  /** The mixture of a run, made if it is not there; {@code made} counts the jobs that ran. */
  static PartEntry complete(
      OpenRun run,
      Stage stage,
      Ledger ledger,
      String fingerprint,
      JobRunner runner,
      JobRunner.Progress progress)
      throws IOException {
    SortedMap<String, Long> unique = unique(ledger);
    SortedMap<String, Integer> trust = new TreeMap<>();
    run.plan().recipe().sources().forEach((source, spec) -> trust.put(source, spec.trust()));
    SortedMap<String, SourceShare> shares =
        MixtureSolver.solve(run.plan().recipe().mixture(), unique, trust);
    TreeMap<String, Long> asked = new TreeMap<>();
    shares.forEach(
        (source, share) -> {
          if (share.fractionTokens() > 0) {
            asked.put(source, share.fractionTokens());
          }
        });
    SortedMap<String, Found> cuts = new TreeMap<>();
    if (!asked.isEmpty()) {
      Scratch scratch = new Scratch(run.work(), stage.name(), fingerprint);
      scratch.clear();
      List<CrossTask> tasks = tasks(ledger, asked.keySet());
      runner.run(binsJob(run, stage, scratch, tasks, asked), progress);
      SortedMap<String, Found> bins = found(scratch, BINS);
      runner.run(cutsJob(run, stage, scratch, tasks, asked, bins), progress);
      cuts = found(scratch, CUTS);
      scratch.clear();
    }
    return write(run.work(), fingerprint, shares, cuts);
  }

  /** Unique tokens by source, with an end of document each. */
  static SortedMap<String, Long> unique(Ledger ledger) {
    SortedMap<String, Long> unique = new TreeMap<>();
    for (String part : ledger.parts()) {
      for (Counts counts : ledger.entry(part, Dataset.TOKENS).counts()) {
        // one end-of-document token for each kept document
        unique.merge(Ledger.source(part), counts.kept(), Long::sum);
      }
    }
    return unique;
  }

  static List<CrossTask> tasks(Ledger ledger, Set<String> sources) {
    List<CrossTask> tasks = new ArrayList<>();
    for (String part : ledger.parts()) {
      if (sources.contains(Ledger.source(part))) {
        tasks.add(
            new CrossTask(
                tasks.size(),
                part,
                new TreeMap<>(Map.of(Dataset.TOKENS, ledger.file(part, Dataset.TOKENS))),
                ""));
      }
    }
    return tasks;
  }

  private static PartEntry write(
      WorkFolder work,
      String fingerprint,
      SortedMap<String, SourceShare> shares,
      SortedMap<String, Found> cuts)
      throws IOException {
    try (PartFileWriter writer = new PartFileWriter(SCHEMA, Set.of())) {
      Row row = new Row(SCHEMA);
      for (SourceShare share : shares.values()) {
        Found cut = cuts.get(share.source());
        row.clear();
        row.setString(0, share.source());
        row.setLong(1, share.unique());
        row.setDouble(2, share.epochs());
        row.setDouble(3, share.wanted());
        row.setBoolean(4, share.capped());
        row.setInt(5, share.wholeEpochs());
        row.setBoolean(6, cut != null && cut.some());
        row.setLong(7, cut == null ? 0 : cut.value());
        row.setLong(8, share.wholeEpochs() * share.unique() + (cut == null ? 0 : cut.before()));
        writer.write(row);
      }
      return writer.commit(
          work.folder(MIXTURE),
          PART,
          fingerprint,
          WorkFolder.newAttempt(),
          new TreeMap<>(),
          List.of());
    }
  }

  static String part() {
    return PART;
  }

  /** Reads a mixture; by source. */
  static TreeMap<String, SourceCopies> read(WorkFolder work, PartEntry entry) throws IOException {
    TreeMap<String, SourceCopies> copies = new TreeMap<>();
    try (PartFileReader reader =
        new PartFileReader(Storage.child(work.folder(MIXTURE), entry.file()))) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        copies.put(
            row.getString(0),
            new SourceCopies(
                row.getString(0),
                row.getLong(1),
                row.getDouble(2),
                row.getDouble(3),
                row.getBoolean(4),
                row.getInt(5),
                row.getBoolean(6),
                row.getLong(7),
                row.getLong(8)));
      }
    }
    return copies;
  }

  // ---- jobs

  private static Job<CrossTask> binsJob(
      OpenRun run,
      Stage stage,
      Scratch scratch,
      List<CrossTask> tasks,
      TreeMap<String, Long> asked) {
    return new Job<>(
        stage.name() + ": bins",
        tasks,
        new Send(run.seed(), new TreeMap<>()),
        List.of(
            new Shuffle(
                Shuffle.bucketsFor(tasks.size() * 2_000_000L), Integer.MAX_VALUE, new Add()),
            new Shuffle(1, 0, new Find(scratch, BINS, asked, new TreeMap<>(), new TreeMap<>()))));
  }

  private static Job<CrossTask> cutsJob(
      OpenRun run,
      Stage stage,
      Scratch scratch,
      List<CrossTask> tasks,
      TreeMap<String, Long> asked,
      SortedMap<String, Found> bins) {
    TreeMap<String, Long> bin = new TreeMap<>();
    TreeMap<String, Long> before = new TreeMap<>();
    bins.forEach(
        (source, found) -> {
          bin.put(source, found.value());
          before.put(source, found.before());
        });
    return new Job<>(
        stage.name() + ": cuts",
        tasks,
        new Send(run.seed(), bin),
        List.of(new Shuffle(1, 0, new Find(scratch, CUTS, asked, before, bin))));
  }

  /** Documents of a tokens file. */
  interface TokenCounts {
    void document(Key128 id, String key, int tokens) throws IOException;
  }

  static void readCounts(CrossTask task, TokenCounts sink) throws IOException {
    List<String> columns = List.of("outcome", "key", "count");
    try (PartFileReader reader = new PartFileReader(task.file(Dataset.TOKENS).path(), columns)) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        if (Outcome.of(row.getInt(0)) == Outcome.KEPT) {
          String key = row.getString(1);
          sink.document(new DocumentId(task.source(), key).key128(), key, row.getInt(2));
        }
      }
    }
  }

  /**
   * Without bins: tokens by the first 16 bits of the hash. With them: documents of these bits, by
   * the whole hash.
   */
  private record Send(long seed, TreeMap<String, Long> bins) implements PartPass<CrossTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(CrossTask task, KeyedSink out) throws IOException {
      KeyedRandom random = SourceCopies.fraction(seed);
      Long bin = bins.get(task.source());
      if (!bins.isEmpty() && bin == null) {
        return;
      }
      SortedMap<Long, Long> sums = new TreeMap<>();
      readCounts(
          task,
          (id, key, tokens) -> {
            long hash = random.bits(id);
            if (bin == null) {
              sums.merge(hash >>> 48, tokens + 1L, Long::sum);
            } else if (hash >>> 48 == bin) {
              sums.merge(hash, tokens + 1L, Long::sum);
            }
          });
      for (Map.Entry<Long, Long> e : sums.entrySet()) {
        out.emit(
            new ByteKey().text(task.source()).int64(e.getKey()).toBytes(),
            new ByteKey().int64(e.getValue()).toBytes());
      }
    }
  }

  private record Add() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return new Bucket() {
        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          out.emit(key, new ByteKey().int64(sum(values)).toBytes());
        }

        @Override
        public void finish() {}
      };
    }
  }

  private static long sum(Iterator<byte[]> values) {
    long sum = 0;
    while (values.hasNext()) {
      sum += new ByteFields(values.next()).int64();
    }
    return sum;
  }

  /**
   * A place in the order of hashes.
   *
   * @param value the bin that holds it, or the hash itself
   * @param before tokens before the bin; of cuts, tokens up to and with the hash
   */
  private record Found(long value, long before, boolean some) {}

  /**
   * Adds up in the order of hashes: finds the bin where the sum passes what was asked, or the
   * nearest document.
   */
  private record Find(
      Scratch scratch,
      String name,
      TreeMap<String, Long> asked,
      TreeMap<String, Long> before,
      TreeMap<String, Long> binOf)
      implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      boolean bins = name.equals(BINS);
      return new Bucket() {
        private final SortedMap<String, Found> found = new TreeMap<>();
        private @Nullable String source;
        private long sum;

        @Override
        public void group(byte[] key, Iterator<byte[]> values) {
          ByteFields fields = new ByteFields(key);
          String next = fields.text();
          if (!next.equals(source)) {
            source = next;
            sum = before.getOrDefault(next, 0L);
            if (!bins) {
              // nobody of the bin, all of the bins below it
              found.put(next, new Found((binOf.getOrDefault(next, 0L) << 48) - 1, sum, sum > 0));
            }
          }
          long hash = fields.int64();
          long tokens = sum(values);
          long want = asked.getOrDefault(next, 0L);
          if (bins) {
            if (sum < want) {
              found.put(next, new Found(hash, sum, false));
            }
          } else {
            Found nearest = found.getOrDefault(next, new Found(0, sum, false));
            if (Math.abs(sum + tokens - want) < Math.abs(nearest.before() - want)) {
              found.put(next, new Found(hash, sum + tokens, true));
            }
          }
          sum += tokens;
        }

        @Override
        public void finish() throws IOException {
          try (PartFileWriter writer = new PartFileWriter(FOUND, Set.of())) {
            Row row = new Row(FOUND);
            for (Map.Entry<String, Found> e : found.entrySet()) {
              row.clear();
              row.setString(0, e.getKey());
              row.setLong(1, e.getValue().value());
              row.setLong(2, e.getValue().before());
              row.setBoolean(3, e.getValue().some());
              writer.write(row);
            }
            scratch.commit(writer, name, number);
          }
        }
      };
    }
  }

  private static SortedMap<String, Found> found(Scratch scratch, String name) throws IOException {
    SortedMap<String, Found> found = new TreeMap<>();
    for (String file : new TreeSet<>(scratch.files(name))) {
      try (PartFileReader reader = new PartFileReader(file)) {
        Row row = new Row(reader.schema());
        while (reader.next(row)) {
          found.put(row.getString(0), new Found(row.getLong(1), row.getLong(2), row.getBoolean(3)));
        }
      }
    }
    return found;
  }
}
