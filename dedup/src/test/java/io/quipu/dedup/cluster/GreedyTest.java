package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.dedup.cluster.GreedyRounds.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Documents are numbered by rank. */
class GreedyTest {

  private record Edge(int better, int worse, double similarity) {}

  /**
   * From the definition: in order of rank, removed by the best-ranked kept one that is similar
   * enough.
   */
  private static Map<Long, Long> bruteForce(int n, List<Edge> edges, double threshold) {
    Map<Long, Long> removed = new TreeMap<>();
    for (long v = 0; v < n; v++) {
      for (long u = 0; u < v && !removed.containsKey(v); u++) {
        for (Edge e : edges) {
          if (e.better == u
              && e.worse == v
              && e.similarity >= threshold
              && !removed.containsKey(u)) {
            removed.put(v, u);
            break;
          }
        }
      }
    }
    return removed;
  }

  private static Map<Long, Long> sweep(List<Edge> edges, double threshold) {
    Map<Long, Long> removed = new TreeMap<>();
    GreedySweep sweep =
        new GreedySweep(
            threshold, (document, of, s) -> assertThat(removed.put(document, of)).isNull());
    List<Edge> sorted = new ArrayList<>(edges);
    sorted.sort((a, b) -> Integer.compare(a.better, b.better));
    for (Edge e : sorted) {
      sweep.edge(e.better, e.worse, e.similarity);
    }
    return removed;
  }

  private static Map<Long, Long> rounds(int n, List<Edge> edges, double threshold) {
    Fate[] fates = new Fate[n];
    Arrays.fill(fates, Fate.UNDECIDED);
    Map<Long, Long> removed = new TreeMap<>();
    boolean open = true;
    for (int round = 0; open; round++) {
      assertThat(round).isLessThanOrEqualTo(n);
      open = false;
      Fate[] next = fates.clone();
      for (int v = 0; v < n; v++) {
        int document = v;
        int[] better =
            edges.stream()
                .filter(e -> e.worse == document && e.similarity >= threshold)
                .mapToInt(Edge::better)
                .sorted()
                .toArray();
        Fate[] neighbours = new Fate[better.length];
        for (int i = 0; i < better.length; i++) {
          neighbours[i] = fates[better[i]];
        }
        int decision = GreedyRounds.decide(neighbours, better.length);
        next[v] = GreedyRounds.fate(decision, better.length);
        if (next[v] == Fate.REMOVED) {
          removed.put((long) v, (long) better[decision]);
        }
        open |= next[v] == Fate.UNDECIDED;
      }
      fates = next;
    }
    return removed;
  }

  @Test
  void keepsWhatOnlyARemovedDocumentIsSimilarTo() {
    List<Edge> chain = List.of(new Edge(0, 1, 0.9), new Edge(1, 2, 0.9), new Edge(2, 3, 0.9));
    assertThat(sweep(chain, 0.8)).isEqualTo(Map.of(1L, 0L, 3L, 2L));
  }

  @Test
  void namesTheBestRankedSurvivorNotTheMostSimilar() {
    assertThat(sweep(List.of(new Edge(1, 2, 0.99), new Edge(0, 2, 0.81)), 0.8))
        .isEqualTo(Map.of(2L, 0L));
  }

  @Test
  void removesAtTheThresholdAndNotBelow() {
    assertThat(sweep(List.of(new Edge(0, 1, 0.8)), 0.8)).hasSize(1);
    assertThat(sweep(List.of(new Edge(0, 1, Math.nextDown(0.8))), 0.8)).isEmpty();
  }

  @Test
  void refusesEdgesOutOfOrder() {
    GreedySweep sweep = new GreedySweep(0.5, (document, of, similarity) -> {});
    sweep.edge(5, 7, 1);
    assertThatThrownBy(() -> sweep.edge(3, 5, 1)).hasMessageContaining("sorted by the rank");
  }

  @Test
  void sweepEqualsRoundsEqualsDefinition() {
    long seed = 99;
    Random random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      int n = 1 + random.nextInt(30);
      List<Edge> edges = new ArrayList<>();
      for (int i = random.nextInt(3 * n + 1); i > 0; i--) {
        int a = random.nextInt(n);
        int b = random.nextInt(n);
        if (a != b) {
          edges.add(new Edge(Math.min(a, b), Math.max(a, b), random.nextInt(11) / 10.0));
        }
      }
      Collections.shuffle(edges, random);
      Map<Long, Long> expected = bruteForce(n, edges, 0.5);
      assertThat(sweep(edges, 0.5))
          .as("seed %d round %d %s", seed, round, edges)
          .isEqualTo(expected);
      assertThat(rounds(n, edges, 0.5))
          .as("seed %d round %d %s", seed, round, edges)
          .isEqualTo(expected);
    }
  }

  @Test
  void packsPartAndRowIntoOneReference() {
    assertThat(GreedySweep.ref(1, 65_535)).isEqualTo(0x1_0000_ffffL);
    assertThat(GreedySweep.ref(-1, -1)).isEqualTo(-1);
  }
}
