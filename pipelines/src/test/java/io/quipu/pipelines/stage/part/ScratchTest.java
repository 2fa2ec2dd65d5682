package io.quipu.pipelines.stage.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

  private static final Columns COLUMNS = Columns.ofTable();
  private static final Column FIRST = COLUMNS.add("first", ColumnType.LONG, "any");
  private static final Column SECOND = COLUMNS.add("second", ColumnType.LONG, "any");
  private static final TableSchema SCHEMA = COLUMNS.schema();

  @TempDir private Path folder;
  private Scratch scratch;

  @BeforeEach
  void open() {
    scratch = scratch("s", "f");
  }

  private Scratch scratch(String stage, String fingerprint) {
    return new Scratch(new WorkFolder(folder.toString()), stage, fingerprint);
  }

  private static void write(Scratch to, String name, int bucket, long... numbers)
      throws IOException {
    try (PartFileWriter writer = new PartFileWriter(SCHEMA, Set.of())) {
      Row row = new Row(SCHEMA);
      for (long number : numbers) {
        row.setLong(FIRST, number);
        writer.write(row);
        row.clear();
      }
      to.commit(writer, name, bucket);
    }
  }

  private static List<Long> read(Scratch from, String name) throws IOException {
    List<Long> numbers = new ArrayList<>();
    from.read(name, SCHEMA, row -> numbers.add(row.getLong(FIRST)));
    return numbers;
  }

  private List<Path> attempts() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(scratch.folder()))) {
      return files.sorted().toList();
    }
  }

  @Test
  void theRowsOfAllBucketsOfANameAreReadInTheOrderOfEachFile() throws IOException {
    write(scratch, "cuts", 1, 5, 4);
    write(scratch, "cuts", 0, 7);
    write(scratch, "cuts", 2);
    assertThat(read(scratch, "cuts")).containsExactly(7L, 5L, 4L);
    assertThat(scratch.files("cuts")).hasSize(3);
  }

  @Test
  void aNameWithoutFilesHasNoRows() throws IOException {
    assertThat(scratch.files("cuts")).isEmpty();
    write(scratch, "other", 0, 1);
    assertThat(read(scratch, "cuts")).isEmpty();
  }

  @Test
  void theFilesOfRound1AreNotThoseOfRound10() throws IOException {
    write(scratch, "edges-1", 0, 1);
    write(scratch, "edges-10", 0, 10);
    assertThat(read(scratch, "edges-1")).containsExactly(1L);
    assertThat(read(scratch, "edges-10")).containsExactly(10L);
  }

  @Test
  void filesOfAnotherFingerprintOrStageAreNotRead() throws IOException {
    write(scratch("s", "earlier"), "cuts", 0, 1);
    write(scratch("other", "f"), "cuts", 0, 2);
    assertThat(read(scratch, "cuts")).isEmpty();
    write(scratch, "cuts", 0, 3);
    assertThat(read(scratch, "cuts")).containsExactly(3L);
  }

  @Test
  void aBucketThatRanTwiceIsReadOnce() throws IOException {
    write(scratch, "cuts", 0, 1, 2);
    write(scratch, "cuts", 0, 1, 2);
    assertThat(attempts()).hasSize(2);
    assertThat(read(scratch, "cuts")).containsExactly(1L, 2L);
  }

  @Test
  void ofTwoAttemptsTheOneThatWasCutShortIsNotRead() throws IOException {
    write(scratch, "cuts", 0, 1, 2);
    write(scratch, "cuts", 0, 1, 2);
    for (Path cut : attempts()) {
      byte[] bytes = Files.readAllBytes(cut);
      Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
      assertThat(read(scratch, "cuts")).containsExactly(1L, 2L);
      Files.write(cut, bytes);
    }
  }

  @Test
  void clearDeletesTheFilesOfItsStageOnly() throws IOException {
    write(scratch, "cuts", 0, 1);
    write(scratch("s", "earlier"), "cuts", 0, 1);
    write(scratch("other", "f"), "cuts", 0, 2);
    scratch.clear();
    assertThat(attempts()).isEmpty();
    assertThat(read(scratch("other", "f"), "cuts")).containsExactly(2L);
  }

  @Test
  void aBucketOfRowsWritesOneFileOfClearedRows() throws IOException {
    try (Scratch.Rows rows =
        new Scratch.Rows(scratch, SCHEMA, "found", 3) {
          @Override
          public void group(byte[] key, Iterator<byte[]> values) throws IOException {
            row.setLong(FIRST, key.length);
            write();
            row.setLong(SECOND, 9);
            write();
          }
        }) {
      rows.group(new byte[4], List.<byte[]>of().iterator());
      rows.finish();
    }
    List<String> read = new ArrayList<>();
    scratch.read("found", SCHEMA, row -> read.add(row.isNull(FIRST) + " " + row.isNull(SECOND)));
    assertThat(read).containsExactly("false true", "true false");
    assertThat(attempts()).hasSize(1);
  }
}
