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
 * A bucket of edges by their better ends, the centres. A near-copied page may have a million edges,
 * and each of them from every band: so a pair is a group of its own, and the groups of a centre
 * follow each other.
 *
 * <pre>
 * centre           what is said of the centre itself
 * centre | worse   similarity, as often as bands found the pair; told once
 * </pre>
 */
abstract class Stars implements GroupPass.Bucket {

  /** What a centre's keys begin with. */
  enum Order {
    /** Its rank: for one bucket, which has all centres best first. */
    RANK,
    /** Its part and row, {@link #PREFIX} bytes with what stands before them: for any buckets. */
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

    /** Says something of a centre. */
    void say(Candidate centre, byte[] what, KeyedSink out) throws IOException {
      out.emit(key(centre).toBytes(), what);
    }

    /** Sends a pair to its better end. */
    void pair(Candidate centre, Candidate worse, double similarity, KeyedSink out)
        throws IOException {
      out.emit(
          worse.write(key(centre)).toBytes(), new ByteWriter().sortedDouble(similarity).toBytes());
    }
  }

  /** Leading bytes that choose the bucket of a key in the order of {@link Order#REF}. */
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
      said(new ByteReader(values.next()));
    }
  }

  /** Begins the next star. */
  void begin(Candidate of) {}

  /** Takes what was said of the centre, before any of its pairs. */
  void said(ByteReader what) {}

  /** Takes the next pair of the star, worse ends by rank. */
  abstract void pair(Candidate of, Candidate worse, double similarity) throws IOException;

  /** Ends a star, all its pairs being read. */
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
