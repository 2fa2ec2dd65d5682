package io.quipu.pipelines.stage;

import io.quipu.core.document.DocumentId;
import io.quipu.dedup.cluster.GreedySweep;
import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;

/**
 * A document in near-duplicate detection: the local best of its shingle set. As bytes it sorts by
 * rank.
 *
 * <pre>
 * rank length (1) | rank | part (4) | row (4) | members (4) | source | key
 * </pre>
 *
 * @param members documents of its part with the same shingle set, itself included
 */
record Candidate(byte[] rank, int part, int row, int members, DocumentId id) {

  long ref() {
    return GreedySweep.ref(part, row);
  }

  ByteKey write(ByteKey to) {
    return to.int8(rank.length)
        .bytes(rank)
        .int32(part)
        .int32(row)
        .int32(members)
        .text(id.source())
        .text(id.key());
  }

  static Candidate read(ByteFields from) {
    byte[] rank = from.bytes(from.int8());
    return new Candidate(
        rank, from.int32(), from.int32(), from.int32(), new DocumentId(from.text(), from.text()));
  }
}
