package io.quipu.pipelines.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.pipelines.release.Removals.Removal;
import io.quipu.pipelines.release.Removals.TokenRange;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalsTest {

  private static final Removal FIRST = new Removal("web", "é/1", List.of(new TokenRange(3, 5, 9)));
  private static final Removal SECOND = new Removal("web", "2", List.of());

  @TempDir Path folder;
  private WorkFolder work = new WorkFolder("");

  @BeforeEach
  void workFolder() {
    work = new WorkFolder(folder.toString());
  }

  @Test
  void areReadInTheOrderInWhichTheyWereNotedAndOnce() throws Exception {
    assertThat(Removals.read(work)).isEmpty();
    assertThat(Removals.append(work, List.of(FIRST))).isEqualTo(1);
    assertThat(Removals.append(work, List.of(SECOND, new Removal("web", "é/1", List.of()), SECOND)))
        .isEqualTo(1);
    assertThat(Removals.read(work)).containsExactly(FIRST, SECOND);
  }

  @Test
  void nothingThatWasWrittenIsWrittenAgain() throws Exception {
    Removals.append(work, List.of(FIRST));
    SortedMap<Path, byte[]> before = files();
    Removals.append(work, List.of(SECOND));
    SortedMap<Path, byte[]> after = files();
    assertThat(after).hasSize(before.size() + 1);
    before.forEach((file, bytes) -> assertThat(after.get(file)).isEqualTo(bytes));
    assertThat(Removals.append(work, List.of(FIRST, SECOND))).isZero();
    assertThat(files()).hasSize(2);
  }

  @Tag("slow")
  @Test
  void whatNoFileCouldHoldIsWrittenAsSeveralAndReadAgain() throws Exception {
    List<Removal> many = new ArrayList<>();
    for (int i = 0; i < 44; i++) { // each a megabyte in memory, and six as JSON: 264 in all
      many.add(new Removal("web", i + "\1".repeat(1 << 20), List.of(new TokenRange(i, 0, 9))));
    }
    Removals.append(work, List.of(FIRST));
    assertThat(Removals.append(work, many)).isEqualTo(44);
    try (Stream<Path> all = Files.list(folder.resolve("removals"))) {
      assertThat(all)
          .hasSizeGreaterThan(2)
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(33 << 20));
    }
    many.add(0, FIRST);
    assertThat(Removals.read(work).equals(many)).isTrue();
    assertThat(Removals.append(work, many)).isZero();
  }

  @Test
  void aFileThatIsTooLongIsAnErrorThatSaysWhatToDo() throws Exception {
    Removals.append(work, List.of(FIRST));
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("removals/1.json").toFile(), "rw")) {
      file.setLength((256 << 20) + 1);
    }
    refused("a file of an older version");
  }

  @Test
  void aListThatIsCutOrChangedOrGoneIsAnErrorAndNeverNoRemovals() throws Exception {
    Removals.append(work, List.of(FIRST));
    Removals.append(work, List.of(SECOND));
    SortedMap<Path, byte[]> files = files();
    for (Path file : files.keySet()) {
      byte[] bytes = files.get(file);
      for (int i = 0; i < bytes.length; i++) {
        Files.write(file, Arrays.copyOf(bytes, i));
        refused(file + " cut at " + i);
        byte[] changed = bytes.clone();
        changed[i] ^= 4;
        Files.write(file, changed);
        refused(file + " changed at " + i);
      }
      Files.write(file, bytes);
    }
    Files.delete(files.firstKey());
    refused("the first of two is gone");
    Files.copy(files.lastKey(), files.firstKey());
    refused("the first is a copy of the second");
  }

  @Test
  void theOneFileOfAnOlderVersionIsNotOverlooked() throws Exception {
    Files.writeString(
        folder.resolve("removals.jsonl"), "{\"key\":\"1\",\"ranges\":[],\"source\":\"web\"}\n");
    refused("removals.jsonl");
  }

  private void refused(String how) {
    assertThatThrownBy(() -> Removals.read(work))
        .as(how)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("quipu remove");
    assertThatThrownBy(() -> Removals.append(work, List.of(SECOND)))
        .as(how)
        .isInstanceOf(IOException.class);
  }

  private SortedMap<Path, byte[]> files() throws IOException {
    SortedMap<Path, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.readAllBytes(file));
      }
    }
    return files;
  }
}
