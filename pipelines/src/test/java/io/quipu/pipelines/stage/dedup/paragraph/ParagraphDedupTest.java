package io.quipu.pipelines.stage.dedup.paragraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.plan.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A paragraph is kept where the best-ranked document has it first, and cut everywhere else. */
class ParagraphDedupTest {

  /** Trust ranks b before a; with equal trust and no times, the longer text is better. */
  private static final String RECIPE =
      """
      name: paragraphs
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl], trust: 0}
        b: {kind: jsonl, inputs: [none.jsonl], trust: 1}
      stages:
        - dedup: {name: lines, paragraph: {min_characters: 5}}
      mixture: {trust: {0: 1, 1: 1}}
      """;

  private static final Dataset EDITS = new Dataset("edits", "lines");

  @TempDir private Path folder;

  private StageOnRows run(Path own, long order, SortedMap<String, String[]> parts)
      throws Exception {
    StageOnRows stage = new StageOnRows(own, RECIPE).order(order).buckets(1 + 3 * (int) order);
    for (String part : parts.keySet()) {
      stage.documents(part, parts.get(part));
    }
    return stage.run("identity", "lines.signatures", "lines");
  }

  private List<String> cuts(SortedMap<String, String[]> parts) throws Exception {
    return run(folder, 0, parts).filled(EDITS, "start", "end").stream()
        .filter(row -> !row.endsWith("[] []"))
        .toList();
  }

  @Test
  void cutsAParagraphThatAMoreTrustedDocumentHas() throws Exception {
    assertThat(
            cuts(
                new TreeMap<>(
                    Map.of(
                        "a/p0", new String[] {"first line\nshared line\nlast line"},
                        "b/p0", new String[] {"shared line\nother words"}))))
        .containsExactly("a/p0 0: [11] [23]");
  }

  @Test
  void cutsRepetitionsWithinADocument() throws Exception {
    assertThat(cuts(new TreeMap<>(Map.of("a/p0", new String[] {"again\nonce here\nagain\nagain"}))))
        .containsExactly("a/p0 0: [16,22] [22,27]");
  }

  @Test
  void paragraphsShorterThanTheLimitAreKept() throws Exception {
    assertThat(
            cuts(
                new TreeMap<>(
                    Map.of(
                        "a/p0", new String[] {"four\nfiver\nsixsix"},
                        "b/p0", new String[] {"four\nfiver\nsixsix"}))))
        .containsExactly("a/p0 0: [5,11] [11,17]");
  }

  @Test
  void aDocumentWithoutTextAndAPartWithoutDocumentsAreLeftAlone() throws Exception {
    StageOnRows stage =
        run(folder, 0, new TreeMap<>(Map.of("a/p0", new String[] {""}, "a/p1", new String[] {})));
    assertThat(stage.rows(EDITS, "outcome", "start")).containsExactly("a/p0 0: 0 []");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyParagraphIsLeftOnceInAnyOrderOfTasksAndNumberOfBuckets(long seed) throws Exception {
    Random random = new Random(seed);
    SortedMap<String, String[]> parts = new TreeMap<>();
    Set<String> all = new HashSet<>();
    for (String part : List.of("a/p0", "a/p1", "b/p0")) {
      String[] texts = new String[1 + random.nextInt(6)];
      for (int i = 0; i < texts.length; i++) {
        List<String> lines = new ArrayList<>();
        for (int l = random.nextInt(6); l >= 0; l--) {
          lines.add("line of letter " + (char) ('a' + random.nextInt(12)));
        }
        all.addAll(lines);
        texts[i] = String.join("\n", lines);
      }
      parts.put(part, texts);
    }
    List<String> first = null;
    for (long order = 0; order < 3; order++) {
      StageOnRows stage = run(Files.createDirectory(folder.resolve("o" + order)), order, parts);
      List<String> edits = stage.rows(EDITS, "start", "end");
      List<String> left = new ArrayList<>();
      for (String row : edits) {
        left.addAll(linesLeft(row, parts));
      }
      assertThat(left)
          .as("seed %d", seed)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(all);
      assertThat(edits)
          .as("seed %d, order %d", seed, order)
          .isEqualTo(first == null ? edits : first);
      first = edits;
    }
  }

  private static List<String> linesLeft(String row, SortedMap<String, String[]> parts) {
    String[] of = row.split("[ :]+");
    String text = parts.get(of[0])[Integer.parseInt(of[1])];
    int[] starts = numbers(of[2]);
    int[] ends = numbers(of[3]);
    for (int i = starts.length - 1; i >= 0; i--) {
      text = text.substring(0, starts[i]) + text.substring(ends[i]);
    }
    return text.lines().filter(line -> !line.isEmpty()).toList();
  }

  private static int[] numbers(String list) {
    String inner = list.substring(1, list.length() - 1);
    return inner.isEmpty()
        ? new int[0]
        : Arrays.stream(inner.split(",")).mapToInt(Integer::parseInt).toArray();
  }
}
