package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.dedup.Golden;
import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHasher;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;

/**
 * What datatrove's four steps keep of near-duplicates of ours. Its clusters are our components; it
 * keeps another member of some, and it removes documents that no kept one resembles, which our
 * verified method keeps. See golden/datatrove_clusters/ORIGIN.md. A document's rank is its place in
 * the file.
 */
class DatatroveClustersTest {

  private record Edge(int better, int worse, double similarity) {}

  private static final double THRESHOLD = 0.7;

  private static final List<String> IDS = new ArrayList<>();
  private static final List<long[]> SETS = new ArrayList<>();
  private static final Map<Long, List<Integer>> BUCKETS = new TreeMap<>();
  private static final Map<Integer, Set<String>> CLUSTERS = new TreeMap<>();
  private static final Set<String> KEPT = new TreeSet<>();

  @BeforeAll
  static void read() throws IOException {
    MinHasher minHasher = new MinHasher(MinHashPresets.DATATROVE);
    long[] keys = new long[minHasher.scheme().bands()];
    for (Map.Entry<String, String> document : Golden.texts("datatrove_clusters").entrySet()) {
      char[] text = document.getValue().toCharArray();
      if (minHasher.sign(text, text.length) > 0) {
        minHasher.bandKeys(minHasher.signature(), keys);
        for (long key : keys) {
          BUCKETS.computeIfAbsent(key, k -> new ArrayList<>()).add(IDS.size());
        }
      }
      IDS.add(document.getKey());
      SETS.add(minHasher.shingles());
    }
    for (JsonNode golden : Golden.expected("datatrove_clusters")) {
      if (golden.get("cluster").asInt() >= 0) {
        CLUSTERS
            .computeIfAbsent(golden.get("cluster").asInt(), c -> new TreeSet<>())
            .add(golden.get("id").asText());
      }
      if (golden.get("kept").asBoolean()) {
        KEPT.add(golden.get("id").asText());
      }
    }
  }

  @Test
  void hasTheClustersOfDatatroveAsComponents() {
    assertThat(IDS).hasSize(69);
    assertThat(components().values().stream().filter(c -> c.size() > 1))
        .hasSize(12)
        .containsExactlyInAnyOrderElementsOf(CLUSTERS.values());
  }

  @Test
  void keepsAsManyAsDatatroveButTheBestOfEachCluster() {
    Set<String> best = new TreeSet<>();
    components().forEach((root, members) -> best.add(IDS.get(first(members))));
    assertThat(best).hasSameSizeAs(KEPT).hasSize(33);
    Set<String> different = new TreeSet<>(best);
    different.removeAll(KEPT);
    assertThat(different).as("datatrove keeps the root of its union").hasSize(2);
    for (Set<String> cluster : CLUSTERS.values()) {
      assertThat(cluster).filteredOn(KEPT::contains).hasSize(1);
      assertThat(cluster).filteredOn(best::contains).hasSize(1);
    }
  }

  @Test
  void verifiedKeepsWhatDatatroveRemovesWithoutAKeptLikeness() throws IOException {
    Map<Integer, Integer> removed = verified();
    removed.forEach(
        (document, survivor) -> {
          assertThat(removed).doesNotContainKey(survivor);
          assertThat(Jaccard.of(SETS.get(document), SETS.get(survivor)))
              .isGreaterThanOrEqualTo(THRESHOLD);
        });
    int unlike = 0;
    for (int i = 0; i < IDS.size(); i++) {
      unlike += KEPT.contains(IDS.get(i)) || resemblesAKeptOne(i) ? 0 : 1;
    }
    assertThat(unlike).as("removed by datatrove, no kept document at 0.7").isEqualTo(5);
    assertThat(IDS.size() - removed.size()).as("verified keeps").isEqualTo(37);
  }

  private static boolean resemblesAKeptOne(int document) {
    for (int other = 0; other < IDS.size(); other++) {
      if (KEPT.contains(IDS.get(other))
          && Jaccard.of(SETS.get(document), SETS.get(other)) >= THRESHOLD) {
        return true;
      }
    }
    return false;
  }

  private static Map<Integer, Set<String>> components() {
    UnionFind components = new UnionFind(IDS.size());
    BUCKETS
        .values()
        .forEach(bucket -> bucket.forEach(member -> components.union(bucket.get(0), member)));
    Map<Integer, Set<String>> clusters = new TreeMap<>();
    for (int i = 0; i < IDS.size(); i++) {
      clusters.computeIfAbsent(components.find(i), c -> new TreeSet<>()).add(IDS.get(i));
    }
    return clusters;
  }

  private static int first(Set<String> members) {
    return members.stream().mapToInt(IDS::indexOf).min().orElseThrow();
  }

  /** Removed documents and the kept one of each. */
  private static Map<Integer, Integer> verified() throws IOException {
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
    Map<Integer, Integer> removed = new HashMap<>();
    GreedySweep sweep =
        new GreedySweep(
            THRESHOLD, (document, of, likeness) -> removed.put((int) document, (int) of));
    edges.stream()
        .sorted(Comparator.comparingInt(Edge::better))
        .forEach(e -> sweep.edge(e.better, e.worse, e.similarity));
    return removed;
  }
}
