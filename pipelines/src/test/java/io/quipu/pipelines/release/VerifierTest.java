package io.quipu.pipelines.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Publisher.sha256(Files.readAllBytes(out.resolve("manifest.json"))) + "\n");
  }
}
