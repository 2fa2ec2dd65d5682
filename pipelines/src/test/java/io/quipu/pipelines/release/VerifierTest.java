package io.quipu.pipelines.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.hash.Sha256;
import io.quipu.pipelines.work.NoRenameFileSystem;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  private List<String> problems() throws IOException {
    return Verifier.verify(out.toString()).problems();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shards/megatron/00002.bin",
        "shards/mds/00000.bin",
        "shard-00000.bin",
        "notes.txt",
        ".hidden",
        "sub/shard-00000.bin"
      })
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
  @ValueSource(strings = {"RELEASE", "manifest.json", "shards/megatron/00000.bin"})
  void aFileThatCannotBeReadIsNoProblemOfTheRelease(String name) throws Exception {
    String to = "norename:/verify" + folder.getFileName();
    Release release = HandMade.release(folder.resolve("from").toString(), "one");
    Publisher.publish(release, to, Publisher.Trust.SIZES);
    assertThat(Verifier.verify(to).problems()).isEmpty();
    NoRenameFileSystem.fail(StoragePath.below(to, name));
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
        .endsWith("RELEASE is a file; a release is a folder");
  }

  @Test
  void aFolderThatIsMissingOrOfSomethingElseIsNamed() throws Exception {
    String missing = out.resolve("nosuch").toString();
    assertThat(Verifier.verify(missing).problems())
        .containsExactly(missing + ": there is no such folder, or it is empty");
    String other = out.getParent().toString();
    assertThat(Verifier.verify(other).problems())
        .singleElement()
        .asString()
        .startsWith(other + " is not a release, or it was not published completely");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"files\":", "[]", "{}", "{\"quipu\":\"release-9\",\"files\":{}}"})
  void aManifestThatCannotBeReadIsAProblem(String json) throws Exception {
    manifest(json);
    assertThat(problems()).singleElement().asString().contains("manifest.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../from/shards/megatron/00000.bin",
        "shards/../../from/shards/megatron/00000.bin",
        "shards//00000.bin",
        "shards/a/b/00000.bin",
        "/etc/hostname",
        "..",
        "a/b",
        ""
      })
  void aFileNameThatLeavesTheFolderIsAProblem(String name) throws Exception {
    String json = Files.readString(out.resolve("manifest.json"));
    manifest(json.replace("\"shards/megatron/00000.bin\"", "\"" + name + "\""));
    assertThat(problems()).anySatisfy(p -> assertThat(p).contains("'" + name + "'"));
  }

  @ParameterizedTest
  @CsvSource({
    "../from/00000.bin, '../from/00000.bin'",
    "shards/megatron/00007.bin, shard-00007 has no file",
    ", shard-00007 has no file .bin of megatron"
  })
  void aShardThatIsNotThereIsAProblem(@Nullable String file, String problem) throws Exception {
    String json = Files.readString(out.resolve("manifest.json"));
    String files = file == null ? "" : "\".bin\":\"" + file + "\"";
    manifest(
        json.replaceFirst(
            "\"shards\" : \\[ \\]",
            "\"vocabulary_size\":9,\"formats\":[\"megatron\"],\"shards\":[{\"name\":\"shard-00007\","
                + "\"map\":\"shards/00007.documents.jsonl.zst\",\"files\":{\"megatron\":{"
                + files
                + "}}}]"));
    assertThat(problems()).anySatisfy(p -> assertThat(p).contains(problem));
  }

  @Test
  void aFormatThatNobodyKnowsIsAProblem() throws Exception {
    String json = Files.readString(out.resolve("manifest.json"));
    manifest(
        json.replaceFirst(
            "\"shards\" : \\[ \\]",
            "\"formats\":[\"nobodys\"],\"shards\":[{\"name\":\"shard-00000\","
                + "\"map\":\"shards/00000.documents.jsonl.zst\"}]"));
    assertThat(problems()).anySatisfy(p -> assertThat(p).contains("unknown shard format nobodys"));
  }

  /** Every release that was ever published can be proven. */
  @Test
  void aReleaseOfTheFirstNumberIsWhole() throws Exception {
    Verifier.Report report = Verifier.verify(KeptReleases.folder("release-1").toString());
    assertThat(report.problems()).isEmpty();
    assertThat(report).isEqualTo(new Verifier.Report("kept", 8, 2, 5, 30, List.of()));
  }

  @Test
  void aReleaseOfTheFirstNumberThatChangedIsSeen() throws Exception {
    Path copy = Files.createDirectories(folder.resolve("first"));
    for (Path file : KeptReleases.files("release-1")) {
      Files.copy(file, copy.resolve(file.getFileName()));
    }
    byte[] bytes = Files.readAllBytes(copy.resolve("shard-00001.bin"));
    bytes[3] ^= 1;
    Files.write(copy.resolve("shard-00001.bin"), bytes);
    assertThat(Verifier.verify(copy.toString()).problems())
        .singleElement()
        .asString()
        .startsWith("shard-00001.bin: SHA-256");
  }

  /** As somebody would write it who wants to be believed. */
  private void manifest(String json) throws IOException {
    Files.writeString(out.resolve("manifest.json"), json);
    Files.writeString(
        out.resolve("RELEASE"),
        Sha256.hex(Files.readAllBytes(out.resolve("manifest.json"))) + "\n");
  }
}
