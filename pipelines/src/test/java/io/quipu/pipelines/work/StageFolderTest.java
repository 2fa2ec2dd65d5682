package io.quipu.pipelines.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.PartEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StageFolderTest {

  private static final TableSchema SCHEMA = PartFiles.oneColumn("id", ColumnType.STRING);
  private static final String PART = "web/t1-00000";

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource
  void theSmallestAttemptThatReadsWholeIsTaken(Root root) throws Exception {
    String path = folder(root);
    StageFolder folder = new StageFolder(path);
    PartEntry b = attempt(path, PART, "f1", "b");
    attempt(path, PART, "f1", "c");
    attempt(path, PART, "f0", "a");
    attempt(path, "web/t1-00001", "f1", "a");
    assertThat(folder.find(Map.of(PART, "f1"))).isEqualTo(Map.of(PART, b));
    cut(path, attempt(path, PART, "f1", "a"));
    assertThat(folder.find(Map.of(PART, "f1"))).isEqualTo(Map.of(PART, b));
    PartEntry a0 = attempt(path, PART, "f1", "a0");
    assertThat(folder.find(Map.of(PART, "f1"))).isEqualTo(Map.of(PART, a0));
    assertThat(folder.find(Map.of(PART, "f2", "web/t2-00000", "f1"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aPartOfAnotherSourceIsNotTaken(Root root) throws Exception {
    String path = folder(root);
    attempt(path, "books/t1-00000", "f1", "a");
    assertThat(new StageFolder(path).find(Map.of(PART, "f1"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void attemptsAtTheSameTimeHaveOneWinner(Root root) throws Exception {
    String path = folder(root);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<PartEntry>> attempts = new ArrayList<>();
      for (String name : List.of("7", "3", "5", "4")) {
        attempts.add(() -> attempt(path, PART, "f1", name));
      }
      PartEntry winner = null;
      for (Future<PartEntry> made : pool.invokeAll(attempts)) {
        winner = made.get().file().contains(".3.") ? made.get() : winner;
      }
      assertThat(new StageFolder(path).find(Map.of(PART, "f1")).get(PART)).isEqualTo(winner);
      assertThat(new StageFolder(path).all())
          .extracting(FileName::attempt)
          .containsExactly("3", "4", "5", "7");
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void litterIsDeletedAndNothingElse(Root root) throws Exception {
    String path = folder(root);
    PartEntry kept = attempt(path, PART, "f1", "a");
    cut(path, attempt(path, PART, "f1", "b"));
    attempt(path, "web/t9-00000", "f0", "a");
    Storage.write(StoragePath.child(path, "notes.txt"), new byte[1]);
    new StageFolder(path).deleteLitter(Set.of(kept.file()));
    assertThat(Storage.list(path))
        .extracting(Storage.Entry::name)
        .containsExactly("notes.txt", kept.file());
  }

  @Test
  void fileNamesAreParsedOnlyAsTheyAreMade() {
    FileName name = FileName.of("web/t0123456789ab-00003", "00ff", "7-x_Y");
    assertThat(name.toString()).isEqualTo("t0123456789ab-00003.00ff.7-x_Y.parquet");
    assertThat(FileName.parse(name.toString())).contains(name);
    for (String litter :
        List.of(
            "",
            "a.b.parquet",
            "a.b.c.d.parquet",
            "a..c.parquet",
            "a.b.c.parquet.crc",
            "a.b.c.PARQUET",
            ".a.b.c.parquet",
            "a b.c.d.parquet",
            "a.b.c.parquet\n",
            "é.b.c.parquet",
            "x".repeat(65) + ".b.c.parquet")) {
      assertThat(FileName.parse(litter)).as(litter).isEmpty();
    }
  }

  private String folder(Root root) {
    return StoragePath.child(root.folder(temp), "documents", "web");
  }

  private static PartEntry attempt(String folder, String part, String fingerprint, String attempt)
      throws Exception {
    try (PartFileWriter writer = new PartFileWriter(SCHEMA, Set.of())) {
      Row row = new Row(SCHEMA);
      row.setString(SCHEMA.column("id"), part);
      writer.write(row);
      return writer.commit(folder, part, fingerprint, attempt, new TreeMap<>(), List.of());
    }
  }

  private static void cut(String folder, PartEntry entry) throws Exception {
    String path = StoragePath.child(folder, entry.file());
    byte[] bytes = Storage.readAll(path, 1 << 20);
    Storage.write(path, Arrays.copyOf(bytes, bytes.length - 1));
  }
}
