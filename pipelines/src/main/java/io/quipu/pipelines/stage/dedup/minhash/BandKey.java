package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.part.PartExchange;
import java.io.IOException;

/**
 * A band of a signature and its key: documents that share both are candidates. Its bytes sort by
 * band, then by key.
 *
 * <pre>
 * band (2, unsigned) | key (8)
 * </pre>
 *
 * A member's record has {@code 1 | band | key | candidate} as its key, and no value.
 */
record BandKey(int band, long key) {

  /**
   * Number of leading bytes of a record that choose its bucket: all members of a band key share
   * them.
   */
  static final int PREFIX = 1 + Short.BYTES + Long.BYTES;

  private static final byte[] NOTHING = {};

  BandKey {
    if (band < 0 || band > 0xFFFF) {
      throw new IllegalArgumentException("the number of a band must fit two bytes: " + band);
    }
  }

  /** A document and one band key of its signature, as read from a record. */
  record Member(BandKey band, Candidate candidate) {
    static Member ofRecord(byte[] record) {
      ByteReader fields = PartExchange.fields(record);
      return new Member(read(fields), Candidate.read(fields));
    }
  }

  byte[] toBytes() {
    return write(new ByteWriter()).toBytes();
  }

  static BandKey ofBytes(byte[] bytes) {
    return read(new ByteReader(bytes));
  }

  /** Sends a candidate to the band key. */
  void send(byte[] candidate, KeyedSink out) throws IOException {
    ByteWriter record = write(PartExchange.record()).bytes(candidate);
    out.emit(record.toBytes(), NOTHING);
  }

  private ByteWriter write(ByteWriter to) {
    return to.int16(band).int64(key);
  }

  private static BandKey read(ByteReader from) {
    return new BandKey(from.int16(), from.int64());
  }
}
