package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.work.Storage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards in several formats, one of them of another jar, written in one pass. */
class FormatsWallTest {

  private static final String BOTH = "formats: [megatron, {numbers: {separator: ;}}]";

  private static final String RECIPE =
      """
      name: formats
      seed: 7
      tokenizer: {name: gpt2}
      sources: {a: {kind: jsonl, inputs: ["in/*.jsonl"]}}
      stages:
        - dedup: {exact: {}}
      mixture: {epochs: {a: 1.5}}
      shards: {formats: [megatron, {numbers: {separator: ;}}], tokens: 2K}
      """;

  @TempDir Path folder;

  private TestRun inputs() throws Exception {
    TestRun run = new TestRun(folder);
    String[] lines = new String[60];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = TestRun.json("d" + i, Prose.words(i, 40 + i));
    }
    return run.input("in/1.jsonl", lines);
  }

  @Test
  void everyFormatHasTheSameTokensOfTheSameDocuments() throws Exception {
    TestRun run = inputs();
    run.run(RECIPE, "");
    Released released = Released.of(run);
    List<String> copies = released.copies().stream().map(copy -> numbers(released, copy)).toList();
    assertThat(copies).hasSizeGreaterThan(60);
    List<String> lines =
        released.files().entrySet().stream()
            .filter(file -> file.getKey().startsWith("shards/numbers/"))
            .flatMap(file -> new String(file.getValue(), StandardCharsets.US_ASCII).lines())
            .toList();
    assertThat(lines).isEqualTo(copies);
    assertThat(released.manifest().get("formats").toString())
        .isEqualTo("[\"megatron\",\"numbers\"]");
  }

  private static String numbers(Released released, Released.Copy copy) {
    try {
      return Arrays.stream(released.tokens(copy, "megatron"))
          .mapToObj(Integer::toString)
          .collect(Collectors.joining(";"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFormatChangesNoByteOfAnotherAndIsDeletedWhenItIsNotAskedForAnyMore() throws Exception {
    TestRun run = inputs();
    run.run(RECIPE, "");
    SortedMap<String, String> both = Released.of(run).digests();
    run.run(RECIPE.replace(BOTH, "formats: [megatron]"), "");
    SortedMap<String, String> one = Released.of(run).digests();
    List<String> told = List.of("README.md", "RELEASE", "manifest.json", "recipe.json");
    one.keySet().removeAll(told);
    both.keySet().removeAll(told);
    assertThat(both.keySet()).anyMatch(name -> name.startsWith("shards/numbers/"));
    both.keySet().removeIf(name -> name.startsWith("shards/numbers/"));
    assertThat(one).isEqualTo(both);
    assertThat(Storage.listAll(run.work().path("shards")))
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("numbers/"));
  }

  @Test
  void anotherOptionWritesTheShardsAgainAndNothingElse() throws Exception {
    TestRun run = inputs();
    run.run(RECIPE, "");
    SortedMap<String, String> before = Released.of(run).digests();
    run.run(RECIPE.replace("separator: ;", "separator: ;, ends: false"), "");
    assertThat(run.madeByFolder().keySet()).allMatch(made -> made.matches("(shards|scratch).*"));
    SortedMap<String, String> after = Released.of(run).digests();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach(
        (name, digest) -> {
          if (name.startsWith("shards/")) {
            boolean same = digest.equals(before.get(name));
            assertThat(same).as(name).isNotEqualTo(name.startsWith("shards/numbers/"));
          }
        });
  }

  @Test
  void aShardThatLostAFileOfOneFormatIsMadeAgain() throws Exception {
    TestRun run = inputs();
    run.run(RECIPE, "");
    SortedMap<String, String> before = Released.of(run).digests();
    try (Stream<Path> files = Files.list(Path.of(run.work().path("shards", "numbers")))) {
      Files.delete(files.sorted().findFirst().orElseThrow());
    }
    run.run(RECIPE, "");
    assertThat(run.madeByFolder()).containsEntry("shards", 1);
    assertThat(Released.of(run).digests()).isEqualTo(before);
  }
}
