package io.quipu.pipelines.stage.mix;

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
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.SumByKey;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds for every source the cut in the order of keyed hashes at which the documents of its last,
 * partial epoch come nearest to the requested number of tokens.
 *
 * <pre>
 * 1  parts -> source, first 16 bits of the hash : tokens;   summed; one bucket finds the 16 bits of each cut
 * 2  parts -> source, hash : tokens, of documents with these 16 bits;   one bucket finds each cut
 * </pre>
 */
final class MixtureCuts {

  private static final String BINS = "bins";
  private static final String CUTS = "cuts";

  private static final Columns COLUMNS = Columns.ofTable();
  private static final Column SOURCE =
      COLUMNS.add("source", ColumnType.STRING, "name of the source");
  private static final Column VALUE =
      COLUMNS.add("value", ColumnType.LONG, "the bin that holds the cut, or the hash itself");
  private static final Column BEFORE =
      COLUMNS.add(
          "before", ColumnType.LONG, "tokens before the bin, or up to and including the hash");
  private static final Column SOME =
      COLUMNS.add("some", ColumnType.BOOLEAN, "whether any document is up to the cut");
  private static final TableSchema FOUND = COLUMNS.schema();

  /**
   * A position in the order of hashes.
   *
   * @param value the bin that holds it, or the hash itself
   * @param tokens of all documents before the bin; for a cut, up to and including the hash
   * @param some whether any document is up to the cut
   */
  record Cut(long value, long tokens, boolean some) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final LoadedRun run;
  private final Stage stage;
  private final Scratch scratch;
  private final List<WideTask> tasks;
  private final TreeMap<String, Long> asked;

  /**
   * @param tasks the parts of the sources with a partial epoch
   * @param asked requested tokens of the last, partial epoch by source
   */
  MixtureCuts(
      LoadedRun run,
      Stage stage,
      Scratch scratch,
      List<WideTask> tasks,
      TreeMap<String, Long> asked) {
    this.run = run;
    this.stage = stage;
    this.scratch = scratch;
    this.tasks = tasks;
    this.asked = asked;
  }

  /** The cuts by source; a source without documents has none. */
  SortedMap<String, Cut> find(Jobs jobs) throws IOException {
    scratch.clear();
    jobs.run(binsJob());
    jobs.run(cutsJob(found(BINS)));
    SortedMap<String, Cut> cuts = found(CUTS);
    scratch.clear();
    return cuts;
  }

  private Job<WideTask> binsJob() {
    return new Job<>(
        stage.name() + ": bins",
        tasks,
        new Send(run.seed(), TokenCounts.ends(run), new TreeMap<>()),
        List.of(
            new Shuffle(
                Shuffle.bucketsFor(tasks.size() * 2_000_000L), Integer.MAX_VALUE, new SumByKey()),
            new Shuffle(1, 0, new FindBins(scratch, asked))));
  }

  private Job<WideTask> cutsJob(TreeMap<String, Cut> bins) {
    return new Job<>(
        stage.name() + ": cuts",
        tasks,
        new Send(run.seed(), TokenCounts.ends(run), bins),
        List.of(new Shuffle(1, 0, new FindCuts(scratch, asked, bins))));
  }

  private TreeMap<String, Cut> found(String name) throws IOException {
    TreeMap<String, Cut> found = new TreeMap<>();
    scratch.read(
        name,
        FOUND,
        row ->
            found.put(
                row.getString(SOURCE),
                new Cut(row.getLong(VALUE), row.getLong(BEFORE), row.getBoolean(SOME))));
    return found;
  }

  /**
   * Without bins, sends tokens by the first 16 bits of the hash. With bins, sends the documents of
   * these bits by the complete hash.
   */
  private record Send(long seed, int ends, TreeMap<String, Cut> bins)
      implements PartPass<WideTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(WideTask task, KeyedSink out) throws IOException {
      KeyedRandom random = SourceCopies.fraction(seed);
      Cut bin = bins.get(task.source());
      if (!bins.isEmpty() && bin == null) {
        return;
      }
      SortedMap<Long, Long> sums = new TreeMap<>();
      TokenCounts.read(
          task,
          (id, tokens) -> {
            long hash = random.bits(id);
            if (bin == null) {
              sums.merge(hash >>> 48, (long) tokens + ends, Long::sum);
            } else if (hash >>> 48 == bin.value()) {
              sums.merge(hash, (long) tokens + ends, Long::sum);
            }
          });
      for (Map.Entry<Long, Long> e : sums.entrySet()) {
        out.emit(
            new ByteWriter().text(task.source()).int64(e.getKey()).toBytes(),
            new ByteWriter().int64(e.getValue()).toBytes());
      }
    }
  }

  /** Adds up tokens in the order of hashes, and writes the position found for each source. */
  private abstract static class Places extends Scratch.Rows {
    final SortedMap<String, Cut> found = new TreeMap<>();
    private String source = "";
    private long sum;

    Places(Scratch scratch, String name, int number) throws IOException {
      super(scratch, FOUND, name, number);
    }

    /** Called before the first hash of a source; returns the tokens before it. */
    abstract long begin(String source);

    /** Receives a hash, with the tokens before it, and the tokens up to and including it. */
    abstract void take(String source, long place, long before, long after);

    @Override
    public void group(byte[] key, Iterator<byte[]> values) {
      ByteReader fields = new ByteReader(key);
      String next = fields.text();
      if (!next.equals(source)) {
        source = next;
        sum = begin(source);
      }
      long before = sum;
      sum += SumByKey.sum(values);
      take(source, fields.int64(), before, sum);
    }

    @Override
    public void finish() throws IOException {
      for (Map.Entry<String, Cut> e : found.entrySet()) {
        row.setString(SOURCE, e.getKey());
        row.setLong(VALUE, e.getValue().value());
        row.setLong(BEFORE, e.getValue().tokens());
        row.setBoolean(SOME, e.getValue().some());
        write();
      }
      super.finish();
    }
  }

  /** Finds the bin where the sum passes the requested tokens. */
  private record FindBins(Scratch scratch, TreeMap<String, Long> asked) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      return new Places(scratch, BINS, number) {
        @Override
        long begin(String source) {
          return 0;
        }

        @Override
        void take(String source, long place, long before, long after) {
          if (before < asked.getOrDefault(source, 0L)) {
            found.put(source, new Cut(place, before, false));
          }
        }
      };
    }
  }

  /** Finds the document of the bin up to which the sum is nearest to the requested tokens. */
  private record FindCuts(Scratch scratch, TreeMap<String, Long> asked, TreeMap<String, Cut> bins)
      implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      return new Places(scratch, CUTS, number) {
        @Override
        long begin(String source) {
          Cut bin = Objects.requireNonNull(bins.get(source));
          // no document of the bin, all of the bins before it
          found.put(source, new Cut((bin.value() << 48) - 1, bin.tokens(), bin.tokens() > 0));
          return bin.tokens();
        }

        @Override
        void take(String source, long place, long before, long after) {
          long want = asked.getOrDefault(source, 0L);
          Cut nearest = Objects.requireNonNull(found.get(source));
          if (Math.abs(after - want) < Math.abs(nearest.tokens() - want)) {
            found.put(source, new Cut(place, after, true));
          }
        }
      };
    }
  }
}
