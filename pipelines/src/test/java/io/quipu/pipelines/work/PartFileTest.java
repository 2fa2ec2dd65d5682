package io.quipu.pipelines.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {

  private static final TableSchema EVERY_TYPE =
      new TableSchema(
          Arrays.stream(ColumnType.values())
              .map(type -> new Column("a_" + type.name().toLowerCase(Locale.ROOT), type))
              .toList());
  private static final TableSchema TEXTS =
      new TableSchema(
          List.of(new Column("id", ColumnType.STRING), new Column("text", ColumnType.STRING)));
  private static final String PART = "wikipedia/t0123456789ab-00003";
  private static final String FINGERPRINT = "00ff00ff";
  private static final long USUAL_ROW_GROUP = 16 << 20;

  @TempDir Path folder;
  @TempDir Path spools;

  @Test
  void randomRowsOfEveryTypeComeBackAsTheyWere() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      List<List<@Nullable Object>> rows = RandomRows.of(EVERY_TYPE, seed, 300);
      PartEntry entry = write(EVERY_TYPE, rows, "a" + seed, 1 << 14);
      assertThat(read(entry, EVERY_TYPE.names())).as("seed %d", seed).isEqualTo(rows);
      assertThat(entry.rowDigest())
          .as("seed %d", seed)
          .isEqualTo(SlowRowDigest.of(EVERY_TYPE, rows));
      assertThat(PartFileReader.readFooter(path(entry))).as("seed %d", seed).isEqualTo(entry);
    }
  }

  @Test
  void aPartWithoutRowsIsAPart() throws Exception {
    PartEntry entry = write(EVERY_TYPE, List.of(), "a", USUAL_ROW_GROUP);
    assertThat(entry.rows()).isZero();
    assertThat(PartFileReader.readFooter(path(entry))).isEqualTo(entry);
    assertThat(read(entry, List.of("a_int"))).isEmpty();
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
    assertThat(PartFileReader.readFooter(path(entry))).isEqualTo(entry);
    assertThat(entry.counts()).containsExactly(documents, Counts.none("tokens"));
  }

  @Test
  void theDigestIsTheSameWhateverTheRowGroupSize() throws Exception {
    List<List<@Nullable Object>> rows = RandomRows.of(EVERY_TYPE, 7, 2000);
    PartEntry large = write(EVERY_TYPE, rows, "large", USUAL_ROW_GROUP);
    PartEntry small = write(EVERY_TYPE, rows, "small", 1 << 12);
    assertThat(Files.size(Path.of(path(small)))).isGreaterThan(Files.size(Path.of(path(large))));
    assertThat(small.rowDigest()).isEqualTo(large.rowDigest());
    assertThat(read(small, EVERY_TYPE.names())).isEqualTo(read(large, EVERY_TYPE.names()));
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
      assertThat(digest(EVERY_TYPE, others).equals(digest(EVERY_TYPE, rows)))
          .as("change %d", i)
          .isEqualTo(others.equals(rows));
    }
  }

  @Test
  void nullEmptyAndAbsentElementsAreThreeThingsInTheDigest() throws Exception {
    TableSchema schema = new TableSchema(List.of(new Column("tags", ColumnType.STRING_LIST)));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(Collections.singletonList(null));
    rows.add(List.of(List.of()));
    rows.add(List.of(List.of("")));
    rows.add(List.of(List.of("", "")));
    List<String> digests = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      digests.add(digest(schema, List.of(row)));
    }
    assertThat(digests).doesNotHaveDuplicates();
    assertThat(read(write(schema, rows, "a", USUAL_ROW_GROUP), List.of("tags"))).isEqualTo(rows);
  }

  @Test
  void columnsOfAnotherNameOrTypeHaveAnotherDigest() throws Exception {
    List<String> digests = new ArrayList<>();
    for (String name : List.of("a", "b", "ab")) {
      for (ColumnType type : ColumnType.values()) {
        digests.add(digest(new TableSchema(List.of(new Column(name, type))), List.of()));
      }
    }
    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void allAttemptsAtEqualRowsMakeEqualBytes() throws Exception {
    List<List<@Nullable Object>> rows = RandomRows.of(EVERY_TYPE, 11, 500);
    assertThat(Files.readAllBytes(Path.of(path(write(EVERY_TYPE, rows, "a", USUAL_ROW_GROUP)))))
        .isEqualTo(
            Files.readAllBytes(Path.of(path(write(EVERY_TYPE, rows, "b", USUAL_ROW_GROUP)))));
  }

  @Test
  void listsOfEncodingsAreSortedSoThatEveryJvmWritesTheSameBytes() throws Exception {
    PartEntry entry = write(EVERY_TYPE, RandomRows.of(EVERY_TYPE, 1, 50), "a", USUAL_ROW_GROUP);
    byte[] file = Files.readAllBytes(Path.of(path(entry)));
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

  @Test
  void nothingIsVisibleBeforeTheCommitAndNoSpoolIsLeft() throws Exception {
    try (PartFileWriter writer = new PartFileWriter(TEXTS, Set.of(), spools)) {
      writer.write(row("id", "text"));
      assertThat(spools).isNotEmptyDirectory();
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(spools).isEmptyDirectory();
    write(TEXTS, List.of(List.of("id", "text")), "a", USUAL_ROW_GROUP);
    assertThat(spools).isEmptyDirectory();
  }

  @Test
  void onlyTheColumnsAskedForAreRead() throws Exception {
    PartEntry entry =
        write(TEXTS, List.of(List.of("id-1", "text ".repeat(100))), "a", USUAL_ROW_GROUP);
    byte[] file = Files.readAllBytes(Path.of(path(entry)));
    assertThat(read(entry, List.of("text", "id")))
        .containsExactly(List.of("text ".repeat(100), "id-1"));
    file[textPage(file)] ^= 1;
    Files.write(Path.of(path(entry)), file);
    assertThat(read(entry, List.of("id"))).containsExactly(List.of("id-1"));
    assertThatThrownBy(() -> read(entry, List.of("text"))).isInstanceOf(UnreadablePartFile.class);
  }

  @Test
  void skippingRowsIsReadingAndForgettingThem() throws Exception {
    List<List<@Nullable Object>> rows = RandomRows.of(EVERY_TYPE, 5, 1500);
    PartEntry entry = write(EVERY_TYPE, rows, "a", 1 << 13);
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      try (PartFileReader reader = new PartFileReader(path(entry))) {
        Row row = new Row(reader.schema());
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
    try (PartFileWriter writer = new PartFileWriter(TEXTS, Set.of("id"), spool(), 1 << 15)) {
      entry = commit(writer, rows, "a");
    }
    try (PartFileReader reader = new PartFileReader(path(entry))) {
      int others = 0;
      for (int i = 0; i < 2000; i++) {
        assertThat(reader.mayContain("id", "id-" + i)).isTrue();
        others += reader.mayContain("id", "no-" + i) ? 1 : 0;
      }
      assertThat(others).isLessThan(100);
      assertThat(reader.mayContain("text", "no such text")).as("no filter").isTrue();
    }
  }

  @Test
  void bloomFiltersOfFewValuesAreSmall() throws Exception {
    PartEntry entry;
    try (PartFileWriter writer = new PartFileWriter(TEXTS, Set.of("id", "text"), spools)) {
      entry = commit(writer, List.of(List.of("id", "text")), "a");
    }
    assertThat(Files.size(Path.of(path(entry)))).isLessThan(5_000);
  }

  @Test
  void aFileCutAtAnyByteIsUnreadable() throws Exception {
    PartEntry entry =
        write(TEXTS, List.of(List.of("PAR1", "PAR1".repeat(9))), "a", USUAL_ROW_GROUP);
    byte[] whole = Files.readAllBytes(Path.of(path(entry)));
    for (int length = 0; length < whole.length; length++) {
      Files.write(Path.of(path(entry)), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PartFileReader.readFooter(path(entry)))
          .as("cut after %d of %d bytes", length, whole.length)
          .isInstanceOf(UnreadablePartFile.class)
          .hasMessageContaining(entry.file());
    }
  }

  @Test
  void aFlippedBitIsFoundOrChangesNothing() throws Exception {
    TableSchema schema =
        new TableSchema(
            List.of(new Column("text", ColumnType.STRING), new Column("n", ColumnType.INT_LIST)));
    List<List<@Nullable Object>> rows =
        List.of(
            List.of("some text", List.of(3, -1)), List.of("", List.of()), List.of("é", List.of(3)));
    PartEntry entry = write(schema, rows, "a", USUAL_ROW_GROUP);
    byte[] file = Files.readAllBytes(Path.of(path(entry)));
    int found = 0;
    for (int at = 0; at < file.length; at++) {
      byte sound = file[at];
      file[at] ^= (byte) (1 << at % 8);
      Files.write(Path.of(path(entry)), file);
      file[at] = sound;
      try {
        assertThat(PartFileReader.readFooter(path(entry))).as("byte %d", at).isEqualTo(entry);
        assertThat(read(entry, schema.names())).as("byte %d", at).isEqualTo(rows);
      } catch (UnreadablePartFile expected) {
        found++;
      }
    }
    assertThat(found).isGreaterThan(file.length / 3);
  }

  @Test
  void aFileUnderTheNameOfAnotherPartIsUnreadable() throws Exception {
    PartEntry entry = write(TEXTS, List.of(List.of("id", "text")), "a", USUAL_ROW_GROUP);
    for (String name :
        List.of("t9-00000.00ff00ff.a.parquet", "t0123456789ab-00003.0ff.a.parquet", "x.parquet")) {
      Path copy = folder.resolve(name);
      Files.copy(Path.of(path(entry)), copy);
      assertThatThrownBy(() -> PartFileReader.readFooter(copy.toString()))
          .isInstanceOf(UnreadablePartFile.class)
          .hasMessageContaining("holds part " + PART);
    }
  }

  @Test
  void aParquetFileWithoutOurFooterIsForeign() throws Exception {
    PartEntry entry = write(TEXTS, List.of(List.of("id", "text")), "a", USUAL_ROW_GROUP);
    String file = Files.readString(Path.of(path(entry)), StandardCharsets.ISO_8859_1);
    Files.writeString(
        Path.of(path(entry)),
        file.replace("quipu.part", "someb.part"),
        StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> PartFileReader.readFooter(path(entry)))
        .isInstanceOf(UnreadablePartFile.class)
        .hasMessageContaining("not one of ours");
  }

  @Test
  void longTextsBetweenShortOnesComeBackWhole() throws Exception {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int bytes : new int[] {10, 12_000_000, 5, 60_000_000, 7}) {
      rows.add(List.of("id" + bytes, "0123456789".repeat(bytes / 10) + "ไ"));
    }
    PartEntry entry = write(TEXTS, rows, "a", USUAL_ROW_GROUP);
    assertThat(read(entry, TEXTS.names()).equals(rows)).isTrue();
  }

  /** Written by the first version; a format that can't read it any more is another format. */
  @Test
  void theFirstFormatIsReadForEver() throws Exception {
    String name = "t0123456789ab-00003.00ff00ff.a.parquet";
    try (var kept = PartFileTest.class.getResourceAsStream("/formats/part-1/" + name)) {
      Files.copy(Objects.requireNonNull(kept), folder.resolve(name));
    }
    PartEntry entry = PartFileReader.readFooter(folder.resolve(name).toString());
    assertThat(entry.rowDigest()).isEqualTo(SlowRowDigest.of(EVERY_TYPE, formatRows()));
    assertThat(read(entry, EVERY_TYPE.names())).isEqualTo(formatRows());
  }

  @Test
  void theFirstFormatIsStillWrittenByteForByte() throws Exception {
    PartEntry entry = write(EVERY_TYPE, formatRows(), "a", USUAL_ROW_GROUP);
    try (var kept = PartFileTest.class.getResourceAsStream("/formats/part-1/" + entry.file())) {
      assertThat(Files.readAllBytes(Path.of(path(entry))))
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

  @Test
  void loneSurrogatesAreStoredAsTheReplacementCharacter() throws Exception {
    List<List<@Nullable Object>> rows = List.of(List.of("\ud800", "a\udc00\ud83d\ude00\ud83d"));
    assertThat(read(write(TEXTS, rows, "a", USUAL_ROW_GROUP), TEXTS.names()))
        .containsExactly(List.of("\ufffd", "a\ufffd\ud83d\ude00\ufffd"));
  }

  @Test
  void everyCodePointIsEncodedAsTheJdkDoes() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }
    assertThat(RowWriteSupport.utf8(all.toString()))
        .isEqualTo(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void rowsOfAnotherSchemaOrAfterTheDigestAreRefused() throws Exception {
    try (PartFileWriter writer = new PartFileWriter(TEXTS, Set.of(), spools)) {
      assertThatThrownBy(() -> writer.write(new Row(EVERY_TYPE)))
          .isInstanceOf(IllegalArgumentException.class);
      writer.rowDigest();
      assertThatThrownBy(() -> writer.write(row("id", "text")))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> new PartFileWriter(TEXTS, Set.of("url"), spools))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column url among [id, text]");
  }

  private static Row row(String id, String text) {
    Row row = new Row(TEXTS);
    row.setString(0, id);
    row.setString(1, text);
    return row;
  }

  private Path spool() throws Exception {
    return Files.createTempFile(spools, "spool", null);
  }

  private PartEntry write(
      TableSchema schema, List<List<@Nullable Object>> rows, String attempt, long rowGroupBytes)
      throws Exception {
    try (PartFileWriter writer = new PartFileWriter(schema, Set.of(), spool(), rowGroupBytes)) {
      return commit(writer, rows, attempt);
    }
  }

  private PartEntry commit(PartFileWriter writer, List<List<@Nullable Object>> rows, String attempt)
      throws Exception {
    writeRows(writer, rows);
    return writer.commit(folder.toString(), PART, FINGERPRINT, attempt, new TreeMap<>(), List.of());
  }

  private String digest(TableSchema schema, List<List<@Nullable Object>> rows) throws Exception {
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

  private String path(PartEntry entry) {
    return Storage.child(folder.toString(), entry.file());
  }

  private List<List<@Nullable Object>> read(PartEntry entry, List<String> columns)
      throws Exception {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (PartFileReader reader = new PartFileReader(path(entry), columns)) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        rows.add(RandomRows.values(row));
      }
    }
    return rows;
  }

  /** A byte of the compressed text: zstd keeps the first letters as they are. */
  private static int textPage(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1).indexOf("text ") + 2;
  }
}
