package io.quipu.pipelines.stage.shard;

import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.mix.TokenCounts;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.tokenizer.shard.TokenType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the token shards. Each token array is sent once.
 *
 * <pre>
 * 1  parts -> shard, position in 1,024ths : bytes of tokens; one bucket cuts every shard into slices of about 16 MB
 * 2  parts -> shard, slice | hash, id, epoch, chunk : tokens
 *    by slice -> a piece: the slice's tokens in order; shard, slice : the piece's path
 *    by shard -> the shard's files: its pieces one after another
 * </pre>
 */
public final class Shards {

  private Shards() {}

  /** Name of a shard's entry: {@code shards/shard-00012}. */
  public static String part(int shard) {
    return String.format(Locale.ROOT, "shards/shard-%05d", shard);
  }

  /** Writes shards that are missing or out of date. */
  public static void write(
      LoadedRun run,
      Stage stage,
      Ledger ledger,
      ShardPlan plan,
      Map<Integer, String> stale,
      Jobs jobs)
      throws IOException {
    List<WideTask> parts = TokenCounts.tasks(ledger, plan.copies().keySet());
    long bytes = 0;
    for (SourceCopies copies : plan.copies().values()) {
      bytes += TokenType.INT32.bytes() * copies.realised();
    }
    Scratch scratch = new Scratch(run.work(), stage.name(), stale.values().iterator().next());
    scratch.clear();
    jobs.run(ShardSlices.job(stage, plan, scratch, parts));
    List<ShardTask> tasks = new ArrayList<>();
    stale.forEach((shard, fingerprint) -> tasks.add(new ShardTask(null, shard, fingerprint)));
    parts.forEach(part -> tasks.add(new ShardTask(part, 0, "")));
    jobs.run(
        new Job<>(
            stage.name(),
            tasks,
            new ShardPieces.Send(plan, new TreeSet<>(stale.keySet()), ShardSlices.of(scratch)),
            List.of(
                new Shuffle(
                    Shuffle.bucketsFor(2 * bytes),
                    ShardPieces.PREFIX,
                    new ShardPieces.Write(scratch)),
                new Shuffle(Math.max(1, stale.size()), 4, new Assemble(run.context())))));
    scratch.clear();
  }

  /** Writes the files of each shard of the bucket from its pieces. */
  private record Assemble(RunSpec context) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return new ShardBucket(context.open());
    }
  }

  private static final class ShardBucket implements GroupPass.Bucket {
    private final LoadedRun run;
    private @Nullable ShardFiles files;
    private int shard;

    ShardBucket(LoadedRun run) {
      this.run = run;
    }

    @Override
    public void group(byte[] key, Iterator<byte[]> values) throws IOException {
      ByteReader fields = new ByteReader(key);
      int next = fields.int32();
      String text = new ByteReader(values.next()).text();
      if (fields.int32() == 0) {
        finish();
        shard = next;
        files = new ShardFiles(run, next, text);
      } else if (files == null || next != shard) {
        throw new IllegalStateException("a piece of shard " + next + " without the shard's marker");
      } else {
        files.append(text);
      }
    }

    @Override
    public void finish() throws IOException {
      if (files != null) {
        files.finish();
        files = null;
      }
    }

    @Override
    public void close() throws IOException {
      if (files != null) {
        files.close();
      }
    }
  }
}
