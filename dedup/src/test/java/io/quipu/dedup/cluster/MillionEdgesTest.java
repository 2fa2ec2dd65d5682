package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs of a million documents and two million edges, decided as by the definition. */
class MillionEdgesTest {

  private static final int DOCUMENTS = 1_000_000;
  private static final int EDGES = 2_000_000;

  /** Edges of the graph, sorted: better end in the upper 32 bits, worse end in the lower ones. */
  private static long[] edges(long seed) {
    Random random = new Random(seed);
    long[] edges = new long[EDGES];
    for (int i = 0; i < EDGES; i++) {
      // Half of them near, so that there are long chains; the others to few centres.
      int a = random.nextInt(DOCUMENTS);
      int b = i % 2 == 0 ? a + 1 + random.nextInt(3) : random.nextInt(1000);
      if (a == b || b >= DOCUMENTS) {
        b = a == 0 ? 1 : 0;
      }
      edges[i] = (long) Math.min(a, b) << 32 | Math.max(a, b);
    }
    Arrays.sort(edges);
    return edges;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theSweepDecidesEachDocumentInTheOrderOfRanks(long seed) {
    long[] edges = edges(seed);
    int[] duplicateOf = new int[DOCUMENTS];
    Arrays.fill(duplicateOf, -1);
    GreedySweep sweep =
        new GreedySweep(0.8, (document, of, s) -> duplicateOf[(int) document] = (int) of);
    for (long edge : edges) {
      sweep.edge(edge >>> 32, edge & 0xFFFFFFFFL, 0.9);
    }
    // The same from the definition: the best-ranked kept neighbour, if any, removes a document.
    int[] expected = new int[DOCUMENTS];
    Arrays.fill(expected, -1);
    int[] best = new int[DOCUMENTS];
    Arrays.fill(best, -1);
    int next = 0;
    for (int document = 0; document < DOCUMENTS; document++) {
      expected[document] = best[document];
      for (; next < EDGES && edges[next] >>> 32 == document; next++) {
        int worse = (int) edges[next];
        if (expected[document] < 0 && best[worse] < 0) {
          best[worse] = document;
        }
      }
    }
    assertThat(duplicateOf).as("seed %d", seed).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void componentsAreThoseOfAWalk(long seed) {
    long[] edges = edges(seed);
    UnionFind sets = new UnionFind(DOCUMENTS);
    for (long edge : edges) {
      sets.union((int) (edge >>> 32), (int) edge);
    }
    int[] heads = new int[DOCUMENTS];
    Arrays.fill(heads, -1);
    int[] to = new int[2 * EDGES];
    int[] then = new int[2 * EDGES];
    for (int i = 0; i < EDGES; i++) {
      int a = (int) (edges[i] >>> 32);
      int b = (int) edges[i];
      to[2 * i] = b;
      then[2 * i] = heads[a];
      heads[a] = 2 * i;
      to[2 * i + 1] = a;
      then[2 * i + 1] = heads[b];
      heads[b] = 2 * i + 1;
    }
    int[] component = new int[DOCUMENTS];
    Arrays.fill(component, -1);
    int components = 0;
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int start = 0; start < DOCUMENTS; start++) {
      if (component[start] >= 0) {
        continue;
      }
      int root = sets.find(start);
      component[start] = components++;
      open.add(start);
      while (!open.isEmpty()) {
        int at = open.remove();
        assertThat(sets.find(at)).isEqualTo(root);
        for (int e = heads[at]; e >= 0; e = then[e]) {
          if (component[to[e]] < 0) {
            component[to[e]] = component[at];
            open.add(to[e]);
          }
        }
      }
    }
    int roots = 0;
    for (int document = 0; document < DOCUMENTS; document++) {
      roots += sets.find(document) == document ? 1 : 0;
    }
    assertThat(roots).as("seed %d", seed).isEqualTo(components).isGreaterThan(1);
  }
}
