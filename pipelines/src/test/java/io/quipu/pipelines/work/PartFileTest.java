package io.quipu.pipelines.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {

  private static final TableSchema EVERY_TYPE =
      new TableSchema(
          Arrays.stream(ColumnType.values())
              .map(type -> new Column("a_" + type.name().toLowerCase(java.util.Locale.ROOT), type))
              .toList());
  private static final String PART = "wikipedia/t0123456789ab-00003";
  private static final String FINGERPRINT = "00ff00ff";

  @TempDir Path folder;

  @Test
  void randomRowsOfEveryTypeComeBackAsTheyWere() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      List<List<Object>> rows = RandomRows.of(EVERY_TYPE, seed, 300);
      PartEntry entry = write(EVERY_TYPE, rows, "a" + seed, 1 << 14);
      assertThat(read(entry, EVERY_TYPE.names())).as("seed %d", seed).isEqualTo(rows);
      assertThat(entry.rowDigest()).as("seed %d", seed).isEqualTo(SlowRowDigest.of(EVERY_TYPE, rows));
    }
  }

  private PartEntry write(TableSchema schema, List<List<Object>> rows, String attempt, long rowGroupBytes)
      throws Exception {
    try (PartFileWriter writer =
        new PartFileWriter(schema, Set.of(), Files.createTempFile(folder, "spool", null), rowGroupBytes)) {
      Row row = new Row(schema);
      for (List<Object> values : rows) {
        RandomRows.fill(row, values);
        writer.write(row);
      }
      return writer.commit(folder.toString(), PART, FINGERPRINT, attempt, new TreeMap<>(), List.of());
    }
  }

  private List<List<Object>> read(PartEntry entry, List<String> columns) throws Exception {
    List<List<Object>> rows = new ArrayList<>();
    try (PartFileReader reader = new PartFileReader(Storage.child(folder.toString(), entry.file()), columns)) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        rows.add(RandomRows.values(row));
      }
    }
    return rows;
  }
}
