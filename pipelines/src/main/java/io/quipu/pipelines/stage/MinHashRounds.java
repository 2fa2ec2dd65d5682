package io.quipu.pipelines.stage;

import io.quipu.core.document.DocumentId;
import io.quipu.dedup.cluster.GreedyRounds;
import io.quipu.dedup.cluster.GreedyRounds.Fate;
import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
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
 * open edges, fates  -> document : its fate | an edge in which it is the better | that it is the worse of one
 * group by document  -> worse    : the edge, with the better's fate
 * group by worse     -> files of fates and of edges that are still open
 * </pre>
 *
 * A document that is the worse end of no edge has no better neighbour and stays; nothing is written
 * about it.
 */
final class MinHashRounds {

  private static final String FATES = "fates";
  private static final String OPEN = "open";

  private static final TableSchema FATE =
      new TableSchema(
          List.of(
              new Column("document", ColumnType.BINARY),
              new Column("survivor", ColumnType.BINARY),
              new Column("similarity", ColumnType.DOUBLE)));

  private MinHashRounds() {}

  /** Decides all documents with an edge, and writes the parts' decisions. */
  static void decide(
      OpenRun run,
      Stage stage,
      Scratch scratch,
      List<String> edges,
      List<PairTask> parts,
      Jobs jobs)
      throws IOException {
    List<PairTask> open = edges.stream().map(PairTask::ofFile).toList();
    List<PairTask> fates = new ArrayList<>();
    double threshold = MinHashPairs.method(stage).threshold();
    for (int round = 1; !open.isEmpty(); round++) {
      List<PairTask> tasks = new ArrayList<>(open);
      tasks.addAll(fates);
      int buckets = Math.max(1, open.size());
      jobs.run(
          new Job<>(
              stage.name() + ": decide " + round,
              tasks,
              new Send(threshold),
              List.of(
                  new Shuffle(buckets, Integer.MAX_VALUE, new Attach()),
                  new Shuffle(buckets, Integer.MAX_VALUE, new Settle(scratch, round)))));
      for (String file : scratch.files(FATES + "-" + round)) {
        fates.add(PairTask.ofFile(file));
      }
      open = scratch.files(OPEN + "-" + round).stream().map(PairTask::ofFile).toList();
    }
    List<PairTask> last = new ArrayList<>(parts);
    last.addAll(fates);
    jobs.run(
        new Job<>(
            stage.name() + ": decide",
            last,
            new SendFates(),
            List.of(
                new Shuffle(Math.max(1, fates.size()), Integer.MAX_VALUE, new Gather()),
                Duplicates.home(run, stage, parts.size()))));
  }

  private static final int KNOWN = 0;
  private static final int WORSE = 1;
  private static final int BETTER = 2;

  private record Send(double threshold) implements PartPass<PairTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PairTask task, KeyedSink out) throws IOException {
      if (isFates(task.file())) {
        readFates(
            task.file(),
            (document, survivor, similarity) ->
                out.emit(
                    document.toKey(),
                    new ByteKey()
                        .int8(KNOWN)
                        .int8((survivor == null ? Fate.KEPT : Fate.REMOVED).ordinal())
                        .toBytes()));
        return;
      }
      Edges.read(
          task.file(),
          edge -> {
            if (edge.similarity() >= threshold) {
              ByteKey value = new ByteKey().int8(BETTER).sortedDouble(edge.similarity());
              out.emit(edge.better().toKey(), edge.worse().write(value).toBytes());
              out.emit(edge.worse().toKey(), new ByteKey().int8(WORSE).toBytes());
            }
          });
    }
  }

  /** Tells every edge the fate of its better end. */
  private record Attach() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return (key, values) -> attach(Candidate.ofKey(key), values, out);
    }

    private static void attach(Candidate better, Iterator<byte[]> values, KeyedSink out)
        throws IOException {
      Fate fate = Fate.KEPT;
      while (values.hasNext()) {
        ByteFields value = new ByteFields(values.next());
        switch (value.int8()) {
          case KNOWN -> fate = Fate.values()[value.int8()];
          case WORSE -> fate = Fate.UNDECIDED;
          default -> {
            double similarity = value.sortedDouble();
            Candidate worse = Candidate.read(value);
            ByteKey sent =
                better.write(new ByteKey()).int8(fate.ordinal()).sortedDouble(similarity);
            out.emit(worse.toKey(), sent.toBytes());
          }
        }
      }
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
            ByteFields value = new ByteFields(values.next());
            Candidate neighbour = Candidate.read(value);
            if (!better.isEmpty() && better.get(better.size() - 1).ref() == neighbour.ref()) {
              continue; // the same pair from another band
            }
            better.add(neighbour);
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
          row.setBinary(0, worse.toBytes());
          if (decision < better.size()) {
            row.setBinary(1, better.get(decision).toBytes());
            row.setDouble(2, similarities.get(decision));
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
  private record SendFates() implements PartPass<PairTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PairTask task, KeyedSink out) throws IOException {
      CrossTask part = task.part();
      if (part != null) {
        PartBuckets.marker(part, out);
        return;
      }
      readFates(
          task.file(),
          (document, survivor, similarity) -> {
            if (survivor != null) {
              out.emit(
                  survivor.toKey(),
                  document.write(new ByteKey()).sortedDouble(similarity).toBytes());
            }
          });
    }
  }

  /** Tells the documents of a cluster what becomes of them. */
  private record Gather() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartBuckets.arriving(out, (key, values) -> gather(key, values, out));
    }

    private static void gather(byte[] key, Iterator<byte[]> values, KeyedSink out)
        throws IOException {
      Candidate survivor = Candidate.ofKey(key);
      DocumentId id = survivor.id();
      int size = survivor.members();
      List<Candidate> gone = new ArrayList<>();
      List<Double> similarities = new ArrayList<>();
      while (values.hasNext()) {
        ByteFields value = new ByteFields(values.next());
        Candidate document = Candidate.read(value);
        gone.add(document);
        similarities.add(value.sortedDouble());
        size += document.members();
      }
      Duplicates.send(survivor, new Duplicates.Fate(false, id, 1, size), out);
      for (int i = 0; i < gone.size(); i++) {
        Duplicates.send(gone.get(i), new Duplicates.Fate(true, id, similarities.get(i), size), out);
      }
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
    try (PartFileReader reader =
        new PartFileReader(path, List.of("document", "survivor", "similarity"))) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        Candidate document = Candidate.ofBytes(row.getBinary(0));
        boolean removed = !row.isNull(1);
        sink.fate(
            document,
            removed ? Candidate.ofBytes(row.getBinary(1)) : null,
            removed ? row.getDouble(2) : 0);
      }
    }
  }
}
