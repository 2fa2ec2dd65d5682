package io.quipu.pipelines.stage;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import io.quipu.core.step.Decision;
import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * Of documents with equal ids the first by origin stays; the others are dropped as {@code same_id}.
 *
 * <pre>
 * documents   -> id (16)                 : origin, part, row
 * group by id -> part | row              : origin of the first
 * by part     -> decisions
 * </pre>
 */
final class Identity {

  static final String REASON = "same_id";

  private Identity() {}

  static Job<CrossTask> job(OpenRun run, Stage stage, List<CrossTask> tasks, long documents) {
    return new Job<>(
        stage.name(),
        tasks,
        new Send(run.context(), stage.name()),
        List.of(
            new Shuffle(Shuffle.bucketsFor(documents * 90), Integer.MAX_VALUE, new Choose()),
            PartBuckets.home(
                run,
                stage,
                tasks.size() * 100_000L,
                (open, of, task, out) -> new OfPart(new DecisionFile(open, of, task)))));
  }

  private record Send(RunContext context, String stage) implements PartPass<CrossTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(CrossTask task, KeyedSink out) throws IOException {
      PartBuckets.marker(task, out);
      OpenRun run = context.open();
      Dataset previous = CrossStages.previous(run, stage, task);
      try (PartFileReader alive =
              new PartFileReader(task.file(previous).path(), List.of("outcome"));
          PartFileReader origins =
              new PartFileReader(
                  task.file(Dataset.EXTRACT_SIGNALS).path(),
                  List.of("key", "input", "offset", "record"))) {
        Row outcome = new Row(alive.schema());
        Row origin = new Row(origins.schema());
        for (int row = 0; alive.next(outcome) && origins.next(origin); row++) {
          if (Outcome.of(outcome.getInt(0)) == Outcome.KEPT) {
            byte[] value =
                new ByteKey()
                    .text(origin.getString(1))
                    .int64(origin.getLong(2))
                    .int64(origin.getLong(3))
                    .int32(task.index())
                    .int32(row)
                    .toBytes();
            DocumentId id = new DocumentId(task.source(), origin.getString(0));
            out.emit(new ByteKey().int8(PartBuckets.RECORD).key128(id.key128()).toBytes(), value);
          }
        }
      }
    }
  }

  private record Choose() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartBuckets.arriving(out, (key, values) -> choose(values, out));
    }

    private static void choose(Iterator<byte[]> values, KeyedSink out) throws IOException {
      ByteFields first = new ByteFields(values.next());
      byte[] origin = null;
      while (values.hasNext()) {
        if (origin == null) {
          origin =
              new Origin(first.text(), first.int64(), first.int64())
                  .toString()
                  .getBytes(StandardCharsets.UTF_8);
        }
        ByteFields later = new ByteFields(values.next());
        later.text();
        later.int64();
        later.int64();
        out.emit(PartBuckets.record(later.int32()).int32(later.int32()).toBytes(), origin);
      }
    }
  }

  /** The decisions of one part: what comes in are the rows that another document precedes. */
  private record OfPart(DecisionFile file) implements PartBuckets.PartWork {
    @Override
    public void record(ByteFields key, Iterator<byte[]> values) {
      String first = new String(values.next(), StandardCharsets.UTF_8);
      file.decide(key.int32(), new Decision.Drop(REASON, "id", "seen before", "first at " + first));
    }

    @Override
    public void finish() throws IOException {
      file.finish();
    }
  }
}
