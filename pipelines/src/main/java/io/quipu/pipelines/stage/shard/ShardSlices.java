package io.quipu.pipelines.stage.shard;

import io.quipu.core.hash.KeyedRandom;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.mix.TokenCounts;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.SumByKey;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts shards into slices of about 16 MB, small enough to be sorted. A cut is the position, the
 * leading bits of the hash within the shard, at which the next slice begins.
 *
 * @param cuts positions by shard, in order; a shard of one slice has none
 */
record ShardSlices(TreeMap<Integer, List<Integer>> cuts) implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int POSITION_BITS = 10;
  private static final long SLICE_BYTES = 16L << 20;
  private static final String SLICES = "slices";

  private static final Columns COLUMNS = Columns.ofTable();
  private static final Column SHARD = COLUMNS.add("shard", ColumnType.INT, "number of the shard");
  private static final Column FIRST =
      COLUMNS.add(
          "first", ColumnType.INT, "where the next slice begins: leading bits within the shard");
  private static final TableSchema SCHEMA = COLUMNS.schema();

  /** The job that finds the cuts from the bytes of all copies; one bucket cuts all shards. */
  static Job<WideTask> job(Stage stage, ShardPlan plan, Scratch scratch, List<WideTask> parts) {
    return new Job<>(
        stage.name() + ": slices",
        parts,
        new Measure(plan),
        List.of(
            new Shuffle(
                Shuffle.bucketsFor(parts.size() * 1_500_000L), Integer.MAX_VALUE, new SumByKey()),
            new Shuffle(1, 0, new Cut(scratch))));
  }

  /** The result of the job. */
  static ShardSlices of(Scratch scratch) throws IOException {
    TreeMap<Integer, List<Integer>> cuts = new TreeMap<>();
    scratch.read(
        SLICES,
        SCHEMA,
        row ->
            cuts.computeIfAbsent(row.getInt(SHARD), shard -> new ArrayList<>())
                .add(row.getInt(FIRST)));
    cuts.values().forEach(Collections::sort);
    return new ShardSlices(cuts);
  }

  /** The slice of a copy within its shard; slices count from 1. */
  int slice(ShardPlan plan, int shard, long hash) {
    int position = plan.position(hash, POSITION_BITS);
    int slice = 1;
    for (int cut : cuts.getOrDefault(shard, List.of())) {
      if (position < cut) {
        break;
      }
      slice++;
    }
    return slice;
  }

  private record Measure(ShardPlan plan) implements PartPass<WideTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(WideTask task, KeyedSink out) throws IOException {
      Map<Long, Long> bytes = new TreeMap<>();
      KeyedRandom order = plan.order();
      KeyedRandom fraction = plan.fraction();
      SourceCopies copies = plan.copies().get(task.source());
      if (copies == null) {
        return;
      }
      TokenCounts.read(
          task,
          (id, tokens) -> {
            int n = copies.copies(id, fraction);
            for (int epoch = 0; epoch < n; epoch++) {
              long hash = order.bits(id, epoch);
              long cell =
                  ((long) plan.shardOf(hash) << POSITION_BITS) | plan.position(hash, POSITION_BITS);
              bytes.merge(cell, 4L * tokens + 100, Long::sum);
            }
          });
      for (Map.Entry<Long, Long> e : bytes.entrySet()) {
        out.emit(
            new ByteWriter().int64(e.getKey()).toBytes(),
            new ByteWriter().int64(e.getValue()).toBytes());
      }
    }
  }

  /** Writes the positions at which a shard's next slice begins. */
  private record Cut(Scratch scratch) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      return new Scratch.Rows(scratch, SCHEMA, SLICES, number) {
        private long shard = -1;
        private long inSlice;

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          long cell = new ByteReader(key).int64();
          long bytes = new ByteReader(values.next()).int64();
          if (cell >>> POSITION_BITS != shard) {
            shard = cell >>> POSITION_BITS;
            inSlice = 0;
          } else if (inSlice > 0 && inSlice + bytes > SLICE_BYTES) {
            row.setInt(SHARD, (int) shard);
            row.setInt(FIRST, (int) (cell & ((1 << POSITION_BITS) - 1)));
            write();
            inSlice = 0;
          }
          inSlice += bytes;
        }
      };
    }
  }
}
