package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.dedup.Golden;
import java.io.IOException;
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

  private static final double THRESHOLD = 0.7;

  private static final SignedDocuments DOCUMENTS = new SignedDocuments();
  private static final List<String> IDS = DOCUMENTS.ids();
  private static final Map<Integer, Set<String>> CLUSTERS = new TreeMap<>();
  private static final Set<String> KEPT = new TreeSet<>();

  @BeforeAll
  static void read() throws IOException {
    Golden.texts("datatrove_clusters").forEach(DOCUMENTS::add);
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
    assertThat(DOCUMENTS.components().values().stream().filter(c -> c.size() > 1))
        .hasSize(12)
        .containsExactlyInAnyOrderElementsOf(CLUSTERS.values());
  }

  @Test
  void keepsAsManyAsDatatroveButTheBestOfEachCluster() {
    Set<String> best = new TreeSet<>();
    DOCUMENTS.components().forEach((root, members) -> best.add(IDS.get(first(members))));
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
    Map<Integer, Integer> removed = DOCUMENTS.verified(THRESHOLD);
    removed.forEach(
        (document, survivor) -> {
          assertThat(removed).doesNotContainKey(survivor);
          assertThat(DOCUMENTS.similarity(document, survivor)).isGreaterThanOrEqualTo(THRESHOLD);
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
      if (KEPT.contains(IDS.get(other)) && DOCUMENTS.similarity(document, other) >= THRESHOLD) {
        return true;
      }
    }
    return false;
  }

  private static int first(Set<String> members) {
    return members.stream().mapToInt(IDS::indexOf).min().orElseThrow();
  }
}
