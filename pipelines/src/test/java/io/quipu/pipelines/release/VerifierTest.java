package io.quipu.pipelines.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.hash.Sha256;
import io.quipu.pipelines.work.NoRenameFileSystem;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {

  @TempDir Path folder;
  private Path out = Path.of("");

  @BeforeEach
  void publish() throws IOException {
    out = folder.resolve("out");
    Publisher.publish(
        HandMade.release(folder.resolve("from").toString(), "one", "two"),
        out.toString(),
        Publisher.Trust.SIZES);
    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = "release-1")
  void theKeptReleaseOfEveryPublishedFormatIsProved(String format) throws Exception {
    URL kept = Objects.requireNonNull(VerifierTest.class.getResource("/formats/" + format));
    Verifier.Report report = Verifier.verify(Path.of(kept.toURI()).toString());
    assertThat(report.problems()).isEmpty();
    assertThat(report.documents()).isEqualTo(2);
    assertThat(report.tokens()).isEqualTo(50);
  }

  @Test
  void everyFormatThatIsReadHasAKeptRelease() {
    assertThat(Release.READ_FORMATS)
        .contains(Release.FORMAT)
        .allMatch(format -> VerifierTest.class.getResource("/formats/" + format) != null);
  }

  private List<String> problems() throws IOException {
    return Verifier.verify(out.toString()).problems();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shard-00002.bin", "notes.txt", ".hidden", "sub/shard-00000.bin"})
  void aFileThatTheManifestDoesNotNameIsAProblem(String name) throws Exception {
    Files.createDirectories(out.resolve(name).getParent());
    Files.writeString(out.resolve(name), "more");
    assertThat(problems()).singleElement().asString().startsWith(name).contains("manifest.json");
  }

  @Test
  void aMissingManifestIsAProblem() throws Exception {
    Files.delete(out.resolve("manifest.json"));
    assertThat(problems()).singleElement().asString().contains("manifest.json is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RELEASE", "manifest.json", "shard-00000.bin"})
  void aFileThatCannotBeReadIsNoProblemOfTheRelease(String name) throws Exception {
    String to = "norename:/verify" + folder.getFileName();
    Release release = HandMade.release(folder.resolve("from").toString(), "one");
    Publisher.publish(release, to, Publisher.Trust.SIZES);
    assertThat(Verifier.verify(to).problems()).isEmpty();
    NoRenameFileSystem.fail(StoragePath.child(to, name));
    assertThatThrownBy(() -> Verifier.verify(to))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NoRelease.class)
        .hasMessageContaining(name + ": timed out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RELEASE", "manifest.json"})
  void aFileOfAbsurdLengthIsAProblem(String name) throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(out.resolve(name).toFile(), "rw")) {
      file.setLength((256 << 20) + 1);
    }
    assertThat(problems()).singleElement().asString().contains(name).contains("268435457 bytes");
  }

  @Test
  void aFolderThatIsAFileIsNoRelease() throws Exception {
    assertThat(Verifier.verify(out.resolve("RELEASE").toString()).problems())
        .singleElement()
        .asString()
        .contains("this is no release");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"files\":", "[]", "{}", "{\"quipu\":\"release-9\",\"files\":{}}"})
  void aManifestThatCannotBeReadIsAProblem(String json) throws Exception {
    manifest(json);
    assertThat(problems()).singleElement().asString().contains("manifest.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../from/shard-00000.bin", "/etc/hostname", "..", "a/b", ""})
  void aFileNameThatLeavesTheFolderIsAProblem(String name) throws Exception {
    String json = Files.readString(out.resolve("manifest.json"));
    manifest(json.replace("\"shard-00000.bin\"", "\"" + name + "\""));
    assertThat(problems()).anySatisfy(p -> assertThat(p).contains("'" + name + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../from/shard-00000", "shard-00007"})
  void aShardThatIsNotThereIsAProblem(String name) throws Exception {
    String json = Files.readString(out.resolve("manifest.json"));
    manifest(
        json.replaceFirst(
            "\"shards\" : \\[ \\]",
            "\"format\":\"megatron\",\"shards\":[{\"name\":\"" + name + "\"}]"));
    assertThat(problems()).anySatisfy(p -> assertThat(p).contains(name));
  }

  /** As somebody would write it who wants to be believed. */
  private void manifest(String json) throws IOException {
    Files.writeString(out.resolve("manifest.json"), json);
    Files.writeString(
        out.resolve("RELEASE"),
        Sha256.hex(Files.readAllBytes(out.resolve("manifest.json"))) + "\n");
  }
}
