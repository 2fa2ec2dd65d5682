package io.quipu.pipelines.work;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.hash.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a parallel file: a row for every document of a part, in its order, each with an outcome.
 * Fill {@link #row}, then call one of {@link #kept}, {@link #gone}, {@link #failed}, {@link
 * #dropped}. Counts the documents, and digests which of them go on, so that later stages can tell
 * whether any row's fate changed.
 */
public final class ParallelWriter implements Closeable {

  /** Footer key: SHA-256 over a byte per row, 1 where the document goes on. */
  public static final String KEPT_DIGEST = "kept";

  private final PartFileWriter writer;
  private final Row row;
  private final MessageDigest keptDigest;
  private final SortedMap<String, Long> dropped = new TreeMap<>();
  private final SortedMap<String, Long> failed = new TreeMap<>();
  private long in;
  private long kept;

  /**
   * @param schema of columns that begin with those of {@link ParallelRows}
   */
  public ParallelWriter(TableSchema schema) throws IOException {
    schema.column(ParallelRows.OUTCOME);
    writer = new PartFileWriter(schema, Set.of());
    row = new Row(schema);
    keptDigest = Sha256.digest();
  }

  /** The row to fill. */
  public Row row() {
    return row;
  }

  /** The document goes on. */
  public void kept() throws IOException {
    in++;
    kept++;
    write(Outcome.KEPT);
  }

  /** The document was gone before. */
  public void gone() throws IOException {
    row.clear();
    write(Outcome.GONE);
  }

  /** The stage failed on the document; other columns are cleared. */
  public void failed(String step, String why) throws IOException {
    row.clear();
    row.setString(ParallelRows.FAILED_STEP, step);
    row.setString(ParallelRows.FAILED_WHY, why);
    in++;
    failed.merge(step, 1L, Long::sum);
    write(Outcome.FAILED);
  }

  /** The stage dropped the document. */
  public void dropped(String reason) throws IOException {
    in++;
    dropped.merge(reason, 1L, Long::sum);
    write(Outcome.DROPPED);
  }

  private void write(Outcome outcome) throws IOException {
    row.setInt(ParallelRows.OUTCOME, outcome.code());
    keptDigest.update(outcome == Outcome.KEPT ? (byte) 1 : (byte) 0);
    writer.write(row);
    row.clear();
  }

  /** What became of the documents so far. */
  public Counts counts() {
    return new Counts("documents", in, kept, dropped, failed);
  }

  /**
   * Completes the file and makes it visible.
   *
   * @param more counts in other units
   */
  public PartEntry commit(
      String folder,
      String part,
      String fingerprint,
      String attempt,
      SortedMap<String, String> extra,
      List<Counts> more)
      throws IOException {
    SortedMap<String, String> footer = new TreeMap<>(extra);
    footer.put(KEPT_DIGEST, Sha256.hex(keptDigest));
    List<Counts> counts = new ArrayList<>(List.of(counts()));
    counts.addAll(more);
    return writer.commit(folder, part, fingerprint, attempt, footer, counts);
  }

  /** Completes a file that has nothing to say beside its rows and their counts. */
  public PartEntry commit(String folder, String part, String fingerprint, String attempt)
      throws IOException {
    return commit(folder, part, fingerprint, attempt, new TreeMap<>(), List.of());
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
