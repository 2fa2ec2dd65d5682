package io.quipu.pipelines.work;

import static io.quipu.pipelines.work.PartFiles.EVERY_TYPE;
import static io.quipu.pipelines.work.PartFiles.FINGERPRINT;
import static io.quipu.pipelines.work.PartFiles.PART;
import static io.quipu.pipelines.work.PartFiles.TEXTS;
import static io.quipu.pipelines.work.PartFiles.USUAL_ROW_GROUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows come back as they were written, as far as they are asked for. */
class PartFileTest {

  @TempDir Path folder;
  @TempDir Path spools;

  @Test
  void randomRowsOfEveryTypeComeBackAsTheyWere() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      List<List<@Nullable Object>> rows = RandomRows.of(EVERY_TYPE, seed, 300);
      PartEntry entry = files().write(EVERY_TYPE, rows, "a" + seed, 1 << 14);
      assertThat(files().read(entry, EVERY_TYPE)).as("seed %d", seed).isEqualTo(rows);
      assertThat(entry.rowDigest())
          .as("seed %d", seed)
          .isEqualTo(SlowRowDigest.of(EVERY_TYPE, rows));
      assertThat(PartFileReader.readFooter(files().path(entry)))
          .as("seed %d", seed)
          .isEqualTo(entry);
    }
  }

  @Test
  void aPartWithoutRowsIsAPart() throws Exception {
    PartEntry entry = files().write(EVERY_TYPE, List.of(), "a", USUAL_ROW_GROUP);
    assertThat(entry.rows()).isZero();
    assertThat(PartFileReader.readFooter(files().path(entry))).isEqualTo(entry);
    assertThat(files().read(entry, EVERY_TYPE.column("a_int"))).isEmpty();
  }

  @Test
  void whatTheStageSaysOfAPartStandsInItsFooter() throws Exception {
    Counts documents =
        new Counts(
            "documents",
            5,
            2,
            new TreeMap<>(Map.of("too_short", 2L)),
            new TreeMap<>(Map.of("bad_gzip", 1L)));
    PartEntry entry;
    try (PartFileWriter writer = new PartFileWriter(TEXTS, Set.of(), spools)) {
      entry =
          writer.commit(
              folder.toString(),
              PART,
              FINGERPRINT,
              "a",
              new TreeMap<>(Map.of("input", "dump \"é\".bz2", "range", "0-9")),
              List.of(documents, Counts.none("tokens")));
    }
    assertThat(PartFileReader.readFooter(files().path(entry))).isEqualTo(entry);
    assertThat(entry.counts()).containsExactly(documents, Counts.none("tokens"));
  }

  @Test
  void nothingIsVisibleBeforeTheCommitAndNoSpoolIsLeft() throws Exception {
    try (PartFileWriter writer = new PartFileWriter(TEXTS, Set.of(), spools)) {
      writer.write(PartFiles.texts("id", "text"));
      assertThat(spools).isNotEmptyDirectory();
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(spools).isEmptyDirectory();
    files().write(TEXTS, List.of(List.of("id", "text")), "a", USUAL_ROW_GROUP);
    assertThat(spools).isEmptyDirectory();
  }

  @Test
  void onlyTheColumnsAskedForAreRead() throws Exception {
    PartEntry entry =
        files().write(TEXTS, List.of(List.of("id-1", "text ".repeat(100))), "a", USUAL_ROW_GROUP);
    byte[] file = Files.readAllBytes(Path.of(files().path(entry)));
    assertThat(files().read(entry, PartFiles.TEXT, PartFiles.ID))
        .containsExactly(List.of("text ".repeat(100), "id-1"));
    file[textPage(file)] ^= 1;
    Files.write(Path.of(files().path(entry)), file);
    assertThat(files().read(entry, PartFiles.ID)).containsExactly(List.of("id-1"));
    assertThatThrownBy(() -> files().read(entry, PartFiles.TEXT))
        .isInstanceOf(UnreadablePartFile.class);
  }

  @Test
  void skippingRowsIsReadingAndForgettingThem() throws Exception {
    List<List<@Nullable Object>> rows = RandomRows.of(EVERY_TYPE, 5, 1500);
    PartEntry entry = files().write(EVERY_TYPE, rows, "a", 1 << 13);
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      try (PartFileReader reader = new PartFileReader(files().path(entry))) {
        Row row = reader.newRow();
        int at = 0;
        while (at < rows.size()) {
          int n = random.nextInt(random.nextBoolean() ? 3 : 400);
          reader.skip(n);
          at += n;
          boolean more = reader.next(row);
          assertThat(more).as("seed %d, row %d", seed, at).isEqualTo(at < rows.size());
          if (more) {
            assertThat(RandomRows.values(row))
                .as("seed %d, row %d", seed, at)
                .isEqualTo(rows.get(at));
          }
          at++;
        }
        assertThat(reader.next(row)).isFalse();
      }
    }
  }

  @Test
  void bloomFiltersKnowEveryValueAndFewOthers() throws Exception {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      rows.add(List.of("id-" + i, "é" + i));
    }
    PartEntry entry;
    try (PartFileWriter writer =
        new PartFileWriter(TEXTS, Set.of(PartFiles.ID), files().spool(), 1 << 15)) {
      entry = files().commit(writer, rows, "a");
    }
    try (PartFileReader reader = new PartFileReader(files().path(entry))) {
      int others = 0;
      for (int i = 0; i < 2000; i++) {
        assertThat(reader.mayContain(PartFiles.ID, "id-" + i)).isTrue();
        others += reader.mayContain(PartFiles.ID, "no-" + i) ? 1 : 0;
      }
      assertThat(others).isLessThan(100);
      assertThat(reader.mayContain(PartFiles.TEXT, "no such text")).as("no filter").isTrue();
    }
  }

  @Test
  void bloomFiltersOfFewValuesAreSmall() throws Exception {
    PartEntry entry;
    try (PartFileWriter writer =
        new PartFileWriter(TEXTS, Set.of(PartFiles.ID, PartFiles.TEXT), spools)) {
      entry = files().commit(writer, List.of(List.of("id", "text")), "a");
    }
    assertThat(Files.size(Path.of(files().path(entry)))).isLessThan(5_000);
  }

  @Test
  void longTextsBetweenShortOnesComeBackWhole() throws Exception {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int bytes : new int[] {10, 12_000_000, 5, 60_000_000, 7}) {
      rows.add(List.of("id" + bytes, "0123456789".repeat(bytes / 10) + "ไ"));
    }
    PartEntry entry = files().write(TEXTS, rows, "a", USUAL_ROW_GROUP);
    assertThat(files().read(entry, TEXTS).equals(rows)).isTrue();
  }

  @Test
  void loneSurrogatesAreStoredAsTheReplacementCharacter() throws Exception {
    List<List<@Nullable Object>> rows = List.of(List.of("\ud800", "a\udc00\ud83d\ude00\ud83d"));
    assertThat(files().read(files().write(TEXTS, rows, "a", USUAL_ROW_GROUP), TEXTS))
        .containsExactly(List.of("\ufffd", "a\ufffd\ud83d\ude00\ufffd"));
  }

  @Test
  void rowsOfAnotherSchemaOrAfterTheDigestAreRefused() throws Exception {
    try (PartFileWriter writer = new PartFileWriter(TEXTS, Set.of(), spools)) {
      assertThatThrownBy(() -> writer.write(new Row(EVERY_TYPE)))
          .isInstanceOf(IllegalArgumentException.class);
      writer.rowDigest();
      assertThatThrownBy(() -> writer.write(PartFiles.texts("id", "text")))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(
            () ->
                new PartFileWriter(
                    TEXTS, Set.of(Column.anywhere("url", ColumnType.STRING)), spools))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column url among [id, text]");
  }

  /** A byte of the compressed text: zstd keeps the first letters as they are. */
  private static int textPage(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf("text ") + 2;
  }

  private PartFiles files() {
    return new PartFiles(folder, spools);
  }
}
