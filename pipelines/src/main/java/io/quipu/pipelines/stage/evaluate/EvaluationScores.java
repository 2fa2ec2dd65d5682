package io.quipu.pipelines.stage.evaluate;

import io.quipu.core.account.PartEntry;
import io.quipu.evaluation.measure.DocumentScore;
import io.quipu.evaluation.measure.SampleScore;
import io.quipu.evaluation.measure.TextScorer;
import io.quipu.inference.engine.Engine;
import io.quipu.inference.engine.EngineOptions;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.inference.model.Model;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.run.GgufModels;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scores sampled documents, and aggregates the scores of each group into its figures. */
final class EvaluationScores {

  private static final int MAX_TOKENS = 1024;
  private static final String FIGURES = "figures";

  private EvaluationScores() {}

  /** Scores the documents of a shard or a part. */
  record Score(RunSpec context) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return new ScoreBucket(context.open(), out);
    }
  }

  private static final class ScoreBucket implements GroupPass.Bucket {
    private final LoadedRun run;
    private final KeyedSink out;
    private final TextScorer scorer;
    private @Nullable SampledTexts texts;

    ScoreBucket(LoadedRun run, KeyedSink out) {
      this.run = run;
      this.out = out;
      scorer = new TextScorer(new Engine(model(run), EngineOptions.defaults()));
    }

    @Override
    public void group(byte[] key, Iterator<byte[]> values) throws IOException {
      ByteReader fields = new ByteReader(key);
      int kind = fields.int8();
      fields.int32();
      if (fields.int8() == PartExchange.MARKER) {
        close();
        texts = open(kind, values.next());
        return;
      }
      SampledTexts open = texts;
      if (open == null) {
        throw new IllegalStateException(
            "a sampled document without the marker of its shard or part");
      }
      DocumentScore score = scorer.score(open.text(fields.int64(), fields.int64()), MAX_TOKENS);
      while (values.hasNext()) {
        ByteReader value = new ByteReader(values.next());
        long hash = value.int64();
        out.emit(
            new ByteWriter().text(value.text()).toBytes(),
            new ByteWriter()
                .int64(hash)
                .int64(score.tokens())
                .int64(score.bytes())
                .sortedDouble(score.nll())
                .toBytes());
      }
    }

    private SampledTexts open(int kind, byte[] marker) throws IOException {
      return kind == EvaluationSample.SHARD
          ? new SampledTexts.OfShard(run, new ByteReader(marker).text())
          : new SampledTexts.OfPart(run, WideTask.fromBytes(marker));
    }

    @Override
    public void close() throws IOException {
      if (texts != null) {
        texts.close();
        texts = null;
      }
    }
  }

  private static Model model(LoadedRun run) {
    String reference = Evaluate.spec(run).model();
    return reference.equals(BuiltInModels.TINY)
        ? BuiltInModels.tiny()
        : GgufModels.model(run.resources(), reference);
  }

  /** Writes a row of figures for each group. */
  record Sum(Scratch scratch) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      return new Scratch.Rows(scratch, EvaluationFile.SCHEMA, FIGURES, number) {
        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          List<DocumentScore> scores = new ArrayList<>();
          while (values.hasNext()) {
            ByteReader value = new ByteReader(values.next());
            value.int64();
            scores.add(new DocumentScore(value.int64(), value.int64(), value.sortedDouble()));
          }
          EvaluationFile.fill(row, new ByteReader(key).text(), SampleScore.of(scores));
          write();
        }
      };
    }
  }

  /** Writes the file of figures from the rows of all groups. */
  static PartEntry write(WorkFolder work, Scratch scratch) throws IOException {
    try (PartFileWriter writer = new PartFileWriter(EvaluationFile.SCHEMA, Set.of())) {
      scratch.read(FIGURES, EvaluationFile.SCHEMA, writer::write);
      return writer.commit(
          work.folder(Dataset.EVALUATION), EvaluationFile.PART, scratch.fingerprint());
    }
  }
}
