package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.dedup.Corpus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clusters and removals of the golden documents; a document's rank is its place in the file. */
@Tag("corpus")
class ClustersGoldenTest {

  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final SignedDocuments DOCUMENTS = new SignedDocuments();

  @BeforeAll
  static void sign() throws Exception {
    for (JsonNode document : Corpus.lines("golden/dedup/docs.jsonl.gz")) {
      String id = document.get("id").asText();
      NUMBERS.put(id, NUMBERS.size());
      DOCUMENTS.add(id, document.get("text").asText());
    }
  }

  @Test
  void hasTheComponentsOfDatatrove() throws Exception {
    List<Set<String>> got =
        DOCUMENTS.components().values().stream().filter(c -> c.size() > 1).toList();
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
          DOCUMENTS.similarity(
              NUMBERS.get(pair.get("a").asText()), NUMBERS.get(pair.get("b").asText()));
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
    Map<Integer, Integer> removed = DOCUMENTS.verified(threshold);
    removed.forEach(
        (document, survivor) ->
            assertThat(DOCUMENTS.similarity(document, survivor)).isGreaterThanOrEqualTo(threshold));
    removed.values().forEach(survivor -> assertThat(removed).doesNotContainKey(survivor));
    int left = 0;
    int true80 = 0;
    int left80 = 0;
    for (JsonNode pair : Corpus.lines("golden/dedup/jaccard_truth.jsonl.gz")) {
      double similarity = pair.get("jaccard").asDouble();
      boolean kept =
          !removed.containsKey(NUMBERS.get(pair.get("a").asText()))
              && !removed.containsKey(NUMBERS.get(pair.get("b").asText()));
      left += kept && similarity >= threshold ? 1 : 0;
      true80 += similarity >= 0.8 ? 1 : 0;
      left80 += kept && similarity >= 0.8 ? 1 : 0;
    }
    System.out.printf(
        "candidates %d, removed %d, pairs left at 0.7: %d, at 0.8: %d of %d%n",
        DOCUMENTS.edges().size(), removed.size(), left, left80, true80);
    assertThat(removed).hasSizeBetween(580, 646);
    assertThat(left80).isLessThanOrEqualTo(true80 / 100);
  }
}
