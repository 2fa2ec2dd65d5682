package io.quipu.pipelines.stage.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.account.Counts;
import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.driver.StageOnRows.Fill;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.part.TokenRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often each source is seen, and which documents the last, partial epoch has. */
class MixTest {

  private static final String RECIPE =
      """
      name: mix
      seed: 5
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl], trust: 0}
        b: {kind: jsonl, inputs: [none.jsonl], trust: 3}
      mixture: {trust: {0: %s, 3: %s}}
      """;

  @TempDir private Path folder;

  /** Tokens of documents by part; below 0 for one that is gone. */
  private SortedMap<String, SourceCopies> mix(
      Path own, long order, String low, String high, SortedMap<String, int[]> parts)
      throws Exception {
    StageOnRows stage = new StageOnRows(own, String.format(RECIPE, low, high)).order(order);
    for (String part : parts.keySet()) {
      List<Fill> rows = new ArrayList<>();
      int[] tokens = parts.get(part);
      for (int i = 0; i < tokens.length; i++) {
        int count = tokens[i];
        String key = key(part, i);
        rows.add(
            count < 0
                ? Fill.GONE
                : row -> TokenRows.write(key, new byte[Integer.BYTES * count], row));
      }
      long sum = Arrays.stream(tokens).filter(count -> count > 0).sum();
      stage.file(
          part,
          Dataset.TOKENS,
          TokenRows.SCHEMA,
          rows,
          new Counts("tokens", sum, sum, new TreeMap<>(), new TreeMap<>()));
    }
    stage.run("mix");
    return MixtureFile.read(stage.run().work(), stage.ledger().only(Dataset.MIXTURE));
  }

  private static String key(String part, int i) {
    return part.substring(2) + "-" + i;
  }

  @Test
  void wholeEpochsNeedNoCut() throws Exception {
    SortedMap<String, SourceCopies> mixture =
        mix(
            folder,
            0,
            "1",
            "3",
            new TreeMap<>(Map.of("a/p0", new int[] {4, 9}, "b/p0", new int[] {2})));
    assertThat(mixture.get("a"))
        .satisfies(a -> assertThat(a.unique()).isEqualTo(4 + 9 + 2)) // an end each
        .satisfies(a -> assertThat(a.wholeEpochs()).isEqualTo(1))
        .satisfies(a -> assertThat(a.realised()).isEqualTo(15));
    assertThat(mixture.get("b"))
        .satisfies(b -> assertThat(b.wholeEpochs()).isEqualTo(3))
        .satisfies(b -> assertThat(b.realised()).isEqualTo(9));
  }

  @Test
  void documentsThatAreGoneHaveNoTokens() throws Exception {
    SortedMap<String, SourceCopies> mixture =
        mix(
            folder,
            0,
            "1",
            "1",
            new TreeMap<>(Map.of("a/p0", new int[] {-1, 9}, "b/p0", new int[] {})));
    assertThat(mixture.get("a").unique()).isEqualTo(10);
    assertThat(mixture.get("b").unique()).isZero();
    assertThat(mixture.get("b").realised()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theLastEpochTakesTheDocumentsOfTheSmallestHashesThatComeNearest(long seed) throws Exception {
    Random random = new Random(seed);
    SortedMap<String, int[]> parts = new TreeMap<>();
    for (String part : List.of("a/p0", "a/p1", "b/p0")) {
      parts.put(part, random.ints(1 + random.nextInt(60), 0, 50).toArray());
    }
    String low = "0." + (1 + random.nextInt(9));
    String high = "2." + (1 + random.nextInt(9));
    SortedMap<String, SourceCopies> first = null;
    for (long order = 0; order < 2; order++) {
      Path own = Files.createDirectory(folder.resolve("o" + order));
      SortedMap<String, SourceCopies> mixture = mix(own, order, low, high, parts);
      assertThat(mixture.get("a").realised())
          .as("seed %d", seed)
          .isEqualTo(nearest("a", Double.parseDouble(low), 0, parts));
      assertThat(mixture.get("b").realised())
          .as("seed %d", seed)
          .isEqualTo(nearest("b", Double.parseDouble(high), 2, parts));
      assertThat(mixture).isEqualTo(first == null ? mixture : first);
      first = mixture;
    }
  }

  /** Adds documents in the order of their hashes, one by one, and stops at the nearest sum. */
  private static long nearest(
      String source, double epochs, int whole, SortedMap<String, int[]> parts) {
    TreeMap<Long, Long> byHash = new TreeMap<>(Long::compareUnsigned);
    long unique = 0;
    for (String part : parts.keySet()) {
      int[] tokens = parts.get(part);
      for (int i = 0; part.startsWith(source) && i < tokens.length; i++) {
        DocumentId id = new DocumentId(source, key(part, i));
        byHash.put(SourceCopies.fraction(5).bits(id.key128()), tokens[i] + 1L);
        unique += tokens[i] + 1;
      }
    }
    long want = Math.round((epochs - whole) * unique);
    long sum = 0;
    long best = 0;
    for (long tokens : byHash.values()) {
      sum += tokens;
      best = Math.abs(sum - want) < Math.abs(best - want) ? sum : best;
    }
    return whole * unique + best;
  }
}
