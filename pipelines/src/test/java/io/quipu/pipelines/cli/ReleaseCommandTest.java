package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quipu.pipelines.work.NoRenameFileSystem;
import io.quipu.pipelines.work.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a release goes, what it says of itself, and how it gets whole again. */
class ReleaseCommandTest {

  private static final String RECIPE =
      """
      name: small
      seed: 5
      tokenizer: gpt2
      sources:
        a: {kind: jsonl, inputs: ["in/*.jsonl"]}
      stages:
        - annotate: {steps: [gopher_dolma_words]}
        - filter: {rules: [{signal: gopher_dolma_word_count, min: 2, reason: too_few_words}]}
      mixture: {epochs: {a: 1}}
      shards: {tokens: 20}
      publish: {to: out}
      """;

  @TempDir Path folder;
  private TestConsole console = new TestConsole(Path.of(""));

  @BeforeEach
  void files() throws IOException {
    String[] lines = new String[6];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "{\"id\":\"d" + i + "\",\"text\":\"document number " + i + " of these\"}";
    }
    console = new TestConsole(folder).file("r.yaml", RECIPE).file("in/a.jsonl", lines);
  }

  private TestConsole.Ended run(String... more) {
    TestConsole.Ended ended = console.run(more);
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
    return ended;
  }

  private JsonNode manifest(String release) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(release).resolve("manifest.json").toFile());
  }

  private Map<String, String> bytes(String release) throws IOException {
    Map<String, String> bytes = new TreeMap<>();
    for (String name : Storage.listAll(folder.resolve(release).toString())) {
      bytes.put(
          name,
          Files.readString(folder.resolve(release).resolve(name), StandardCharsets.ISO_8859_1));
    }
    return bytes;
  }

  @Test
  void aRelativePlaceIsSeenFromTheRecipeAndALimitedRunDoesNotGoThere() throws Exception {
    TestConsole.Ended ended = run();
    assertThat(ended.out()).contains("Released in " + console.path("out"));
    Map<String, String> released = bytes("out");
    assertThat(folder.resolve("work/release")).doesNotExist();
    assertThat(manifest("out").has("limited_to_documents_a_source")).isFalse();

    TestConsole.Ended limited =
        console.quipu(
            "run",
            console.path("r.yaml"),
            "--runner",
            "loop",
            "--work",
            console.path("dry"),
            "--limit",
            "2");
    assertThat(limited.code()).as(limited.err()).isEqualTo(Quipu.DONE);
    assertThat(bytes("out")).isEqualTo(released);
    assertThat(limited.err()).contains("--limit 2").contains("not in " + console.path("out"));
    assertThat(limited.out()).contains("Released in " + console.path("dry/release"));
    assertThat(manifest("dry/release").path("limited_to_documents_a_source").asInt()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("dry/release/README.md")))
        .contains("first 2 documents of each source");

    // of the command line, a place is seen from where the command is given
    Path here = Path.of("target", "published-" + folder.getFileName());
    TestConsole.Ended published =
        console.quipu("publish", console.path("work"), "--to", here.toString());
    assertThat(published.code()).as(published.err()).isEqualTo(Quipu.DONE);
    assertThat(here.toAbsolutePath().resolve("RELEASE")).exists();
    try (Stream<Path> files = Files.walk(here)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aDamagedReleaseIsPublishedAgain() throws Exception {
    run();
    Map<String, String> released = bytes("out");
    Files.write(folder.resolve("out/shards/megatron/00000.bin"), new byte[2]);
    run();
    assertThat(bytes("out")).as("a run sees a wrong size").isEqualTo(released);

    flip("out/shards/megatron/00000.bin");
    run("--from", "publish");
    assertThat(bytes("out")).as("--from publish copies all").isEqualTo(released);

    flip("out/shards/megatron/00000.bin");
    TestConsole.Ended ended =
        console.quipu("publish", console.path("work"), "--to", console.path("out"));
    assertThat(ended.out()).contains("out: published");
    assertThat(bytes("out")).as("publish compares digests").isEqualTo(released);
    assertThat(console.quipu("publish", console.path("work"), "--to", console.path("out")).out())
        .contains("holds this release already");
  }

  private void flip(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(name));
    bytes[0] ^= 1;
    Files.write(folder.resolve(name), bytes);
  }

  @Test
  void aCardThatChangedIsNotPublishedOn() throws Exception {
    run();
    Files.writeString(folder.resolve("out/README.md"), "# another");
    assertThat(console.quipu("publish", console.path("work"), "--to", console.path("more")).code())
        .isEqualTo(Quipu.WRONG);
    assertThat(folder.resolve("more")).doesNotExist();
  }

  @Test
  void aReleaseThatCannotBeReadIsNotCalledDamaged() throws Exception {
    String to = "norename:/release" + folder.getFileName();
    console.file("r.yaml", RECIPE.replace("to: out", "to: '" + to + "'"));
    run();
    assertThat(console.quipu("verify", to).code()).isEqualTo(Quipu.DONE);
    NoRenameFileSystem.fail(to + "/manifest.json");
    TestConsole.Ended verified = console.quipu("verify", to);
    assertThat(verified.code()).isEqualTo(Quipu.ERROR);
    assertThat(verified.err()).contains("timed out").doesNotContain("not whole");
    TestConsole.Ended published =
        console.quipu("publish", console.path("work"), "--to", console.path("more"));
    assertThat(published.code()).isEqualTo(Quipu.ERROR);
    assertThat(published.err()).contains("timed out").doesNotContain("no whole release");
  }

  @Test
  void aFolderWithOtherFilesIsNotReplaced() throws Exception {
    console.file("out/notes.txt", "mine");
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).isEqualTo(Quipu.WRONG);
    assertThat(ended.err()).contains("notes.txt").contains("folder of its own");
  }

  @Test
  void shardsOfAnOlderMixtureAreDeletedAndThoseBefore() throws Exception {
    run();
    Set<String> first = shards();
    console.file("work/shards/notes.txt", "mine");
    console.file("r.yaml", RECIPE.replace("{a: 1}", "{a: 2}"));
    run();
    Set<String> second = shards();
    assertThat(second).doesNotContainAnyElementsOf(first);
    run("--from", "shard");
    assertThat(shards()).doesNotContainAnyElementsOf(second).hasSameSizeAs(second);
    assertThat(folder.resolve("work/shards/notes.txt")).exists();
  }

  /** Names without extension: one a shard. */
  private Set<String> shards() throws IOException {
    Set<String> stems = new TreeSet<>();
    Set<String> numbers = new TreeSet<>();
    for (String name : Storage.listAll(folder.resolve("work/shards").toString())) {
      if (!name.equals("notes.txt")) {
        String[] pieces = name.substring(name.indexOf('/') + 1).replace("shard-", "").split("\\.");
        stems.add(pieces[0] + "." + pieces[1] + "." + pieces[2]);
        numbers.add(pieces[0]);
      }
    }
    assertThat(numbers).hasSizeGreaterThan(1);
    assertThat(stems).hasSameSizeAs(numbers);
    return stems;
  }

  @Test
  void theRecipeOfAReleaseMakesItAgainOnceItsInputsHaveAPlaceAsTheCardSays() throws Exception {
    run();
    assertThat(Files.readString(folder.resolve("out/README.md")))
        .contains("not the place")
        .doesNotContain("makes it again, byte for byte");
    JsonNode published =
        new ObjectMapper().readTree(folder.resolve("out/recipe.json").toFile()).path("recipe");
    ((ObjectNode) published.path("sources").path("a"))
        .set("inputs", new ObjectMapper().createArrayNode().add("in/*.jsonl"));
    console.file("again.yaml", published.toString());
    TestConsole.Ended again =
        console.quipu(
            "run", console.path("again.yaml"), "--runner", "loop", "--work", console.path("again"));
    assertThat(again.code()).as(again.err()).isEqualTo(Quipu.DONE);
    assertThat(bytes("again/release")).isEqualTo(bytes("out"));

    console.file("list.txt", "a/d1");
    console.quipu("remove", console.path("work"), "--list", console.path("list.txt"));
    run();
    assertThat(Files.readString(folder.resolve("out/README.md")))
        .contains("but for the documents that were removed");
  }
}
