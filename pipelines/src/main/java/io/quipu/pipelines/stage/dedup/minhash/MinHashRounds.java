package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.dedup.cluster.GreedyRounds;
import io.quipu.dedup.cluster.GreedyRounds.Fate;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.dedup.method.Duplicates;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.PartOrFile;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The same decisions as the sweep's, where the edges do not fit one worker: in rounds, each a job.
 * A document is decided when its better neighbours' fates suffice.
 *
 * <pre>
 * open edges, fates  -> document        : its fate, or that it is the worse of an edge
 *                       document, worse : similarity
 * by document        -> worse           : the edge, with the better's fate
 * group by worse     -> files of fates and of edges that are still open
 * </pre>
 *
 * A document may be the better of any number of edges ({@link Stars}). It is the worse of few: in
 * each band of those to its stars' centres, or to the others of at most 32 that share it.
 *
 * <p>A document that is the worse end of no edge has no better neighbour and stays; nothing is
 * written about it.
 */
final class MinHashRounds {

  private static final String FATES = "fates";
  private static final String OPEN = "open";

  private static final Columns COLUMNS = Columns.ofTable();
  private static final Column DOCUMENT = COLUMNS.add("document", ColumnType.BINARY, "decided on");
  private static final Column SURVIVOR =
      COLUMNS.add("survivor", ColumnType.BINARY, "that it repeats; null if it stays");
  private static final Column SIMILARITY =
      COLUMNS.add("similarity", ColumnType.DOUBLE, "of the two; null if it stays");
  private static final TableSchema FATE = COLUMNS.schema();

  private MinHashRounds() {}

  /** Decides all documents with an edge, and writes the parts' decisions. */
  static void decide(
      LoadedRun run,
      Stage stage,
      Scratch scratch,
      List<String> edges,
      List<PartOrFile> parts,
      Jobs jobs)
      throws IOException {
    List<PartOrFile> open = edges.stream().map(PartOrFile::ofFile).toList();
    List<PartOrFile> fates = new ArrayList<>();
    double threshold = MinHashPairs.method(stage).threshold();
    for (int round = 1; !open.isEmpty(); round++) {
      List<PartOrFile> tasks = new ArrayList<>(open);
      tasks.addAll(fates);
      int buckets = Math.max(1, open.size());
      jobs.run(
          new Job<>(
              stage.name() + ": decide " + round,
              tasks,
              new Send(threshold),
              List.of(
                  new Shuffle(buckets, Stars.PREFIX, new Attach()),
                  new Shuffle(buckets, Integer.MAX_VALUE, new Settle(scratch, round)))));
      for (String file : scratch.files(FATES + "-" + round)) {
        fates.add(PartOrFile.ofFile(file));
      }
      open = scratch.files(OPEN + "-" + round).stream().map(PartOrFile::ofFile).toList();
    }
    List<PartOrFile> last = new ArrayList<>(parts);
    last.addAll(fates);
    jobs.run(
        new Job<>(
            stage.name() + ": decide",
            last,
            new SendFates(),
            List.of(
                new Shuffle(Math.max(1, fates.size()), Stars.PREFIX, new Gather()),
                Duplicates.home(run, stage, MinHashSignatures.MEMBERS, parts.size()))));
  }

  private record Send(double threshold) implements PartPass<PartOrFile> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PartOrFile task, KeyedSink out) throws IOException {
      if (isFates(task.file())) {
        readFates(
            task.file(),
            (document, survivor, similarity) ->
                say(document, survivor == null ? Fate.KEPT : Fate.REMOVED, out));
        return;
      }
      Edges.read(
          task.file(),
          edge -> {
            if (edge.similarity() >= threshold) {
              Stars.Order.REF.pair(edge.better(), edge.worse(), edge.similarity(), out);
              say(edge.worse(), Fate.UNDECIDED, out);
            }
          });
    }

    private static void say(Candidate of, Fate fate, KeyedSink out) throws IOException {
      Stars.Order.REF.say(of, new ByteWriter().int8(fate.ordinal()).toBytes(), out);
    }
  }

  /** Tells every edge the fate of its better end. */
  private record Attach() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return new Stars(Stars.Order.REF) {
        private Fate fate = Fate.KEPT;

        @Override
        void begin(Candidate better) {
          fate = Fate.KEPT;
        }

        @Override
        void said(ByteReader what) {
          fate = Fate.values()[what.int8()];
        }

        @Override
        void pair(Candidate better, Candidate worse, double similarity) throws IOException {
          ByteWriter sent =
              better.write(new ByteWriter()).int8(fate.ordinal()).sortedDouble(similarity);
          out.emit(worse.toKey(), sent.toBytes());
        }
      };
    }
  }

  /** Decides each document from its better neighbours, best first. */
  private record Settle(Scratch scratch, int round) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      PartFileWriter fates = new PartFileWriter(FATE, Set.of());
      Edges.Writer open = new Edges.Writer();
      return new Bucket() {
        private final Row row = new Row(FATE);

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          Candidate worse = Candidate.ofKey(key);
          List<Candidate> better = new ArrayList<>();
          List<Fate> known = new ArrayList<>();
          List<Double> similarities = new ArrayList<>();
          while (values.hasNext()) {
            ByteReader value = new ByteReader(values.next());
            better.add(Candidate.read(value));
            known.add(Fate.values()[value.int8()]);
            similarities.add(value.sortedDouble());
          }
          int decision = GreedyRounds.decide(known.toArray(Fate[]::new), known.size());
          if (decision < 0) {
            for (int i = 0; i < better.size(); i++) {
              open.add(better.get(i), worse, similarities.get(i));
            }
            return;
          }
          row.clear();
          row.setBinary(DOCUMENT, worse.toBytes());
          if (decision < better.size()) {
            row.setBinary(SURVIVOR, better.get(decision).toBytes());
            row.setDouble(SIMILARITY, similarities.get(decision));
          }
          fates.write(row);
        }

        @Override
        public void finish() throws IOException {
          if (fates.rows() > 0) {
            scratch.commit(fates, FATES + "-" + round, number);
          }
          open.commitAs(scratch, OPEN + "-" + round, number);
        }

        @Override
        public void close() throws IOException {
          fates.close();
          open.close();
        }
      };
    }
  }

  /** Sends removed documents to their survivors, which make a cluster of them. */
  private record SendFates() implements PartPass<PartOrFile> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PartOrFile task, KeyedSink out) throws IOException {
      WideTask part = task.part();
      if (part != null) {
        PartExchange.marker(part, out);
        return;
      }
      readFates(
          task.file(),
          (document, survivor, similarity) -> {
            if (survivor != null) {
              tellSurvivor(survivor, document, similarity, out);
            }
          });
    }
  }

  /** Tells the survivor of a removed document, and how many share the removed one's fate. */
  static void tellSurvivor(Candidate survivor, Candidate removed, double similarity, KeyedSink out)
      throws IOException {
    byte[] members = new ByteWriter().int32(removed.members()).toBytes();
    Stars.Order.REF.say(survivor, members, out);
    Stars.Order.REF.pair(survivor, removed, similarity, out);
  }

  /** Tells the documents of a cluster what becomes of them. */
  record Gather() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      Stars clusters =
          new Stars(Stars.Order.REF) {
            private int size;

            @Override
            void begin(Candidate survivor) {
              size = survivor.members();
            }

            @Override
            void said(ByteReader members) {
              size += members.int32();
            }

            @Override
            void pair(Candidate survivor, Candidate gone, double similarity) throws IOException {
              Duplicates.send(
                  gone, new Duplicates.Result(true, survivor.id(), similarity, size), out);
            }

            @Override
            void end(Candidate survivor) throws IOException {
              Duplicates.send(survivor, new Duplicates.Result(false, survivor.id(), 1, size), out);
            }
          };
      return PartExchange.passingMarkers(out, clusters);
    }
  }

  private static boolean isFates(String path) {
    return path.substring(path.lastIndexOf('/') + 1).startsWith(FATES + "-");
  }

  private interface FateSink {
    void fate(Candidate document, @Nullable Candidate survivor, double similarity)
        throws IOException;
  }

  private static void readFates(String path, FateSink sink) throws IOException {
    try (PartFileReader reader = new PartFileReader(path, FATE)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        Candidate document = Candidate.ofBytes(row.getBinary(DOCUMENT));
        boolean removed = !row.isNull(SURVIVOR);
        sink.fate(
            document,
            removed ? Candidate.ofBytes(row.getBinary(SURVIVOR)) : null,
            removed ? row.getDouble(SIMILARITY) : 0);
      }
    }
  }
}
