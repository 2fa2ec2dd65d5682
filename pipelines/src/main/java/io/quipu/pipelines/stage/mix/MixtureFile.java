package io.quipu.pipelines.stage.mix;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
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

  /** Name of its one entry. */
  public static final String PART = "mixture/mixture";

  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              new Column("source", ColumnType.STRING),
              new Column("unique_tokens", ColumnType.LONG),
              new Column("epochs", ColumnType.DOUBLE),
              new Column("wanted_tokens", ColumnType.DOUBLE),
              new Column("capped", ColumnType.BOOLEAN),
              new Column("whole_epochs", ColumnType.INT),
              new Column("fraction", ColumnType.BOOLEAN),
              new Column("cut", ColumnType.LONG),
              new Column("realised_tokens", ColumnType.LONG)));

  private MixtureFile() {}

  static PartEntry write(WorkFolder work, String fingerprint, List<SourceCopies> mixture)
      throws IOException {
    try (PartFileWriter writer = new PartFileWriter(SCHEMA, Set.of())) {
      Row row = new Row(SCHEMA);
      for (SourceCopies copies : mixture) {
        row.clear();
        row.setString(0, copies.source());
        row.setLong(1, copies.unique());
        row.setDouble(2, copies.epochs());
        row.setDouble(3, copies.wanted());
        row.setBoolean(4, copies.capped());
        row.setInt(5, copies.wholeEpochs());
        row.setBoolean(6, copies.some());
        row.setLong(7, copies.cut());
        row.setLong(8, copies.realised());
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
        new PartFileReader(StoragePath.child(work.folder(Dataset.MIXTURE), entry.file()))) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        copies.put(
            row.getString(0),
            new SourceCopies(
                row.getString(0),
                row.getLong(1),
                row.getDouble(2),
                row.getDouble(3),
                row.getBoolean(4),
                row.getInt(5),
                row.getBoolean(6),
                row.getLong(7),
                row.getLong(8)));
      }
    }
    return copies;
  }
}
