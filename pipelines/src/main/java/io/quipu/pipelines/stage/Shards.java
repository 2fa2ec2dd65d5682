package io.quipu.pipelines.stage;

import io.quipu.core.account.PartEntry;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.pipelines.mixture.SourceCopies;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the token shards. The arrays of tokens travel once.
 *
 * <pre>
 * 1  parts -> shard, place in 1,024ths : bytes of tokens;   one bucket cuts every shard into runs of some 16 MB
 * 2  parts -> shard, run | hash, id, epoch, chunk : tokens
 *    by run   -> a piece: the run's tokens in order;   shard, run : the piece's path
 *    by shard -> the shard's files: its pieces one after another
 * </pre>
 */
final class Shards {

  static final Dataset SHARDS = new Dataset("shards", "");

  private static final int PLACE_BITS = 10;
  private static final long RUN_BYTES = 16L << 20;
  private static final int CHUNK_TOKENS = 900_000;
  private static final String RUNS = "runs";
  private static final String PIECE = "piece";

  private static final TableSchema RUN =
      new TableSchema(
          List.of(new Column("shard", ColumnType.INT), new Column("place", ColumnType.INT)));

  static final TableSchema PIECES =
      new TableSchema(
          List.of(
              new Column("source", ColumnType.STRING),
              new Column("key", ColumnType.STRING),
              new Column("epoch", ColumnType.INT),
              new Column("last", ColumnType.BOOLEAN),
              new Column("ids", ColumnType.BINARY)));

  private Shards() {}

  /** Name of a shard's entry: {@code shards/shard-00012}. */
  static String part(int shard) {
    return String.format(Locale.ROOT, "shards/shard-%05d", shard);
  }

  /** Writes shards that are not there. */
  static void make(
      OpenRun run,
      Stage stage,
      Ledger ledger,
      ShardPlan plan,
      Map<Integer, String> stale,
      JobRunner runner,
      JobRunner.Progress progress)
      throws IOException {
    List<CrossTask> parts = Mix.tasks(ledger, plan.copies().keySet());
    long bytes = 0;
    for (SourceCopies copies : plan.copies().values()) {
      bytes += 4 * copies.realised();
    }
    Scratch scratch = new Scratch(run.work(), stage.name(), stale.values().iterator().next());
    scratch.clear();
    runner.run(
        new Job<>(
            stage.name() + ": runs",
            parts,
            new Measure(plan),
            List.of(
                new Shuffle(
                    Shuffle.bucketsFor(parts.size() * 1_500_000L), Integer.MAX_VALUE, new Add()),
                new Shuffle(1, 0, new CutRuns(scratch)))),
        progress);
    List<ShardTask> tasks = new ArrayList<>();
    stale.forEach((shard, fingerprint) -> tasks.add(new ShardTask(null, shard, fingerprint)));
    parts.forEach(part -> tasks.add(new ShardTask(part, 0, "")));
    TreeMap<Integer, int[]> runs = runs(scratch);
    runner.run(
        new Job<>(
            stage.name(),
            tasks,
            new Send(plan, new TreeSet<>(stale.keySet()), runs),
            List.of(
                new Shuffle(Shuffle.bucketsFor(2 * bytes), 8, new MakePieces(scratch)),
                new Shuffle(Math.max(1, stale.size()), 4, new Assemble(run.context())))),
        progress);
    scratch.clear();
  }

  // ---- runs

  private record Measure(ShardPlan plan) implements PartPass<CrossTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(CrossTask task, KeyedSink out) throws IOException {
      Map<Long, Long> bytes = new TreeMap<>();
      KeyedRandom order = plan.order();
      KeyedRandom fraction = plan.fraction();
      SourceCopies copies = plan.copies().get(task.source());
      if (copies == null) {
        return;
      }
      Mix.readCounts(
          task,
          (id, key, tokens) -> {
            int n = copies.copies(id, fraction);
            for (int epoch = 0; epoch < n; epoch++) {
              long hash = order.bits(id, epoch);
              long cell = ((long) plan.shardOf(hash) << PLACE_BITS) | plan.place(hash, PLACE_BITS);
              bytes.merge(cell, 4L * tokens + 100, Long::sum);
            }
          });
      for (Map.Entry<Long, Long> e : bytes.entrySet()) {
        out.emit(
            new ByteKey().int64(e.getKey()).toBytes(), new ByteKey().int64(e.getValue()).toBytes());
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
          long sum = 0;
          while (values.hasNext()) {
            sum += new ByteFields(values.next()).int64();
          }
          out.emit(key, new ByteKey().int64(sum).toBytes());
        }

        @Override
        public void finish() {}
      };
    }
  }

  /** Leaves the places at which a shard's next run begins. */
  private record CutRuns(Scratch scratch) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      PartFileWriter writer = new PartFileWriter(RUN, Set.of());
      return new Bucket() {
        private final Row row = new Row(RUN);
        private long shard = -1;
        private long inRun;

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          long cell = new ByteFields(key).int64();
          long bytes = new ByteFields(values.next()).int64();
          if (cell >>> PLACE_BITS != shard) {
            shard = cell >>> PLACE_BITS;
            inRun = 0;
          } else if (inRun > 0 && inRun + bytes > RUN_BYTES) {
            row.clear();
            row.setInt(0, (int) shard);
            row.setInt(1, (int) (cell & ((1 << PLACE_BITS) - 1)));
            writer.write(row);
            inRun = 0;
          }
          inRun += bytes;
        }

        @Override
        public void finish() throws IOException {
          scratch.commit(writer, RUNS, number);
        }

        @Override
        public void close() throws IOException {
          writer.close();
        }
      };
    }
  }

  private static TreeMap<Integer, int[]> runs(Scratch scratch) throws IOException {
    TreeMap<Integer, List<Integer>> cuts = new TreeMap<>();
    for (String file : scratch.files(RUNS)) {
      try (PartFileReader reader = new PartFileReader(file)) {
        Row row = new Row(reader.schema());
        while (reader.next(row)) {
          cuts.computeIfAbsent(row.getInt(0), s -> new ArrayList<>()).add(row.getInt(1));
        }
      }
    }
    TreeMap<Integer, int[]> runs = new TreeMap<>();
    cuts.forEach(
        (shard, places) ->
            runs.put(shard, places.stream().sorted().mapToInt(Integer::intValue).toArray()));
    return runs;
  }

  /** The run of a place: runs count from 1; 0 is the shard's marker. */
  private static int runOf(int @Nullable [] cuts, int place) {
    int run = 1;
    if (cuts != null) {
      for (int cut : cuts) {
        if (place < cut) {
          break;
        }
        run++;
      }
    }
    return run;
  }

  // ---- tokens

  private record Send(ShardPlan plan, TreeSet<Integer> stale, TreeMap<Integer, int[]> runs)
      implements PartPass<ShardTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(ShardTask task, KeyedSink out) throws IOException {
      CrossTask part = task.part();
      if (part == null) {
        out.emit(
            new ByteKey().int32(task.shard()).int32(0).toBytes(),
            new ByteKey().text(task.fingerprint()).toBytes());
        return;
      }
      SourceCopies copies = plan.copies().get(part.source());
      if (copies == null) {
        return;
      }
      KeyedRandom order = plan.order();
      KeyedRandom fraction = plan.fraction();
      List<String> columns = List.of("outcome", "key", "count", "ids");
      try (PartFileReader reader = new PartFileReader(part.file(Dataset.TOKENS).path(), columns)) {
        Row row = new Row(reader.schema());
        while (reader.next(row)) {
          if (Outcome.of(row.getInt(0)) == Outcome.KEPT) {
            send(part.source(), row, copies, order, fraction, out);
          }
        }
      }
    }

    private void send(
        String source,
        Row row,
        SourceCopies copies,
        KeyedRandom order,
        KeyedRandom fraction,
        KeyedSink out)
        throws IOException {
      String key = row.getString(1);
      if (plan.removed().contains(source + "/" + key)) {
        return;
      }
      Key128 id = new DocumentId(source, key).key128();
      int n = copies.copies(id, fraction);
      for (int epoch = 0; epoch < n; epoch++) {
        long hash = order.bits(id, epoch);
        int shard = plan.shardOf(hash);
        if (!stale.contains(shard)) {
          continue;
        }
        byte[] ids = row.getBinary(3);
        int run = runOf(runs.get(shard), plan.place(hash, PLACE_BITS));
        int chunks = Math.max(1, (ids.length / 4 + CHUNK_TOKENS - 1) / CHUNK_TOKENS);
        for (int chunk = 0; chunk < chunks; chunk++) {
          int from = 4 * chunk * CHUNK_TOKENS;
          int to = Math.min(ids.length, from + 4 * CHUNK_TOKENS);
          ByteKey to32 =
              new ByteKey()
                  .int32(shard)
                  .int32(run)
                  .int64(hash)
                  .key128(id)
                  .int32(epoch)
                  .int32(chunk);
          ByteKey value =
              new ByteKey()
                  .int8(chunk == chunks - 1 ? 1 : 0)
                  .text(source)
                  .text(key)
                  .bytes(ids, from, to);
          out.emit(to32.toBytes(), value.toBytes());
        }
      }
    }
  }

  /** Writes a piece for each run of the bucket, and tells the shard where it lies. */
  private record MakePieces(Scratch scratch) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return new Bucket() {
        private final Row row = new Row(PIECES);
        private @Nullable PartFileWriter writer;
        private int shard = -1;
        private int run = -1;

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          ByteFields fields = new ByteFields(key);
          int nextShard = fields.int32();
          int nextRun = fields.int32();
          if (nextRun == 0) {
            out.emit(key, values.next());
            return;
          }
          if (nextShard != shard || nextRun != run) {
            end();
            shard = nextShard;
            run = nextRun;
            writer = new PartFileWriter(PIECES, Set.of());
          }
          fields.int64();
          fields.key128();
          int epoch = fields.int32();
          ByteFields value = new ByteFields(values.next());
          row.clear();
          row.setBoolean(3, value.int8() == 1);
          row.setString(0, value.text());
          row.setString(1, value.text());
          row.setInt(2, epoch);
          row.setBinary(4, value.rest());
          if (writer != null) {
            writer.write(row);
          }
        }

        private void end() throws IOException {
          PartFileWriter current = writer;
          if (current != null) {
            PartEntry entry =
                current.commit(
                    scratch.folder(),
                    "scratch/" + PIECE + "-" + shard + "-" + run,
                    scratch.fingerprint(),
                    WorkFolder.newAttempt(),
                    new TreeMap<>(),
                    List.of());
            String path = Storage.child(scratch.folder(), entry.file());
            out.emit(
                new ByteKey().int32(shard).int32(run).toBytes(),
                new ByteKey().text(path).toBytes());
            writer = null;
          }
        }

        @Override
        public void finish() throws IOException {
          end();
        }

        @Override
        public void close() throws IOException {
          if (writer != null) {
            writer.close();
          }
        }
      };
    }
  }

  /** Writes the files of each shard of the bucket from its pieces. */
  private record Assemble(RunContext context) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      OpenRun run = context.open();
      return new Bucket() {
        private @Nullable ShardFiles files;
        private int shard = -1;

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          ByteFields fields = new ByteFields(key);
          int next = fields.int32();
          String text = new ByteFields(values.next()).text();
          if (fields.int32() == 0) {
            end();
            shard = next;
            files = new ShardFiles(run, next, text);
          } else if (files == null || next != shard) {
            throw new IllegalStateException(
                "a piece of shard " + next + " without the shard's marker");
          } else {
            files.append(text);
          }
        }

        private void end() throws IOException {
          ShardFiles current = files;
          if (current != null) {
            current.finish();
            files = null;
          }
        }

        @Override
        public void finish() throws IOException {
          end();
        }

        @Override
        public void close() throws IOException {
          if (files != null) {
            files.close();
          }
        }
      };
    }
  }
}
