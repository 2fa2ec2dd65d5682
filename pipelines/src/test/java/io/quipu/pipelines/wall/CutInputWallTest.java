package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An input that is larger than a task: it is cut, and nobody behind extract can tell. */
class CutInputWallTest {

  private static final int DOCUMENTS = 10;
  private static final int BLANKS = 30 << 20;

  private static final String RECIPE =
      """
      name: cut
      tokenizer: gpt2
      sources: {a: {kind: jsonl, inputs: ["in/a/*.jsonl"]}}
      stages: [dedup: {exact: {}}]
      """;

  @TempDir Path folder;

  /**
   * @param blanks that stand in a line before its fields, which say nothing
   */
  private TestRun input(String name, int blanks) throws IOException {
    Path file = folder.resolve(name).resolve("in/a/1.jsonl");
    Files.createDirectories(file.getParent());
    byte[] padding = new byte[blanks];
    Arrays.fill(padding, (byte) ' ');
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        String line = TestRun.json("d" + i, Prose.words(i % 7, 40));
        out.write('{');
        out.write(padding);
        out.write(line.substring(1).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
    }
    return new TestRun(folder.resolve(name));
  }

  @Test
  void anInputOfThreeHundredMegabytesIsTwoTasksAndOneRelease() throws Exception {
    TestRun whole = input("whole", 0);
    whole.run(RECIPE, "");
    TestRun cut = input("cut", BLANKS);
    cut.run(RECIPE, "");
    assertThat(whole.tasksByJob()).containsEntry("extract", 1);
    assertThat(cut.tasksByJob()).containsEntry("extract", 2);
    assertThat(cut.manifest(Dataset.RECORDS).parts())
        .extracting(PartEntry::rows)
        .containsExactlyInAnyOrder(9L, 1L);
    assertThat(shards(cut)).isEqualTo(shards(whole)).hasSize(2);
    assertThat(cut.tokenTexts()).hasSize(7).isEqualTo(whole.tokenTexts());
    String input = folder.resolve("cut/in/a/1.jsonl").toString();
    assertThat(new String(Released.of(cut).files().get("manifest.json"), StandardCharsets.UTF_8))
        .contains(Storage.sha256(input));
  }

  private static SortedMap<String, String> shards(TestRun run) throws Exception {
    SortedMap<String, String> digests = Released.of(run).digests();
    digests.keySet().removeIf(name -> !name.endsWith(".bin") && !name.endsWith(".idx"));
    return digests;
  }
}
