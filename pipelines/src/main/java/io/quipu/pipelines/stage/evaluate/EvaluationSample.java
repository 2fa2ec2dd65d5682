package io.quipu.pipelines.stage.evaluate;

import io.quipu.core.document.DocumentId;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.DecisionRows;
import io.quipu.pipelines.work.part.ExtractedRows;
import io.quipu.pipelines.work.part.ShardMapRows;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sample that is scored: of every source, every shard and what each rule dropped, the documents
 * with the smallest keyed hashes. A document belongs to a unit, which is its shard or its part:
 *
 * <pre>
 * 1 | shard (4)     2 | index of the part (4)
 * </pre>
 */
final class EvaluationSample {

  /** First byte of a shard's unit. */
  static final int SHARD = 1;

  private static final int PART = 2;

  /** Length of a unit in bytes. */
  static final int UNIT_BYTES = 5;

  private EvaluationSample() {}

  /** The largest number of scored documents of a group. */
  private static int most(String group, int documents) {
    return group.startsWith(EvaluationFile.KEPT) ? documents : Math.max(1, documents / 4);
  }

  /** The documents of a group with the smallest hashes. */
  private static final class Smallest {
    private final int most;
    private final TreeMap<Long, byte[]> byHash = new TreeMap<>(Long::compareUnsigned);

    Smallest(int most) {
      this.most = most;
    }

    void offer(long hash, byte[] position) {
      if (byHash.size() < most || Long.compareUnsigned(hash, byHash.lastKey()) < 0) {
        byHash.put(hash, position);
        if (byHash.size() > most) {
          byHash.pollLastEntry();
        }
      }
    }
  }

  /** Offers the documents of a shard, or those dropped from a part. */
  record Offer(RunSpec context, int documents) implements PartPass<EvaluateTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(EvaluateTask task, KeyedSink out) throws IOException {
      LoadedRun run = context.open();
      KeyedRandom random = new KeyedRandom(run.seed(), "evaluate.sample");
      SortedMap<String, Smallest> groups = new TreeMap<>();
      WideTask part = task.part();
      byte[] unit =
          new ByteWriter()
              .int8(part == null ? SHARD : PART)
              .int32(part == null ? task.shard() : part.index())
              .toBytes();
      if (part == null) {
        sampleShard(task, random, groups);
        PartExchange.marker(unit, new ByteWriter().text(task.map()).toBytes(), out);
      } else {
        sampleDropped(run, part, random, groups);
        PartExchange.marker(unit, part.toBytes(), out);
      }
      for (Map.Entry<String, Smallest> group : groups.entrySet()) {
        for (Map.Entry<Long, byte[]> e : group.getValue().byHash.entrySet()) {
          out.emit(
              PartExchange.record().text(group.getKey()).toBytes(),
              new ByteWriter().int64(e.getKey()).bytes(unit).bytes(e.getValue()).toBytes());
        }
      }
    }

    private void offer(
        String group, long hash, byte[] position, SortedMap<String, Smallest> groups) {
      groups.computeIfAbsent(group, g -> new Smallest(most(g, documents))).offer(hash, position);
    }

    private void sampleShard(
        EvaluateTask task, KeyedRandom random, SortedMap<String, Smallest> groups)
        throws IOException {
      String shard = String.format(Locale.ROOT, "shard/%05d", task.shard());
      try (PartFileReader reader = new PartFileReader(task.map(), ShardMapRows.SCHEMA)) {
        Row row = reader.newRow();
        while (reader.next(row)) {
          DocumentId id = ShardMapRows.id(row);
          long hash = random.bits(id.key128());
          long start = row.getLong(ShardMapRows.START);
          long end = row.getLong(ShardMapRows.END);
          byte[] position = new ByteWriter().int64(start).int64(end).toBytes();
          offer(EvaluationFile.KEPT + id.source(), hash, position, groups);
          offer(shard, hash, position, groups);
        }
      }
    }

    private void sampleDropped(
        LoadedRun run, WideTask part, KeyedRandom random, SortedMap<String, Smallest> groups)
        throws IOException {
      for (Stage stage : run.plan().stages()) {
        Dataset decisions = Dataset.decisions(stage.name());
        if (!part.files().containsKey(decisions)) {
          continue;
        }
        String extracted = part.file(Dataset.EXTRACT_SIGNALS).path();
        try (PartFileReader reader =
                new PartFileReader(
                    part.file(decisions).path(), ParallelRows.OUTCOME, DecisionRows.REASON);
            PartFileReader ids = new PartFileReader(extracted, ExtractedRows.KEY)) {
          Row row = reader.newRow();
          Row id = ids.newRow();
          for (int i = 0; reader.next(row) && ids.next(id); i++) {
            if (ParallelRows.outcome(row) == Outcome.DROPPED) {
              String key = id.getString(ExtractedRows.KEY);
              long hash = random.bits(new DocumentId(part.source(), key).key128());
              String reason = row.getString(DecisionRows.REASON);
              String group = EvaluationFile.DROPPED + stage.name() + "/" + reason;
              offer(group, hash, new ByteWriter().int64(i).int64(0).toBytes(), groups);
            }
          }
        }
      }
    }
  }

  /** Sends the chosen documents of a group, those with the smallest hashes, to their units. */
  record Choose(int documents) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartExchange.passingMarkers(
          out, (key, values) -> choose(PartExchange.fields(key).text(), values, out));
    }

    private void choose(String group, Iterator<byte[]> values, KeyedSink out) throws IOException {
      int most = most(group, documents);
      int n = 0;
      long last = 0;
      while (n < most && values.hasNext()) {
        ByteReader value = new ByteReader(values.next());
        long hash = value.int64();
        if (n > 0 && hash == last) {
          continue; // another copy of the document
        }
        last = hash;
        n++;
        byte[] unit = value.bytes(UNIT_BYTES);
        byte[] position = value.rest();
        out.emit(
            PartExchange.record(unit).bytes(position).toBytes(),
            new ByteWriter().int64(hash).text(group).toBytes());
      }
    }
  }
}
