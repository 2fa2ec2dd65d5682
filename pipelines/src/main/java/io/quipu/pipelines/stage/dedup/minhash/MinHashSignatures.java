package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.core.document.Key128;
import io.quipu.dedup.minhash.MinHashPreset;
import io.quipu.dedup.minhash.MinHasher;
import io.quipu.pipelines.recipe.DedupMethod;
import io.quipu.pipelines.stage.dedup.Signatures;
import io.quipu.pipelines.stage.dedup.method.DedupMembers;
import io.quipu.pipelines.stage.local.DocumentState;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

  private static final SortedMap<String, MinHashPreset> PRESETS =
      new TreeMap<>(Map.of("datatrove", MinHashPreset.DATATROVE));

  private final MinHasher hasher;
  private final long[] bands;

  public MinHashSignatures(DedupMethod.MinHash method) {
    MinHashPreset preset = preset(method.preset());
    hasher = new MinHasher(preset);
    bands = new long[preset.bands()];
  }

  public static List<String> presets() {
    return List.copyOf(PRESETS.keySet());
  }

  static MinHashPreset preset(String name) {
    MinHashPreset preset = PRESETS.get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "no MinHash preset " + name + "; there are " + PRESETS.keySet());
    }
    return preset;
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
    long[] shingles = hasher.shingles(text, length);
    ByteBuffer set = ByteBuffer.allocate(8 * shingles.length);
    set.asLongBuffer().put(shingles);
    row.setBinary(SHINGLE_SET, Key128.ofBytes(set.array()).toBytes());
  }
}
