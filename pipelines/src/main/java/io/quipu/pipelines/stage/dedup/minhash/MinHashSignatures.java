package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHashScheme;
import io.quipu.dedup.minhash.MinHasher;
import io.quipu.dedup.minhash.ShingleSet;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.local.DocumentState;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.PartColumns;
import io.quipu.pipelines.work.Row;
import java.nio.ByteBuffer;
import java.util.List;

/** The band keys of a document's MinHash signature; null for a text too short to have shingles. */
public final class MinHashSignatures implements Signatures.Method {

  /** The column of the digest of all shingles. */
  static final String SHINGLE_SET = "shingle_set";

  private final MinHasher hasher;
  private final long[] bands;

  public MinHashSignatures(MinHashSpec method) {
    MinHashScheme scheme = MinHashPresets.scheme(method.preset());
    hasher = new MinHasher(scheme);
    bands = new long[scheme.bands()];
  }

  @Override
  public List<Column> columns() {
    return PartColumns.MINHASH_SIGNATURES;
  }

  @Override
  public void sign(DocumentState state, byte[] rank, Row row) {
    row.setString(Signatures.FIRST, state.id().key());
    row.setBinary(Signatures.FIRST + 3, rank);
    char[] text = state.view.characters();
    int length = state.view.text().length();
    if (hasher.sign(text, length) == 0) {
      return;
    }
    hasher.bandKeys(hasher.signature(), bands);
    ByteBuffer bytes = ByteBuffer.allocate(8 * bands.length);
    bytes.asLongBuffer().put(bands);
    row.setBinary(Signatures.FIRST + 1, bytes.array());
    row.setBinary(Signatures.FIRST + 2, ShingleSet.key(hasher.shingles()).toBytes());
  }
}
