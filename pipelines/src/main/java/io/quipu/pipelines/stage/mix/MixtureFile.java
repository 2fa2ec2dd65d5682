package io.quipu.pipelines.stage.mix;

import static io.quipu.pipelines.work.ColumnType.BOOLEAN;
import static io.quipu.pipelines.work.ColumnType.DOUBLE;
import static io.quipu.pipelines.work.ColumnType.INT;
import static io.quipu.pipelines.work.ColumnType.LONG;
import static io.quipu.pipelines.work.ColumnType.STRING;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The file of the solved mixture: how often each document of a source is seen. */
public final class MixtureFile {

  /** Name of its single entry. */
  public static final String PART = "mixture/mixture";

  private static final Columns COLUMNS = Columns.ofTable();

  private static final Column SOURCE = COLUMNS.add("source", STRING, "name of the source");
  private static final Column UNIQUE =
      COLUMNS.add(
          "unique_tokens", LONG, "of its documents that are left, ends of document included");
  private static final Column EPOCHS =
      COLUMNS.add("epochs", DOUBLE, "how often each document is to be seen, as solved");
  private static final Column WANTED =
      COLUMNS.add("wanted_tokens", DOUBLE, "what the mixture asks of the source");
  private static final Column CAPPED =
      COLUMNS.add("capped", BOOLEAN, "whether the largest number of epochs keeps it below that");
  private static final Column WHOLE =
      COLUMNS.add("whole_epochs", INT, "how often every document is seen");
  private static final Column SOME =
      COLUMNS.add("fraction", BOOLEAN, "whether some documents are seen once more");
  private static final Column CUT =
      COLUMNS.add("cut", LONG, "the greatest keyed hash of a document that is, unsigned");
  private static final Column REALISED =
      COLUMNS.add("realised_tokens", LONG, "of all copies, ends of document included");

  public static final TableSchema SCHEMA = COLUMNS.schema();

  private MixtureFile() {}

  static PartEntry write(WorkFolder work, String fingerprint, List<SourceCopies> mixture)
      throws IOException {
    try (PartFileWriter writer = new PartFileWriter(SCHEMA, Set.of())) {
      Row row = new Row(SCHEMA);
      for (SourceCopies copies : mixture) {
        row.clear();
        row.setString(SOURCE, copies.source());
        row.setLong(UNIQUE, copies.unique());
        row.setDouble(EPOCHS, copies.epochs());
        row.setDouble(WANTED, copies.wanted());
        row.setBoolean(CAPPED, copies.capped());
        row.setInt(WHOLE, copies.wholeEpochs());
        row.setBoolean(SOME, copies.some());
        row.setLong(CUT, copies.cut());
        row.setLong(REALISED, copies.realised());
        writer.write(row);
      }
      return writer.commit(work.folder(Dataset.MIXTURE), PART, fingerprint);
    }
  }

  /** Reads a mixture; by source. */
  public static TreeMap<String, SourceCopies> read(WorkFolder work, PartEntry entry)
      throws IOException {
    TreeMap<String, SourceCopies> copies = new TreeMap<>();
    try (PartFileReader reader =
        new PartFileReader(StoragePath.child(work.folder(Dataset.MIXTURE), entry.file()), SCHEMA)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        copies.put(
            row.getString(SOURCE),
            new SourceCopies(
                row.getString(SOURCE),
                row.getLong(UNIQUE),
                row.getDouble(EPOCHS),
                row.getDouble(WANTED),
                row.getBoolean(CAPPED),
                row.getInt(WHOLE),
                row.getBoolean(SOME),
                row.getLong(CUT),
                row.getLong(REALISED)));
      }
    }
    return copies;
  }
}
