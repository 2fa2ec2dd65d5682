package io.quipu.pipelines.stage.identity;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.core.document.Origin;
import io.quipu.core.step.Decision;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.part.DecisionFile;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.part.ExtractedRows;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps the first by origin of documents with equal ids; the others are dropped as {@code same_id}.
 * Within a part, documents with the same id follow the first of them, and only that one is sent: an
 * id that a million documents share costs one record per part.
 *
 * <pre>
 * parts       -> id (16)                 : origin, part, row
 * group by id -> part | row              : origin of the first
 * by part     -> decisions
 * </pre>
 */
public final class Identity {

  static final String REASON = "same_id";

  private Identity() {}

  public static Job<WideTask> job(
      LoadedRun run, Stage stage, List<WideTask> tasks, long documents) {
    return new Job<>(
        stage.name(),
        tasks,
        new Send(run.context(), stage.name()),
        List.of(
            new Shuffle(Shuffle.bucketsFor(documents * 90), Integer.MAX_VALUE, new Choose()),
            PartExchange.byPart(
                run,
                stage,
                tasks.size() * 100_000L,
                (open, of, task, out) -> new OfPart(open, of, task))));
  }

  private record Send(RunSpec context, String stage) implements PartPass<WideTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(WideTask task, KeyedSink out) throws IOException {
      PartExchange.marker(task, out);
      LoadedRun run = context.open();
      LocalFirsts firsts = LocalFirsts.read(run, run.plan().stage(stage), task);
      for (Map.Entry<Key128, Integer> first : firsts.rowOfId.entrySet()) {
        int row = first.getValue();
        out.emit(
            PartExchange.record().key128(first.getKey()).toBytes(),
            new ByteWriter().bytes(firsts.origin(row)).int32(task.index()).int32(row).toBytes());
      }
    }
  }

  /** The surviving documents of one part: of each id the first by origin. */
  private static final class LocalFirsts {
    private final Map<Key128, Integer> rowOfId = new HashMap<>();
    private final SortedMap<Integer, Key128> idOfRow = new TreeMap<>();
    private final Map<Integer, byte[]> originOfRow = new HashMap<>();

    static LocalFirsts read(LoadedRun run, Stage stage, WideTask task) throws IOException {
      LocalFirsts firsts = new LocalFirsts();
      Dataset previous = task.previous(run.plan(), stage);
      try (PartFileReader alive =
              new PartFileReader(task.file(previous).path(), ParallelRows.OUTCOME);
          PartFileReader origins =
              ExtractedRows.originReader(task.file(Dataset.EXTRACT_SIGNALS).path())) {
        Row outcome = alive.newRow();
        Row origin = origins.newRow();
        for (int row = 0; alive.next(outcome) && origins.next(origin); row++) {
          if (ParallelRows.isKept(outcome)) {
            firsts.add(
                row,
                new DocumentId(task.source(), origin.getString(ExtractedRows.KEY)).key128(),
                new ByteWriter()
                    .text(origin.getString(ExtractedRows.INPUT))
                    .int64(origin.getLong(ExtractedRows.OFFSET))
                    .int64(origin.getLong(ExtractedRows.RECORD))
                    .toBytes());
          }
        }
      }
      return firsts;
    }

    private void add(int row, Key128 id, byte[] origin) {
      idOfRow.put(row, id);
      originOfRow.put(row, origin);
      // compared in the same way as the values of a group
      rowOfId.merge(
          id, row, (one, two) -> Arrays.compareUnsigned(origin(one), origin) <= 0 ? one : two);
    }

    /** Origin of the first of all documents with the row's id. */
    int first(int row) {
      return Objects.requireNonNull(rowOfId.get(idOfRow.get(row)));
    }

    byte[] origin(int row) {
      return Objects.requireNonNull(originOfRow.get(row));
    }
  }

  private record Choose() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartExchange.passingMarkers(out, (key, values) -> choose(values, out));
    }

    private static void choose(Iterator<byte[]> values, KeyedSink out) throws IOException {
      byte[] first = values.next();
      byte[] origin = Arrays.copyOf(first, first.length - 2 * Integer.BYTES);
      while (values.hasNext()) {
        ByteReader later = new ByteReader(values.next());
        later.text();
        later.int64();
        later.int64();
        out.emit(PartExchange.record(later.int32()).int32(later.int32()).toBytes(), origin);
      }
    }
  }

  /**
   * Writes the decisions of one part. Receives its rows whose id occurs earlier in another part.
   */
  private static final class OfPart implements PartExchange.PartWork {
    private final LoadedRun run;
    private final Stage stage;
    private final WideTask task;
    private final Map<Integer, byte[]> preceded = new HashMap<>();

    OfPart(LoadedRun run, Stage stage, WideTask task) {
      this.run = run;
      this.stage = stage;
      this.task = task;
    }

    @Override
    public void record(ByteReader key, Iterator<byte[]> values) {
      preceded.put(key.int32(), values.next());
    }

    @Override
    public void finish() throws IOException {
      DecisionFile file = new DecisionFile(run, stage, task);
      LocalFirsts firsts = LocalFirsts.read(run, stage, task);
      for (int row : firsts.idOfRow.keySet()) {
        int local = firsts.first(row);
        byte[] first = preceded.getOrDefault(local, firsts.origin(local));
        if (local != row || preceded.containsKey(local)) {
          file.decide(
              row, new Decision.Drop(REASON, "id", "seen before", "first at " + shown(first)));
        }
      }
      file.finish();
    }

    private static Origin shown(byte[] origin) {
      ByteReader fields = new ByteReader(origin);
      return new Origin(fields.text(), fields.int64(), fields.int64());
    }
  }
}
