package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/** Files of edges between near-duplicates, and of candidates that a star's centre rejected. */
final class Edges {

  static final String EDGES = "edges";
  static final String REJECTS = "rejects";

  /** Similarity of a pair that was not compared. */
  static final double NOT_VERIFIED = -1;

  private static final Columns OF_EDGE = Columns.ofTable();
  private static final Column BETTER =
      OF_EDGE.add("better", ColumnType.BINARY, "the candidate of the better rank");
  private static final Column WORSE = OF_EDGE.add("worse", ColumnType.BINARY, "the other one");
  private static final Column SIMILARITY =
      OF_EDGE.add("similarity", ColumnType.DOUBLE, "of the two; -1 if they were not compared");
  private static final TableSchema EDGE = OF_EDGE.schema();

  private static final Columns OF_REJECT = Columns.ofTable();
  private static final Column BAND =
      OF_REJECT.add("band", ColumnType.BINARY, "number and key of the band");
  private static final Column CANDIDATE =
      OF_REJECT.add("candidate", ColumnType.BINARY, "that the centre of a star rejected");
  private static final TableSchema REJECT = OF_REJECT.schema();

  /** An edge from the better to the worse document. */
  record Edge(Candidate better, Candidate worse, double similarity) {}

  /** Receives edges. */
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
      edge.setBinary(BETTER, better.toBytes());
      edge.setBinary(WORSE, worse.toBytes());
      edge.setDouble(SIMILARITY, similarity);
      edges.write(edge);
    }

    void reject(byte[] band, Candidate candidate) throws IOException {
      reject.clear();
      reject.setBinary(BAND, band);
      reject.setBinary(CANDIDATE, candidate.toBytes());
      rejects.write(reject);
    }

    /** Writes only the edges, under a given name. */
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

  /** A bucket that writes edges and rejects. */
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
    try (PartFileReader reader = new PartFileReader(path, EDGE)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        sink.edge(
            new Edge(
                Candidate.ofBytes(row.getBinary(BETTER)),
                Candidate.ofBytes(row.getBinary(WORSE)),
                row.getDouble(SIMILARITY)));
      }
    }
  }

  /** Sends the rejected candidates of a file back to their bands. */
  static void readRejects(String path, KeyedSink out) throws IOException {
    try (PartFileReader reader = new PartFileReader(path, REJECT)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        BandKey.ofBytes(row.getBinary(BAND)).send(row.getBinary(CANDIDATE), out);
      }
    }
  }
}
