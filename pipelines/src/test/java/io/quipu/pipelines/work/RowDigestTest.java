package io.quipu.pipelines.work;

import static io.quipu.pipelines.work.PartFiles.EVERY_TYPE;
import static io.quipu.pipelines.work.PartFiles.USUAL_ROW_GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.PartEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digest of rows stands for the rows, and for nothing else. */
class RowDigestTest {

  @TempDir Path folder;
  @TempDir Path spools;

  @Test
  void theDigestIsTheSameWhateverTheRowGroupSize() throws Exception {
    List<List<@Nullable Object>> rows = RandomRows.of(EVERY_TYPE, 7, 2000);
    PartEntry large = files().write(EVERY_TYPE, rows, "large", USUAL_ROW_GROUP);
    PartEntry small = files().write(EVERY_TYPE, rows, "small", 1 << 12);
    assertThat(Files.size(Path.of(files().path(small))))
        .isGreaterThan(Files.size(Path.of(files().path(large))));
    assertThat(small.rowDigest()).isEqualTo(large.rowDigest());
    assertThat(files().read(small, EVERY_TYPE)).isEqualTo(files().read(large, EVERY_TYPE));
  }

  @Test
  void rowsThatDifferInAnyWayHaveAnotherDigest() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      List<List<@Nullable Object>> rows = RandomRows.of(EVERY_TYPE, i, 4);
      List<List<@Nullable Object>> others = new ArrayList<>();
      rows.forEach(row -> others.add(new ArrayList<>(row)));
      int r = random.nextInt(4);
      int c = random.nextInt(9);
      switch (random.nextInt(3)) {
        case 0 -> others.get(r).set(c, RandomRows.of(EVERY_TYPE, 1000 + i, 1).get(0).get(c));
        case 1 -> Collections.swap(others, r, random.nextInt(4));
        default -> others.remove(r);
      }
      assertThat(files().digest(EVERY_TYPE, others).equals(files().digest(EVERY_TYPE, rows)))
          .as("change %d", i)
          .isEqualTo(others.equals(rows));
    }
  }

  @Test
  void nullEmptyAndAbsentElementsAreThreeThingsInTheDigest() throws Exception {
    TableSchema schema = PartFiles.oneColumn("tags", ColumnType.STRING_LIST);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(Collections.singletonList(null));
    rows.add(List.of(List.of()));
    rows.add(List.of(List.of("")));
    rows.add(List.of(List.of("", "")));
    List<String> digests = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      digests.add(files().digest(schema, List.of(row)));
    }
    assertThat(digests).doesNotHaveDuplicates();
    assertThat(files().read(files().write(schema, rows, "a", USUAL_ROW_GROUP), schema))
        .isEqualTo(rows);
  }

  @Test
  void columnsOfAnotherNameOrTypeHaveAnotherDigest() throws Exception {
    List<String> digests = new ArrayList<>();
    for (String name : List.of("a", "b", "ab")) {
      for (ColumnType type : ColumnType.values()) {
        digests.add(files().digest(PartFiles.oneColumn(name, type), List.of()));
      }
    }
    assertThat(digests).doesNotHaveDuplicates();
  }

  private PartFiles files() {
    return new PartFiles(folder, spools);
  }
}
