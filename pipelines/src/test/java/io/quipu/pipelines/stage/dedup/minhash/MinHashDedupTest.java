package io.quipu.pipelines.stage.dedup.minhash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHasher;
import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.plan.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Near-duplicates: who is compared, at which similarity one is removed, and which one is kept. */
class MinHashDedupTest {

  /** The longer text is better; all else is equal but for trust. */
  private static final String RECIPE =
      """
      name: near
      tokenizer: {name: gpt2}
      sources:
        a: {kind: jsonl, inputs: [none.jsonl], trust: 0}
        b: {kind: jsonl, inputs: [none.jsonl], trust: 1}
      stages:
        - dedup: {name: near, minhash: {%s}}
      mixture: {trust: {0: 1, 1: 1}}
      """;

  private static final Dataset DECISIONS = new Dataset("decisions", "near");
  private static final String[] SHOWN = {"duplicate_of_source", "duplicate_of_key", "cluster_size"};

  @TempDir private Path folder;

  private StageOnRows run(Path own, long order, String options, SortedMap<String, String[]> parts)
      throws Exception {
    StageOnRows stage =
        new StageOnRows(own, String.format(RECIPE, options))
            .order(order)
            .buckets(1 + 4 * (int) order);
    for (String part : parts.keySet()) {
      stage.documents(part, parts.get(part));
    }
    return stage.run("identity", "near.signatures", "near");
  }

  private static String words(int seed, int count) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(word(random.nextInt(5000)));
    }
    return text.toString();
  }

  /** Letters only: digits are equal to the shingles. */
  private static String word(int number) {
    StringBuilder word = new StringBuilder("w");
    for (int left = number; left > 0; left /= 20) {
      word.append((char) ('a' + left % 20));
    }
    return word.toString();
  }

  /** The text with the last words replaced. */
  private static String edited(String text, int words, int seed) {
    String[] all = text.split(" ");
    for (int i = all.length - words; i < all.length; i++) {
      all[i] = word(10_000 + 1000 * seed + i);
    }
    return String.join(" ", all);
  }

  private static double jaccard(String a, String b) {
    MinHasher hasher = new MinHasher(MinHashPresets.scheme("datatrove"));
    Set<Long> first = shingles(hasher, a);
    Set<Long> second = shingles(hasher, b);
    Set<Long> both = new HashSet<>(first);
    both.retainAll(second);
    return (double) both.size() / (first.size() + second.size() - both.size());
  }

  private static Set<Long> shingles(MinHasher hasher, String text) {
    Set<Long> set = new HashSet<>();
    for (long shingle : hasher.shingles(text.toCharArray(), text.length())) {
      set.add(shingle);
    }
    return set;
  }

  @Test
  void theMoreTrustedOfTwoNearCopiesIsKeptAndTheDecisionStatesTheirSimilarity() throws Exception {
    String text = words(1, 200);
    String near = edited(text, 6, 1);
    StageOnRows stage =
        run(
            folder,
            0,
            "threshold: 0.8",
            new TreeMap<>(
                Map.of(
                    "a/p0", new String[] {text, words(2, 200)},
                    "b/p0", new String[] {words(3, 200), near})));
    assertThat(stage.filled(DECISIONS, SHOWN)).containsExactly("a/p0 0: b p0-1 2");
    assertThat(stage.filled(DECISIONS, "similarity"))
        .containsExactly("a/p0 0: " + jaccard(text, near));
  }

  @Test
  void aPairAtTheThresholdIsRemovedAndOneAboveItIsNot() throws Exception {
    String text = words(1, 200);
    String near = edited(text, 6, 1);
    double similarity = jaccard(text, near);
    SortedMap<String, String[]> parts =
        new TreeMap<>(Map.of("a/p0", new String[] {text}, "b/p0", new String[] {near}));
    double[] thresholds = {Math.nextDown(similarity), similarity, Math.nextUp(similarity)};
    List<Integer> removed = new ArrayList<>();
    for (double threshold : thresholds) {
      Path own = Files.createDirectory(folder.resolve("t" + removed.size()));
      removed.add(run(own, 0, "threshold: " + threshold, parts).filled(DECISIONS, SHOWN).size());
    }
    assertThat(removed).containsExactly(1, 1, 0);
  }

  @Test
  void textsWithoutShinglesAreKept() throws Exception {
    StageOnRows stage =
        run(
            folder,
            0,
            "threshold: 0.8",
            new TreeMap<>(Map.of("a/p0", new String[] {"two words", "two words", ""})));
    assertThat(stage.rows(DECISIONS, "outcome"))
        .containsExactly("a/p0 0: 0", "a/p0 1: 0", "a/p0 2: 0");
  }

  @Test
  void aDocumentWhoseBetterCopyIsItselfRemovedIsJudgedByTheKeptOnesOnly() throws Exception {
    // Each is near to the next only: the best removes the second, which can't remove the third.
    String best = words(1, 202) + " " + "long".repeat(50);
    String second = edited(best.substring(0, best.lastIndexOf(' ')), 14, 1);
    String[] changed = second.split(" ");
    for (int i = 0; i < 14; i++) {
      changed[i] = "" + (char) ('a' + i);
    }
    String third = String.join(" ", changed);
    assertThat(jaccard(best, second)).isGreaterThan(0.8);
    assertThat(jaccard(second, third)).isGreaterThan(0.8);
    assertThat(jaccard(best, third)).isLessThan(0.8);
    SortedMap<String, String[]> parts =
        new TreeMap<>(Map.of("a/p0", new String[] {third, second}, "a/p1", new String[] {best}));
    for (String decide : List.of("sweep", "rounds")) {
      assertThat(
              run(
                      Files.createDirectory(folder.resolve(decide)),
                      0,
                      "threshold: 0.8, decide: " + decide,
                      parts)
                  .filled(DECISIONS, SHOWN))
          .containsExactly("a/p0 1: a p1-0 2");
    }
    assertThat(
            run(Files.createDirectory(folder.resolve("c")), 0, "mode: components", parts)
                .filled(DECISIONS, SHOWN))
        .containsExactly("a/p0 0: a p1-0 3", "a/p0 1: a p1-0 3");
  }

  @ParameterizedTest
  @CsvSource({"1, sweep", "1, rounds", "2, sweep", "2, rounds"})
  void decidesAsComparingAllPairsThatShareABandDoesInAnyOrderOfTasksAndNumberOfBuckets(
      long seed, String decide) throws Exception {
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int family = 0; family < 6; family++) {
      String text = words(100 + family, 120);
      for (int copy = random.nextInt(5); copy >= 0; copy--) {
        // Different lengths: the longer one is better, and no two are equal.
        texts.add(edited(text, random.nextInt(20), copy) + " end" + "e".repeat(texts.size()));
      }
    }
    SortedMap<String, String[]> parts = new TreeMap<>();
    int half = texts.size() / 2;
    parts.put("a/p0", texts.subList(0, half).toArray(String[]::new));
    parts.put("a/p1", texts.subList(half, texts.size()).toArray(String[]::new));
    List<String> expected = expected(parts);
    for (long order = 0; order < 2; order++) {
      StageOnRows stage =
          run(
              Files.createDirectory(folder.resolve("o" + order)),
              order,
              "threshold: 0.75, decide: " + decide,
              parts);
      assertThat(stage.rows(DECISIONS, "outcome")).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(expected).anyMatch(row -> row.endsWith("3")).anyMatch(row -> row.endsWith("0"));
  }

  /** Best first, each is removed if a kept one shares a band and is similar enough. */
  private static List<String> expected(SortedMap<String, String[]> parts) {
    List<String> names = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    parts.forEach(
        (part, of) -> {
          for (int i = 0; i < of.length; i++) {
            names.add(part + " " + i);
            texts.add(of[i]);
          }
        });
    MinHasher hasher = new MinHasher(MinHashPresets.scheme("datatrove"));
    List<long[]> bands = new ArrayList<>();
    for (String text : texts) {
      hasher.sign(text.toCharArray(), text.length());
      long[] keys = new long[hasher.scheme().bands()];
      hasher.bandKeys(hasher.signature(), keys);
      bands.add(keys);
    }
    List<Integer> byLength = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      byLength.add(i);
    }
    byLength.sort((x, y) -> texts.get(y).length() - texts.get(x).length());
    List<Integer> kept = new ArrayList<>();
    for (int i : byLength) {
      boolean removed =
          kept.stream()
              .anyMatch(
                  k ->
                      shareABand(bands.get(k), bands.get(i))
                          && jaccard(texts.get(k), texts.get(i)) >= 0.75);
      if (!removed) {
        kept.add(i);
      }
    }
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      rows.add(names.get(i) + ": " + (kept.contains(i) ? 0 : 3));
    }
    return rows;
  }

  private static boolean shareABand(long[] a, long[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] == b[i]) {
        return true;
      }
    }
    return false;
  }
}
