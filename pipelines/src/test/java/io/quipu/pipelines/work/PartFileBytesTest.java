package io.quipu.pipelines.work;

import static io.quipu.pipelines.work.PartFiles.EVERY_TYPE;
import static io.quipu.pipelines.work.PartFiles.USUAL_ROW_GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.PartEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal rows are equal bytes, in every attempt, JVM and version. */
class PartFileBytesTest {

  @TempDir Path folder;
  @TempDir Path spools;

  @Test
  void allAttemptsAtEqualRowsMakeEqualBytes() throws Exception {
    List<List<@Nullable Object>> rows = RandomRows.of(EVERY_TYPE, 11, 500);
    assertThat(
            Files.readAllBytes(
                Path.of(files().path(files().write(EVERY_TYPE, rows, "a", USUAL_ROW_GROUP)))))
        .isEqualTo(
            Files.readAllBytes(
                Path.of(files().path(files().write(EVERY_TYPE, rows, "b", USUAL_ROW_GROUP)))));
  }

  @Test
  void listsOfEncodingsAreSortedSoThatEveryJvmWritesTheSameBytes() throws Exception {
    PartEntry entry =
        files().write(EVERY_TYPE, RandomRows.of(EVERY_TYPE, 1, 50), "a", USUAL_ROW_GROUP);
    byte[] file = Files.readAllBytes(Path.of(files().path(entry)));
    int length =
        java.nio.ByteBuffer.wrap(file)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .getInt(file.length - 8);
    var footer =
        org.apache.parquet.format.Util.readFileMetaData(
            new java.io.ByteArrayInputStream(file, file.length - 8 - length, length));
    var encodings =
        footer.getRow_groups().get(0).getColumns().stream()
            .map(column -> column.getMeta_data().getEncodings())
            .toList();
    assertThat(encodings).anySatisfy(list -> assertThat(list).hasSizeGreaterThan(1));
    assertThat(encodings).allSatisfy(list -> assertThat(list).isSorted());
  }

  /** A format that can't read it any more is another format. */
  @Test
  void theKeptFileOfThisFormatIsRead() throws Exception {
    PartEntry entry = PartFileReader.readFooter(kept("part-2").toString());
    assertThat(entry.rowDigest()).isEqualTo(SlowRowDigest.of(EVERY_TYPE, formatRows()));
    assertThat(files().read(entry, EVERY_TYPE)).isEqualTo(formatRows());
  }

  @Test
  void theKeptFileOfAFormerFormatIsUnreadableAndItsNumberIsSaid() throws Exception {
    Path former = kept("part-1");
    assertThatThrownBy(() -> PartFileReader.readFooter(former.toString()))
        .isInstanceOf(UnreadablePartFile.class)
        .hasMessageContaining("is of format 1; this version reads format 2");
  }

  private Path kept(String format) throws Exception {
    String name = "t0123456789ab-00003.00ff00ff.a.parquet";
    try (var kept =
        PartFileBytesTest.class.getResourceAsStream("/formats/" + format + "/" + name)) {
      Files.copy(Objects.requireNonNull(kept), folder.resolve(name));
    }
    return folder.resolve(name);
  }

  @Test
  void thisFormatIsStillWrittenByteForByte() throws Exception {
    PartEntry entry = files().write(EVERY_TYPE, formatRows(), "a", USUAL_ROW_GROUP);
    try (var kept =
        PartFileBytesTest.class.getResourceAsStream("/formats/part-2/" + entry.file())) {
      assertThat(Files.readAllBytes(Path.of(files().path(entry))))
          .as(
              "changes with the versions of Parquet and zstd-jni: then only this file is made"
                  + " again")
          .isEqualTo(Objects.requireNonNull(kept).readAllBytes());
    }
  }

  private static List<List<@Nullable Object>> formatRows() {
    return List.of(
        List.of(
            -1,
            1L << 40,
            0.1,
            true,
            "ไทย \ud83d\ude00",
            List.of((byte) 0, (byte) -1),
            List.of(50256, 0, 50256),
            List.of(-0.0, Double.NaN),
            List.of("", "too_short")),
        Arrays.asList(null, null, null, null, null, null, null, null, null),
        List.of(0, 0L, 0.0, false, "", List.of(), List.of(), List.of(), List.of()));
  }

  private PartFiles files() {
    return new PartFiles(folder, spools);
  }
}
