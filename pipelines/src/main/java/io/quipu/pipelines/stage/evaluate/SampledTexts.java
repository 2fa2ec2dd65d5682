package io.quipu.pipelines.stage.evaluate;

import io.quipu.core.signal.SignalSchema;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.narrow.DocumentState;
import io.quipu.pipelines.stage.narrow.PartReader;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.stage.shard.ShardSet;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.tokenizer.shard.ShardReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Texts of a shard or a part by position, read in ascending order. */
interface SampledTexts extends Closeable {

  String text(long from, long to) throws IOException;

  /** Decodes tokens of a shard as a trainer reads them. */
  final class OfShard implements SampledTexts {
    private final LoadedRun run;
    private final ShardReader reader;

    OfShard(LoadedRun run, String map) throws IOException {
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

  /** The text of a part's documents, with the edits of all stages. */
  final class OfPart implements SampledTexts {
    private final PartReader reader;
    private final DocumentState state = new DocumentState(new SignalSchema(List.of()));
    private long next;

    OfPart(LoadedRun run, WideTask task) throws IOException {
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
}
