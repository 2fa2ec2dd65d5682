package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quipu.pipelines.work.Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoveCommandTest {

  private static final String RECIPE =
      """
      name: shrinking
      seed: 11
      tokenizer: gpt2
      sources:
        a: {kind: jsonl, inputs: ["in/a.jsonl"]}
        b: {kind: jsonl, inputs: ["in/b.jsonl"], trust: 1}
      stages:
        - dedup: {exact: {}}
      shards: {tokens: 50}
      """;

  @TempDir Path folder;
  private TestConsole console = new TestConsole(Path.of(""));

  @BeforeEach
  void run() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(
          "{\"id\":\"d"
              + i
              + "\",\"text\":\"document number "
              + i
              + " of forty\",\"url\":\"https://x.org/"
              + i
              + "\"}");
    }
    lines.add("{\"id\":\"copy\",\"text\":\"said twice\"}");
    console =
        new TestConsole(folder)
            .file("r.yaml", RECIPE)
            .file("in/a.jsonl", lines.toArray(String[]::new))
            .file("in/b.jsonl", "{\"id\":\"original\",\"text\":\"said twice\"}");
    TestConsole.Ended ended = console.run();
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
  }

  private TestConsole.Ended remove(List<String> names, String... more) throws Exception {
    console.file("list.txt", names.toArray(String[]::new));
    List<String> args =
        new ArrayList<>(
            List.of("remove", console.path("work"), "--list", console.path("list.txt")));
    args.addAll(List.of(more));
    return console.quipu(args.toArray(String[]::new));
  }

  /** Bytes of the release's shard files, by name. */
  private Map<String, List<Byte>> shards() throws Exception {
    Map<String, List<Byte>> shards = new TreeMap<>();
    Path released = folder.resolve("work/release/shards");
    for (String name : Storage.listAll(released.toString())) {
      List<Byte> bytes = new ArrayList<>();
      for (byte b : Files.readAllBytes(released.resolve(name))) {
        bytes.add(b);
      }
      shards.put(name, bytes);
    }
    return shards;
  }

  private JsonNode manifest() throws Exception {
    return new ObjectMapper().readTree(folder.resolve("work/release/manifest.json").toFile());
  }

  @Test
  void onlyTheShardsThatHeldTheDocumentAreWrittenAgainAndTheManifestHasItsRanges()
      throws Exception {
    String told = console.quipu("why", console.path("work"), "a/d7").out();
    Matcher place = Pattern.compile("shard-(\\d{5}), tokens \\[(\\d+), (\\d+)\\)").matcher(told);
    assertThat(place.find()).isTrue();
    Map<String, List<Byte>> before = shards();
    assertThat(before.size()).isGreaterThan(9);
    TestConsole.Ended removed = remove(List.of("https://x.org/7"));
    assertThat(removed.code()).isEqualTo(Quipu.DONE);
    assertThat(removed.out())
        .contains("1 document, other members of their duplicate clusters: 0;")
        .contains("Run the recipe again");
    assertThat(console.quipu("why", console.path("work"), "a/d7").out())
        .startsWith("a/d7  removed, and in its shards until the recipe is run again");
    assertThat(console.quipu("report", console.path("work")).out())
        .containsPattern("Removed, of the documents kept above\n.*\n  a +1 ")
        .contains("They may still be in the shards");

    assertThat(console.run().code()).isEqualTo(Quipu.DONE);
    Map<String, List<Byte>> after = shards();
    Set<String> changed = new TreeSet<>();
    before.forEach(
        (name, bytes) -> {
          if (!bytes.equals(after.get(name))) {
            changed.add(name.substring(name.indexOf('/') + 1, name.indexOf('.')));
          }
        });
    assertThat(changed).containsExactly(place.group(1));
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(console.quipu("verify", console.path("work/release")).code()).isEqualTo(Quipu.DONE);
    JsonNode range = manifest().path("removed").path(0);
    assertThat(range.path("shard").asInt()).isEqualTo(Integer.parseInt(place.group(1)));
    assertThat(range.path("start").asText()).isEqualTo(place.group(2));
    assertThat(range.path("end").asText()).isEqualTo(place.group(3));
    assertThat(console.quipu("why", console.path("work"), "a/d7").out())
        .startsWith("a/d7  removed\n");
    String report = console.quipu("report", console.path("work")).out();
    assertThat(report).containsPattern("Removed, of the documents kept above\n.*\n  a +1 ");
    assertThat(report).doesNotContain("They may still be in the shards");
    assertThat(report).containsPattern(tokens(report, "all") + " tokens? of");
  }

  /** The last column of a row of the sources: tokens in the shards. */
  private static String tokens(String report, String source) {
    Matcher row = Pattern.compile("(?m)^  " + source + " .* ([0-9,]+)$").matcher(report);
    assertThat(row.find()).as(report).isTrue();
    return row.group(1);
  }

  @Test
  void laterRunsKeepItRemovedAndRemovingTwiceAddsNothing() throws Exception {
    remove(List.of("a/d3"));
    assertThat(remove(List.of("a/d3")).out()).contains("not removed before: 0.");
    console.run();
    Map<String, List<Byte>> after = shards();
    TestConsole.Ended again = console.run("--from", "shard");
    assertThat(again.code()).isEqualTo(Quipu.DONE);
    assertThat(shards()).isEqualTo(after);
    assertThat(manifest().path("removed")).hasSize(1);
  }

  @Test
  void theOtherMembersOfItsClusterGoToo() throws Exception {
    assertThat(remove(List.of("a/copy")).out())
        .contains("1 document, other members of their duplicate clusters: 1;")
        .contains("1 range of tokens");
    console.run();
    assertThat(console.quipu("why", console.path("work"), "b/original").out())
        .startsWith("b/original  removed\n");
  }

  @Test
  void onlyTheseLeavesTheOtherMembers() throws Exception {
    assertThat(remove(List.of("a/copy"), "--only-these").out())
        .contains("1 document, other members of their duplicate clusters: 0;", "0 ranges");
    console.run();
    assertThat(console.quipu("why", console.path("work"), "b/original").out())
        .startsWith("b/original  kept");
  }

  @Test
  void namesThatNoDocumentHasAreSaidAndTheOthersRemoved() throws Exception {
    TestConsole.Ended ended = remove(List.of("", "a/d1", "nobody", "a/d1"));
    assertThat(ended.code()).isEqualTo(Quipu.DONE);
    assertThat(ended.err()).contains("no document is nobody");
    assertThat(ended.out()).contains("1 document, ");
  }

  @Test
  void oneDocumentMayStandInTheListUnderAllItsNames() throws Exception {
    TestConsole.Ended ended = remove(List.of("a/d1", "d1", "https://x.org/1"));
    assertThat(ended.err()).doesNotContain("no document is");
    assertThat(ended.out()).contains("1 document, other members of their duplicate clusters: 0;");
  }

  @Test
  void anEmptyListIsAWrongCommand() throws Exception {
    assertThat(remove(List.of("", " ")).code()).isEqualTo(Quipu.WRONG);
  }
}
