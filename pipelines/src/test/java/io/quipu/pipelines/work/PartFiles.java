package io.quipu.pipelines.work;

import io.quipu.core.account.PartEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes part files to a folder, and reads them. */
record PartFiles(Path folder, Path spools) {

  static final TableSchema EVERY_TYPE = everyType();
  private static final Columns OF_TEXTS = Columns.ofTable();
  static final Column ID = OF_TEXTS.add("id", ColumnType.STRING, "");
  static final Column TEXT = OF_TEXTS.add("text", ColumnType.STRING, "");
  static final TableSchema TEXTS = OF_TEXTS.schema();
  static final String PART = "wikipedia/t0123456789ab-00003";
  static final String FINGERPRINT = "00ff00ff";
  static final long USUAL_ROW_GROUP = 16 << 20;

  private static TableSchema everyType() {
    Columns columns = Columns.ofTable();
    for (ColumnType type : ColumnType.values()) {
      columns.add("a_" + type.name().toLowerCase(Locale.ROOT), type, "");
    }
    return columns.schema();
  }

  static TableSchema oneColumn(String name, ColumnType type) {
    Columns columns = Columns.ofTable();
    columns.add(name, type, "");
    return columns.schema();
  }

  /** A row of {@link #TEXTS}. */
  static Row texts(String id, String text) {
    Row row = new Row(TEXTS);
    row.setString(ID, id);
    row.setString(TEXT, text);
    return row;
  }

  Path spool() throws Exception {
    return Files.createTempFile(spools, "spool", null);
  }

  PartEntry write(
      TableSchema schema, List<List<@Nullable Object>> rows, String attempt, long rowGroupBytes)
      throws Exception {
    try (PartFileWriter writer = new PartFileWriter(schema, Set.of(), spool(), rowGroupBytes)) {
      return commit(writer, rows, attempt);
    }
  }

  PartEntry commit(PartFileWriter writer, List<List<@Nullable Object>> rows, String attempt)
      throws Exception {
    writeRows(writer, rows);
    return writer.commit(folder.toString(), PART, FINGERPRINT, attempt, new TreeMap<>(), List.of());
  }

  String digest(TableSchema schema, List<List<@Nullable Object>> rows) throws Exception {
    try (PartFileWriter writer = new PartFileWriter(schema, Set.of(), spools)) {
      writeRows(writer, rows);
      return writer.rowDigest();
    }
  }

  private static void writeRows(PartFileWriter writer, List<List<@Nullable Object>> rows)
      throws Exception {
    Row row = new Row(writer.schema());
    for (List<@Nullable Object> values : rows) {
      RandomRows.fill(row, values);
      writer.write(row);
    }
  }

  String path(PartEntry entry) {
    return StoragePath.child(folder.toString(), entry.file());
  }

  /** All columns of a file. */
  List<List<@Nullable Object>> read(PartEntry entry, TableSchema schema) throws Exception {
    return read(entry, schema.columns().toArray(Column[]::new));
  }

  /** Some columns, in the order asked for. */
  List<List<@Nullable Object>> read(PartEntry entry, Column... columns) throws Exception {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (PartFileReader reader = new PartFileReader(path(entry), columns)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        rows.add(RandomRows.values(row, columns));
      }
    }
    return rows;
  }
}
