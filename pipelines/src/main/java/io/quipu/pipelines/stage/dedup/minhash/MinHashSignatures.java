package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHashScheme;
import io.quipu.dedup.minhash.MinHasher;
import io.quipu.dedup.minhash.ShingleSet;
import io.quipu.pipelines.stage.dedup.method.DedupMembers;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.narrow.DocumentState;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.nio.ByteBuffer;

/** The band keys of a document's MinHash signature; null for a text too short to have shingles. */
public final class MinHashSignatures implements Signatures.Method {

  private static final Columns COLUMNS = Columns.ofParallelFile();

  static final Column KEY =
      COLUMNS.add("key", ColumnType.STRING, "with the source, the id of the document");
  static final Column BANDS =
      COLUMNS.add(
          "bands",
          ColumnType.BINARY,
          "8 bytes for each band: its key; null if the text is too short to have shingles");
  static final Column SHINGLE_SET =
      COLUMNS.add(
          "shingle_set",
          ColumnType.BINARY,
          "16 bytes of the digest of the set of shingles; or null");
  static final Column RANK =
      COLUMNS.add("rank", ColumnType.BINARY, "rank among copies: the smallest bytes survive");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  static final DedupMembers.Columns MEMBERS = new DedupMembers.Columns(KEY, RANK, SHINGLE_SET);

  private final MinHasher hasher;
  private final long[] bands;

  public MinHashSignatures(MinHashSpec method) {
    MinHashScheme scheme = MinHashPresets.scheme(method.preset());
    hasher = new MinHasher(scheme);
    bands = new long[scheme.bands()];
  }

  @Override
  public TableSchema schema() {
    return SCHEMA;
  }

  @Override
  public void sign(DocumentState state, byte[] rank, Row row) {
    row.setString(KEY, state.id().key());
    row.setBinary(RANK, rank);
    char[] text = state.view.characters();
    int length = state.view.text().length();
    if (hasher.sign(text, length) == 0) {
      return;
    }
    hasher.bandKeys(hasher.signature(), bands);
    ByteBuffer bytes = ByteBuffer.allocate(8 * bands.length);
    bytes.asLongBuffer().put(bands);
    row.setBinary(BANDS, bytes.array());
    row.setBinary(SHINGLE_SET, ShingleSet.key(hasher.shingles()).toBytes());
  }
}
