package io.quipu.pipelines.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.inference.model.BuiltInModels;
import io.quipu.pipelines.run.Bundles;
import io.quipu.pipelines.run.WorkResources;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kill or a full disk leaves of the files that a recipe names. */
class ResourcesTest {

  private static final String RECIPE =
      """
      name: resources
      tokenizer: gpt2
      sources: {a: {kind: jsonl, inputs: ["in/*"]}}
      stages: [sites: {lists: [drop.txt]}]
      """;

  private static final String SITES = "one.example\ntwo.example\n";

  @TempDir private Path folder;
  private Path recipe = Path.of("");
  private WorkFolder work = new WorkFolder("");
  private String digest = "";

  @BeforeEach
  void prepare() throws Exception {
    recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
    Files.writeString(folder.resolve("drop.txt"), SITES);
    work = new WorkFolder(folder.resolve("work").toString());
    digest = ready().context().resources().get("drop.txt");
  }

  private RunSetup.PreparedRun ready() throws Exception {
    return RunSetup.prepare(recipe, RunSetup.read(recipe), work, Long.MAX_VALUE);
  }

  private Path copy() {
    return Path.of(work.path("resources", digest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "one.example\n", "one.example\ntwo.exampl3\n"})
  void aCopyThatWasCutOrChangedIsMadeAgain(String left) throws Exception {
    Files.writeString(copy(), left);
    ready();
    assertThat(copy()).hasContent(SITES);
  }

  @Test
  void aCopyThatIsWholeIsLeftAlone() throws Exception {
    assertThat(copy().toFile().setLastModified(1_000_000)).isTrue();
    ready();
    assertThat(Files.getLastModifiedTime(copy()).toMillis()).isEqualTo(1_000_000);
  }

  @Test
  void aWorkerRefusesAListThatWasCut() throws Exception {
    Files.writeString(copy(), "one.example\n");
    WorkResources resources =
        new WorkResources(
            new TreeMap<>(Map.of("drop.txt", digest)), (name, sha) -> work.path("resources", sha));
    assertThatThrownBy(() -> resources.open("drop.txt"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(copy().toString())
        .hasMessageContaining("in place of " + digest);
    Files.writeString(copy(), SITES);
    try (InputStream in = resources.open("drop.txt")) {
      assertThat(in).hasContent(SITES);
    }
  }

  @Test
  void aModelsTokenizerIsNamedAsTheFileAndSaysNotWhereItLies() throws Exception {
    String model = folder.resolve("model").toString();
    try (InputStream tiny = BuiltInModels.openTiny()) {
      Storage.write(model, tiny.readAllBytes());
    }
    String sha = Storage.sha256(model);
    SortedMap<String, String> twoNames =
        new TreeMap<>(Map.of("/data/secret/a.gguf", sha, "../b.gguf", sha));
    WorkResources resources = new WorkResources(twoNames, (name, digest) -> model);
    WorkResources anotherRun = new WorkResources(twoNames, (name, digest) -> model);
    assertThat(resources.encoder("/data/secret/a.gguf").name()).startsWith("a.gguf@");
    assertThat(anotherRun.encoder("../b.gguf").name()).startsWith("b.gguf@");
    assertThat(anotherRun.encoder("/data/secret/a.gguf"))
        .as("read once a JVM")
        .isSameAs(resources.encoder("/data/secret/a.gguf"));
  }

  @Test
  void aWorkerRefusesABundleThatWasCut() throws Exception {
    String jar = Files.writeString(folder.resolve("steps.jar"), "a jar").toString();
    String sha = Storage.sha256(jar);
    Storage.write(work.path("resources", sha), new byte[] {'a'});
    assertThatThrownBy(() -> Bundles.local(work, Map.of(jar, sha), List.of(jar)))
        .hasMessageContaining("steps.jar")
        .hasMessageContaining("in place of " + sha);
  }
}
