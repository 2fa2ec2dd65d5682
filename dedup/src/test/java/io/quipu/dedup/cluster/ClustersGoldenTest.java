package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.dedup.Corpus;
import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHasher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clusters and removals of the golden documents; a document's rank is its place in the file. */
@Tag("corpus")
class ClustersGoldenTest {

  private record Edge(int better, int worse, double similarity) {}

  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final List<String> IDS = new ArrayList<>();
  private static final List<long[]> SETS = new ArrayList<>();
  private static final Map<Long, List<Integer>> BUCKETS = new TreeMap<>();

  @BeforeAll
  static void sign() throws Exception {
    MinHasher minHasher = new MinHasher(MinHashPresets.DATATROVE);
    long[] keys = new long[14];
    for (JsonNode document : Corpus.lines("golden/dedup/docs.jsonl.gz")) {
      int number = IDS.size();
      IDS.add(document.get("id").asText());
      NUMBERS.put(document.get("id").asText(), number);
      char[] text = document.get("text").asText().toCharArray();
      if (minHasher.sign(text, text.length) > 0) {
        minHasher.bandKeys(minHasher.signature(), keys);
        for (long key : keys) {
          BUCKETS.computeIfAbsent(key, k -> new ArrayList<>()).add(number);
        }
      }
      SETS.add(minHasher.shingles());
    }
  }

  @Test
  void hasTheComponentsOfDatatrove() throws Exception {
    UnionFind components = new UnionFind(IDS.size());
    BUCKETS
        .values()
        .forEach(bucket -> bucket.forEach(member -> components.union(bucket.get(0), member)));
    Map<Integer, Set<String>> clusters = new TreeMap<>();
    for (int i = 0; i < IDS.size(); i++) {
      clusters.computeIfAbsent(components.find(i), c -> new TreeSet<>()).add(IDS.get(i));
    }
    List<Set<String>> got = clusters.values().stream().filter(c -> c.size() > 1).toList();
    JsonNode golden = Corpus.lines("golden/dedup/datatrove_clusters.jsonl.gz").get(0);
    assertThat(golden.get("config").asText()).isEqualTo("xxhash64");
    List<Set<String>> expected = new ArrayList<>();
    for (JsonNode cluster : golden.get("clusters")) {
      Set<String> ids = new TreeSet<>();
      cluster.forEach(id -> ids.add(id.asText()));
      expected.add(ids);
    }
    assertThat(got).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void measuresTheJaccardOfTheTruth() throws Exception {
    int pairs = 0;
    for (JsonNode pair : Corpus.lines("golden/dedup/jaccard_truth.jsonl.gz")) {
      double similarity =
          Jaccard.of(
              SETS.get(NUMBERS.get(pair.get("a").asText())),
              SETS.get(NUMBERS.get(pair.get("b").asText())));
      assertThat(Math.abs(similarity - pair.get("jaccard").asDouble()))
          .as(pair.toString())
          .isLessThan(1e-6);
      pairs++;
    }
    assertThat(pairs).isEqualTo(2275);
  }

  /** Every removed document has a kept one that similar, and hardly a pair of kept ones is left. */
  @Test
  void removesOnlyWhatAKeptDocumentRepeats() throws Exception {
    double threshold = 0.7;
    Set<Edge> edges = new HashSet<>();
    Candidates<Integer> candidates =
        new Candidates<>(
            (a, b, star) -> edges.add(new Edge(a, b, Jaccard.of(SETS.get(a), SETS.get(b)))));
    for (List<Integer> bucket : BUCKETS.values()) {
      for (int member : bucket) {
        candidates.add(member);
      }
      candidates.end();
    }
    Map<Long, Long> removed = new TreeMap<>();
    GreedySweep sweep =
        new GreedySweep(
            threshold,
            (document, of, similarity) -> {
              assertThat(similarity).isGreaterThanOrEqualTo(threshold);
              removed.put(document, of);
            });
    edges.stream()
        .sorted(Comparator.comparingInt(Edge::better))
        .forEach(e -> sweep.edge(e.better, e.worse, e.similarity));
    removed.values().forEach(survivor -> assertThat(removed).doesNotContainKey(survivor));
    int left = 0;
    int true80 = 0;
    int left80 = 0;
    for (JsonNode pair : Corpus.lines("golden/dedup/jaccard_truth.jsonl.gz")) {
      double similarity = pair.get("jaccard").asDouble();
      boolean kept =
          !removed.containsKey((long) NUMBERS.get(pair.get("a").asText()))
              && !removed.containsKey((long) NUMBERS.get(pair.get("b").asText()));
      left += kept && similarity >= threshold ? 1 : 0;
      true80 += similarity >= 0.8 ? 1 : 0;
      left80 += kept && similarity >= 0.8 ? 1 : 0;
    }
    System.out.printf(
        "candidates %d, removed %d, pairs left at 0.7: %d, at 0.8: %d of %d%n",
        edges.size(), removed.size(), left, left80, true80);
    assertThat(removed).hasSizeBetween(580, 646);
    assertThat(left80).isLessThanOrEqualTo(true80 / 100);
  }
}
