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
 * Makes the same decisions as the sweep when the edges do not fit one worker: in rounds, one job
 * each. A document is decided as soon as the results of its better neighbours suffice.
 *
 * <pre>
 * open edges, results -> document : its result, or that it is the worse of an edge
 *                       document, worse : similarity
 * by document -> worse : the edge, with the better's result
 * group by worse -> files of results and of edges that are still open
 * </pre>
 *
 * A document may be the better end of any number of edges ({@link Stars}), but it is the worse end
 * of few: in each band only of those to the centres of its stars, or to the others of at most 32
 * documents that share the band key.
 *
 * <p>A document that is not the worse end of any edge has no better neighbour and is kept; no row
 * is written for it.
 */
final class MinHashRounds {

  private static final String RESULTS = "results";
  private static final String OPEN = "open";

  private static final Columns COLUMNS = Columns.ofTable();
  private static final Column DOCUMENT =
      COLUMNS.add("document", ColumnType.BINARY, "that was decided");
  private static final Column SURVIVOR =
      COLUMNS.add("survivor", ColumnType.BINARY, "that it duplicates; null if it is kept");
  private static final Column SIMILARITY =
      COLUMNS.add("similarity", ColumnType.DOUBLE, "of the two; null if it is kept");
  private static final TableSchema RESULT = COLUMNS.schema();

  private MinHashRounds() {}

  /** Decides every document that has an edge, and writes the parts' decisions. */
  static void decide(
      LoadedRun run,
      Stage stage,
      Scratch scratch,
      List<String> edges,
      List<PartOrFile> parts,
      Jobs jobs)
      throws IOException {
    List<PartOrFile> open = edges.stream().map(PartOrFile::ofFile).toList();
    List<PartOrFile> results = new ArrayList<>();
    double threshold = MinHashPairs.method(stage).threshold();
    for (int round = 1; !open.isEmpty(); round++) {
      List<PartOrFile> tasks = new ArrayList<>(open);
      tasks.addAll(results);
      int buckets = Math.max(1, open.size());
      jobs.run(
          new Job<>(
              stage.name() + ": decide " + round,
              tasks,
              new Send(threshold),
              List.of(
                  new Shuffle(buckets, Stars.PREFIX, new Attach()),
                  new Shuffle(buckets, Integer.MAX_VALUE, new Settle(scratch, round)))));
      for (String file : scratch.files(RESULTS + "-" + round)) {
        results.add(PartOrFile.ofFile(file));
      }
      open = scratch.files(OPEN + "-" + round).stream().map(PartOrFile::ofFile).toList();
    }
    List<PartOrFile> last = new ArrayList<>(parts);
    last.addAll(results);
    jobs.run(
        new Job<>(
            stage.name() + ": decide",
            last,
            new SendResults(),
            List.of(
                new Shuffle(Math.max(1, results.size()), Stars.PREFIX, new Gather()),
                Duplicates.toParts(run, stage, MinHashSignatures.MEMBERS, parts.size()))));
  }

  private record Send(double threshold) implements PartPass<PartOrFile> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PartOrFile task, KeyedSink out) throws IOException {
      if (isResults(task.file())) {
        readResults(
            task.file(),
            (document, survivor, similarity) ->
                sendFate(document, survivor == null ? Fate.KEPT : Fate.REMOVED, out));
        return;
      }
      Edges.read(
          task.file(),
          edge -> {
            if (edge.similarity() >= threshold) {
              Stars.Order.REF.pair(edge.better(), edge.worse(), edge.similarity(), out);
              sendFate(edge.worse(), Fate.UNDECIDED, out);
            }
          });
    }

    private static void sendFate(Candidate of, Fate fate, KeyedSink out) throws IOException {
      Stars.Order.REF.sendProperty(of, new ByteWriter().int8(fate.ordinal()).toBytes(), out);
    }
  }

  /** Sends the result of a document to all edges of which it is the better end. */
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
        void property(ByteReader value) {
          fate = Fate.values()[value.int8()];
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
      PartFileWriter results = new PartFileWriter(RESULT, Set.of());
      Edges.Writer open = new Edges.Writer();
      return new Bucket() {
        private final Row row = new Row(RESULT);

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
          results.write(row);
        }

        @Override
        public void finish() throws IOException {
          if (results.rows() > 0) {
            scratch.commit(results, RESULTS + "-" + round, number);
          }
          open.commitAs(scratch, OPEN + "-" + round, number);
        }

        @Override
        public void close() throws IOException {
          results.close();
          open.close();
        }
      };
    }
  }

  /** Sends removed documents to their survivors, which form a cluster with them. */
  private record SendResults() implements PartPass<PartOrFile> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PartOrFile task, KeyedSink out) throws IOException {
      WideTask part = task.part();
      if (part != null) {
        PartExchange.marker(part, out);
        return;
      }
      readResults(
          task.file(),
          (document, survivor, similarity) -> {
            if (survivor != null) {
              tellSurvivor(survivor, document, similarity, out);
            }
          });
    }
  }

  /** Sends a removed document and the number of its followers to its survivor. */
  static void tellSurvivor(Candidate survivor, Candidate removed, double similarity, KeyedSink out)
      throws IOException {
    byte[] members = new ByteWriter().int32(removed.members()).toBytes();
    Stars.Order.REF.sendProperty(survivor, members, out);
    Stars.Order.REF.pair(survivor, removed, similarity, out);
  }

  /** Sends the documents of a cluster their results. */
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
            void property(ByteReader members) {
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

  private static boolean isResults(String path) {
    return path.substring(path.lastIndexOf('/') + 1).startsWith(RESULTS + "-");
  }

  private interface ResultSink {
    void result(Candidate document, @Nullable Candidate survivor, double similarity)
        throws IOException;
  }

  private static void readResults(String path, ResultSink sink) throws IOException {
    try (PartFileReader reader = new PartFileReader(path, RESULT)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        Candidate document = Candidate.ofBytes(row.getBinary(DOCUMENT));
        boolean removed = !row.isNull(SURVIVOR);
        sink.result(
            document,
            removed ? Candidate.ofBytes(row.getBinary(SURVIVOR)) : null,
            removed ? row.getDouble(SIMILARITY) : 0);
      }
    }
  }
}
