package io.quipu.pipelines.stage.dedup.method;

import io.quipu.core.document.DocumentId;
import io.quipu.dedup.cluster.GreedySweep;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.stage.part.PartExchange;

/**
 * A document that may have duplicates in other parts: the local best among documents with its text,
 * or its shingle set. Its bytes sort by rank.
 *
 * <pre>
 * rank length (2) | rank | part (4) | row (4) | members (4) | source | key
 * </pre>
 *
 * @param members number of documents of its part with the same text or shingle set, itself included
 */
public record Candidate(byte[] rank, int part, int row, int members, DocumentId id) {

  public long ref() {
    return GreedySweep.ref(part, row);
  }

  public ByteWriter write(ByteWriter to) {
    return to.int16(rank.length)
        .bytes(rank)
        .int32(part)
        .int32(row)
        .int32(members)
        .text(id.source())
        .text(id.key());
  }

  public byte[] toBytes() {
    return write(new ByteWriter()).toBytes();
  }

  /** A key that groups the candidate's records. */
  public byte[] toKey() {
    return write(PartExchange.record()).toBytes();
  }

  public static Candidate ofKey(byte[] key) {
    return read(PartExchange.fields(key));
  }

  public static Candidate ofBytes(byte[] bytes) {
    return read(new ByteReader(bytes));
  }

  public static Candidate read(ByteReader from) {
    byte[] rank = from.bytes(from.int16());
    return new Candidate(
        rank, from.int32(), from.int32(), from.int32(), new DocumentId(from.text(), from.text()));
  }
}
