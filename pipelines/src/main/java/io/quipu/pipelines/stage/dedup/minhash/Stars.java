package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.part.PartExchange;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of edges grouped by their better ends, the centres. A page with many near-copies may
 * have a million edges, each found in every band. So each pair is a separate group, and the groups
 * of a centre follow each other.
 *
 * <pre>
 * centre a property of the centre itself
 * centre | worse   similarity, once for each band that found the pair; passed on once
 * </pre>
 */
abstract class Stars implements GroupPass.Bucket {

  /** The first field of a centre's keys. */
  enum Order {
    /** Its rank: for a single bucket that has all centres, best first. */
    RANK,
    /**
     * Its part and row, {@link #PREFIX} bytes with the byte before them: for any number of buckets.
     */
    REF;

    private ByteWriter key(Candidate centre) {
      ByteWriter key = PartExchange.record();
      if (this == REF) {
        key.int64(centre.ref());
      }
      return centre.write(key);
    }

    private Candidate centre(ByteReader key) {
      if (this == REF) {
        key.int64();
      }
      return Candidate.read(key);
    }

    /** Sends a property of a centre. */
    void sendProperty(Candidate centre, byte[] value, KeyedSink out) throws IOException {
      out.emit(key(centre).toBytes(), value);
    }

    /** Sends a pair to its better end. */
    void pair(Candidate centre, Candidate worse, double similarity, KeyedSink out)
        throws IOException {
      out.emit(
          worse.write(key(centre)).toBytes(), new ByteWriter().sortedDouble(similarity).toBytes());
    }
  }

  /** Number of leading bytes that choose the bucket of a key in {@link Order#REF}. */
  static final int PREFIX = 9;

  private final Order order;
  private @Nullable Candidate centre;

  Stars(Order order) {
    this.order = order;
  }

  @Override
  public void group(byte[] key, Iterator<byte[]> values) throws IOException {
    ByteReader fields = PartExchange.fields(key);
    Candidate of = order.centre(fields);
    if (centre == null || centre.ref() != of.ref()) {
      endStar();
      centre = of;
      begin(of);
    }
    if (fields.remaining() > 0) {
      pair(of, Candidate.read(fields), new ByteReader(values.next()).sortedDouble());
      return;
    }
    while (values.hasNext()) {
      property(new ByteReader(values.next()));
    }
  }

  /** Starts the next star. */
  void begin(Candidate of) {}

  /** Receives a property of the centre, before any of its pairs. */
  void property(ByteReader value) {}

  /** Receives the next pair of the star; worse ends come in the order of rank. */
  abstract void pair(Candidate of, Candidate worse, double similarity) throws IOException;

  /** Ends a star after its last pair. */
  void end(Candidate of) throws IOException {}

  @Override
  public void finish() throws IOException {
    endStar();
  }

  private void endStar() throws IOException {
    if (centre != null) {
      end(centre);
    }
  }
}
