package io.quipu.pipelines.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StorageTest {

  private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource
  void writesReadsListsAndDeletes(Root root) throws Exception {
    String folder = StoragePath.child(root.folder(temp), "records", "wikipedia");
    assertThat(Storage.list(folder)).isEmpty();
    String b = StoragePath.child(folder, "b");
    String a = StoragePath.child(folder, "a é ไ");
    Storage.write(b, BYTES);
    Storage.write(a, new byte[0]);
    Storage.write(StoragePath.child(folder, "deeper", "c"), BYTES);
    assertThat(Storage.list(folder)).extracting(Storage.Entry::name).containsExactly("a é ไ", "b");
    assertThat(Storage.list(folder)).extracting(Storage.Entry::size).containsExactly(0L, 10L);
    assertThat(Storage.list(folder)).extracting(Storage.Entry::path).containsExactly(a, b);
    assertThat(Storage.readAll(b, 10)).isEqualTo(BYTES);
    assertThat(Storage.exists(b)).isTrue();
    assertThat(Storage.entry(b)).isEqualTo(Storage.list(folder).get(1));
    Storage.delete(List.of(b, StoragePath.child(folder, "never there")));
    assertThat(Storage.exists(b)).isFalse();
    assertThatThrownBy(() -> Storage.entry(b)).isInstanceOf(IOException.class);
    assertThat(Storage.list(folder)).extracting(Storage.Entry::name).containsExactly("a é ไ");
    assertThatThrownBy(() -> Storage.open(b)).isInstanceOf(IOException.class);
  }

  @Test
  void whetherAFileExistsIsNotGuessedWhereItCannotBeTold() throws Exception {
    Path loop = Files.createSymbolicLink(temp.resolve("loop"), Path.of("loop"));
    assertThatThrownBy(() -> Storage.exists(loop.toString())).isInstanceOf(IOException.class);
    Path file = Files.write(temp.resolve("file"), BYTES);
    assertThat(Storage.exists(file.resolve("below").toString())).as("below a file").isFalse();
    assertThat(Storage.exists(temp.toString())).as("a folder").isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void readsNoMoreThanItsLimit(Root root) throws Exception {
    String path = StoragePath.child(root.folder(temp), "file");
    Storage.write(path, BYTES);
    assertThat(Storage.readAll(path, 10)).hasSize(10);
    assertThatThrownBy(() -> Storage.readAll(path, 9))
        .hasMessageContaining("10 bytes, more than the 9");
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatIsOpenedAndMadeUntilTheListenerIsClosed(Root root) throws Exception {
    String path = StoragePath.child(root.folder(temp), "file");
    List<String> heard = new ArrayList<>();
    Storage.Listener listener =
        new Storage.Listener() {
          @Override
          public void opened(String path) {
            heard.add("opened " + path);
          }

          @Override
          public void made(String path) {
            heard.add("made " + path);
          }
        };
    try (AutoCloseable listening = Storage.listen(listener)) {
      Storage.write(path, BYTES);
      Storage.readAll(path, 100);
    }
    Storage.readAll(path, 100);
    assertThat(heard).containsExactly("made " + path, "opened " + path);
  }

  @Test
  void aLocalPathMayHaveItsScheme() throws Exception {
    Storage.write("file://" + temp + "/a", BYTES);
    Storage.write("file:" + temp + "/b", BYTES);
    assertThat(Files.readAllBytes(temp.resolve("a"))).isEqualTo(BYTES);
    assertThat(Storage.list("file://" + temp))
        .extracting(Storage.Entry::path)
        .containsExactly("file://" + temp + "/a", "file://" + temp + "/b");
    assertThatThrownBy(() -> Storage.open("file://elsewhere/a"))
        .hasMessageContaining("another host");
  }

  @Test
  void localFoldersMayHaveCharactersOfGlobs() throws Exception {
    Path odd = Files.createDirectory(temp.resolve("[odd] *folder?"));
    Storage.write(StoragePath.child(odd.toString(), "file"), BYTES);
    assertThat(Storage.list(odd.toString())).hasSize(1);
  }

  @Test
  void refusesNamesThatLeaveTheirFolderOrStandForOthers() {
    for (String name :
        List.of(
            "",
            ".",
            "..",
            "a/b",
            "/",
            "../x",
            "a\u0000",
            "a\nb",
            "*",
            "a?",
            "[a]",
            "{a}",
            "a\\b",
            "x".repeat(201))) {
      assertThatThrownBy(() -> StoragePath.child("folder", name))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(StoragePath.child("folder", "a", "..b", "c d")).isEqualTo("folder/a/..b/c d");
    assertThat(StoragePath.child("folder/", "a")).isEqualTo("folder/a");
    assertThatThrownBy(() -> Storage.list("norename:/a*"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnknownSchemeIsAnErrorThatNamesTheKnownOnes() {
    List<ThrowingCallable> uses =
        List.of(
            () -> Storage.list("nosuchscheme://bucket/folder"),
            () -> Storage.match("nosuchscheme://bucket/*.gz"),
            () -> Storage.open("nosuchscheme://bucket/file"),
            () -> Storage.create("nosuchscheme://bucket/file"),
            () -> Storage.checkScheme("NoSuchScheme:/file"),
            () -> Storage.checkWritable("nosuchscheme://bucket/folder"));
    for (ThrowingCallable use : uses) {
      assertThatThrownBy(use)
          .isInstanceOf(UnknownScheme.class)
          .hasMessageContaining("there is no file system for")
          .hasMessageContaining("classpath, file, norename");
    }
  }

  @Test
  void knownSchemesAndPathsWithoutOneAreAccepted() throws Exception {
    for (String path : List.of("a/b", "/a/b", "file:/a/b", "FILE:/a", "norename:/a", "C+.txt")) {
      Storage.checkScheme(path);
    }
  }

  @Test
  void aFolderBelowAFileCannotBeWritten(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> Storage.checkWritable(file.toString()))
        .isInstanceOf(UnwritableFolder.class)
        .hasMessage(file + " can't be written: " + file + " is not a folder");
    String below = file.resolve("a/b").toString();
    assertThatThrownBy(() -> Storage.checkWritable(below))
        .isInstanceOf(UnwritableFolder.class)
        .hasMessage(below + " can't be written: " + file + " is not a folder");
    Storage.checkWritable(folder.resolve("new/folder").toString());
    assertThat(folder.resolve("new")).doesNotExist();
  }
}
