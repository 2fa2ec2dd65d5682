package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Files of edges between near-duplicates, and of candidates that a star's centre rejected. */
final class Edges {

  static final String EDGES = "edges";
  static final String REJECTS = "rejects";

  /** Similarity of a pair that nobody compared. */
  static final double NOT_VERIFIED = -1;

  private static final TableSchema EDGE =
      new TableSchema(
          List.of(
              new Column("better", ColumnType.BINARY),
              new Column("worse", ColumnType.BINARY),
              new Column("similarity", ColumnType.DOUBLE)));
  private static final TableSchema REJECT =
      new TableSchema(
          List.of(
              new Column("band", ColumnType.BINARY), new Column("candidate", ColumnType.BINARY)));

  /** An edge from the better to the worse document. */
  record Edge(Candidate better, Candidate worse, double similarity) {}

  /** Takes edges. */
  interface EdgeSink {
    void edge(Edge edge) throws IOException;
  }

  private Edges() {}

  static String name(String kind, int round) {
    return kind + "-" + round;
  }

  /** The files of one bucket. */
  static final class Writer implements Closeable {
    private final PartFileWriter edges = new PartFileWriter(EDGE, Set.of());
    private final PartFileWriter rejects = new PartFileWriter(REJECT, Set.of());
    private final Row edge = new Row(EDGE);
    private final Row reject = new Row(REJECT);

    Writer() throws IOException {}

    void add(Candidate better, Candidate worse, double similarity) throws IOException {
      edge.clear();
      edge.setBinary(0, better.toBytes());
      edge.setBinary(1, worse.toBytes());
      edge.setDouble(2, similarity);
      edges.write(edge);
    }

    void reject(byte[] band, Candidate candidate) throws IOException {
      reject.clear();
      reject.setBinary(0, band);
      reject.setBinary(1, candidate.toBytes());
      rejects.write(reject);
    }

    /** Leaves the edges only, under a name of their own. */
    void commitAs(Scratch scratch, String name, int bucket) throws IOException {
      if (edges.rows() > 0) {
        scratch.commit(edges, name, bucket);
      }
    }

    void commit(Scratch scratch, int round, int bucket) throws IOException {
      if (edges.rows() > 0) {
        scratch.commit(edges, name(EDGES, round), bucket);
      }
      if (rejects.rows() > 0) {
        scratch.commit(rejects, name(REJECTS, round), bucket);
      }
    }

    @Override
    public void close() throws IOException {
      edges.close();
      rejects.close();
    }
  }

  /** A bucket that leaves edges and rejects. */
  abstract static class Bucket implements GroupPass.Bucket {
    private final Scratch scratch;
    private final int round;
    private final int number;
    final Writer edges = new Writer();

    Bucket(Scratch scratch, int round, int number) throws IOException {
      this.scratch = scratch;
      this.round = round;
      this.number = number;
    }

    @Override
    public void finish() throws IOException {
      edges.commit(scratch, round, number);
    }

    @Override
    public void close() throws IOException {
      edges.close();
    }
  }

  static void read(String path, EdgeSink sink) throws IOException {
    try (PartFileReader reader =
        new PartFileReader(path, List.of("better", "worse", "similarity"))) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        sink.edge(
            new Edge(
                Candidate.ofBytes(row.getBinary(0)),
                Candidate.ofBytes(row.getBinary(1)),
                row.getDouble(2)));
      }
    }
  }

  /** Sends the rejected candidates of a file to their bands again. */
  static void readRejects(String path, KeyedSink out) throws IOException {
    try (PartFileReader reader = new PartFileReader(path, List.of("band", "candidate"))) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        BandKey.ofBytes(row.getBinary(0)).send(row.getBinary(1), out);
      }
    }
  }
}
