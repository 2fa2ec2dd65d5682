package io.quipu.pipelines.work;

import static io.quipu.pipelines.work.PartFiles.PART;
import static io.quipu.pipelines.work.PartFiles.TEXTS;
import static io.quipu.pipelines.work.PartFiles.USUAL_ROW_GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.PartEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is not whole, or not ours, does not exist. */
class UnreadablePartFileTest {

  @TempDir Path folder;
  @TempDir Path spools;

  @Test
  void aFileCutAtAnyByteIsUnreadable() throws Exception {
    PartEntry entry =
        files().write(TEXTS, List.of(List.of("PAR1", "PAR1".repeat(9))), "a", USUAL_ROW_GROUP);
    byte[] whole = Files.readAllBytes(Path.of(files().path(entry)));
    for (int length = 0; length < whole.length; length++) {
      Files.write(Path.of(files().path(entry)), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PartFileReader.readFooter(files().path(entry)))
          .as("cut after %d of %d bytes", length, whole.length)
          .isInstanceOf(UnreadablePartFile.class)
          .hasMessageContaining(entry.file());
    }
  }

  @Test
  void aFlippedBitIsFoundOrChangesNothing() throws Exception {
    Columns columns = Columns.ofTable();
    columns.add("text", ColumnType.STRING, "");
    columns.add("n", ColumnType.INT_LIST, "");
    TableSchema schema = columns.schema();
    List<List<@Nullable Object>> rows =
        List.of(
            List.of("some text", List.of(3, -1)), List.of("", List.of()), List.of("é", List.of(3)));
    PartEntry entry = files().write(schema, rows, "a", USUAL_ROW_GROUP);
    byte[] file = Files.readAllBytes(Path.of(files().path(entry)));
    int found = 0;
    for (int at = 0; at < file.length; at++) {
      byte sound = file[at];
      file[at] ^= (byte) (1 << at % 8);
      Files.write(Path.of(files().path(entry)), file);
      file[at] = sound;
      try {
        assertThat(PartFileReader.readFooter(files().path(entry)))
            .as("byte %d", at)
            .isEqualTo(entry);
        assertThat(files().read(entry, schema)).as("byte %d", at).isEqualTo(rows);
      } catch (UnreadablePartFile expected) {
        found++;
      }
    }
    assertThat(found).isGreaterThan(file.length / 3);
  }

  @Test
  void aFileUnderTheNameOfAnotherPartIsUnreadable() throws Exception {
    PartEntry entry = files().write(TEXTS, List.of(List.of("id", "text")), "a", USUAL_ROW_GROUP);
    for (String name :
        List.of("t9-00000.00ff00ff.a.parquet", "t0123456789ab-00003.0ff.a.parquet", "x.parquet")) {
      Path copy = folder.resolve(name);
      Files.copy(Path.of(files().path(entry)), copy);
      assertThatThrownBy(() -> PartFileReader.readFooter(copy.toString()))
          .isInstanceOf(UnreadablePartFile.class)
          .hasMessageContaining("holds part " + PART);
    }
  }

  @Test
  void aParquetFileWithoutOurFooterIsForeign() throws Exception {
    PartEntry entry = files().write(TEXTS, List.of(List.of("id", "text")), "a", USUAL_ROW_GROUP);
    String file = Files.readString(Path.of(files().path(entry)), StandardCharsets.ISO_8859_1);
    Files.writeString(
        Path.of(files().path(entry)),
        file.replace("quipu.part", "someb.part"),
        StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> PartFileReader.readFooter(files().path(entry)))
        .isInstanceOf(UnreadablePartFile.class)
        .hasMessageContaining("not one of ours");
  }

  private PartFiles files() {
    return new PartFiles(folder, spools);
  }
}
