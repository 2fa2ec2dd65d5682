package io.quipu.dedup.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComponentsTest {

  @Test
  void representsEveryComponentByItsBestRankedNode() {
    long seed = 31;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int n = 1 + random.nextInt(60);
      List<List<Integer>> neighbours = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        neighbours.add(new ArrayList<>());
      }
      UnionFind components = new UnionFind(n);
      for (int i = random.nextInt(n + 1); i > 0; i--) {
        int a = random.nextInt(n);
        int b = random.nextInt(n);
        neighbours.get(a).add(b);
        neighbours.get(b).add(a);
        boolean joined = components.find(a) != components.find(b);
        assertThat(components.union(a, b)).isEqualTo(joined);
      }
      int[] expected = new int[n];
      Arrays.fill(expected, -1);
      for (int start = 0;
          start < n;
          start++) { // in order of rank: the first to reach a node is its best
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
          int node = queue.remove();
          if (expected[node] < 0) {
            expected[node] = start;
            queue.addAll(neighbours.get(node));
          }
        }
      }
      for (int i = 0; i < n; i++) {
        assertThat(components.find(i))
            .as("seed %d round %d node %d", seed, round, i)
            .isEqualTo(expected[i]);
      }
    }
  }

  @Test
  void numbersLongsInOrderOfFirstOccurrence() {
    long seed = 37;
    Random random = new Random(seed);
    LongIndex index = new LongIndex();
    Map<Long, Integer> expected = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      long value =
          random.nextInt(10) == 0
              ? random.nextInt(5) - 2
              : (long) random.nextInt(3000) << 32 | random.nextInt(4);
      assertThat(index.find(value)).isEqualTo(expected.getOrDefault(value, -1));
      int number = expected.computeIfAbsent(value, v -> expected.size());
      assertThat(index.number(value)).as("seed %d", seed).isEqualTo(number);
      assertThat(index.value(number)).isEqualTo(value);
    }
    assertThat(index.size()).isEqualTo(expected.size());
  }

  @Test
  void linksTheMembersOfAPartToTheirBest() {
    long seed = 41;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int n = random.nextInt(80);
      long[] high = new long[n];
      long[] low = new long[n];
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        high[i] = random.nextInt(3) - 1;
        low[i] = random.nextInt(5) - 2;
        order.add(i);
      }
      Collections.shuffle(order, random);
      int[] byRank = order.stream().mapToInt(Integer::intValue).toArray();
      int[] firsts = LocalGroups.leaders(high, low, n);
      int[] lows = LocalGroups.leaders(low, n);
      int[] bests = LocalGroups.leaders(high, low, byRank);
      for (int i = 0; i < n; i++) {
        int first = 0;
        while (high[first] != high[i] || low[first] != low[i]) {
          first++;
        }
        int firstLow = 0;
        while (low[firstLow] != low[i]) {
          firstLow++;
        }
        int best = 0;
        while (high[byRank[best]] != high[i] || low[byRank[best]] != low[i]) {
          best++;
        }
        assertThat(firsts[i]).as("seed %d round %d", seed, round).isEqualTo(first);
        assertThat(lows[i]).isEqualTo(firstLow);
        assertThat(bests[i]).isEqualTo(byRank[best]);
      }
    }
  }

  /**
   * Two levels give what one gives: the members of every part to its best, these to the best of
   * all.
   */
  @Test
  void reachesTheGlobalBestInTwoLevels() {
    long seed = 43;
    Random random = new Random(seed);
    int n = 500;
    int parts = 7;
    long[] keys = new long[n];
    for (int i = 0; i < n; i++) {
      keys[i] = random.nextInt(40);
    }
    int[] whole = LocalGroups.leaders(keys, n);
    int[] localBest = new int[n];
    List<Integer> travelling = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int from = n * part / parts;
      int to = n * (part + 1) / parts;
      int[] leaders = LocalGroups.leaders(Arrays.copyOfRange(keys, from, to), to - from);
      for (int i = from; i < to; i++) {
        localBest[i] = from + leaders[i - from];
        if (localBest[i] == i) {
          travelling.add(i);
        }
      }
    }
    assertThat(travelling).hasSizeLessThanOrEqualTo(40 * parts);
    int[] globalBest = new int[n];
    int[] leaders =
        LocalGroups.leaders(
            travelling.stream().mapToLong(i -> keys[i]).toArray(), travelling.size());
    for (int k = 0; k < leaders.length; k++) {
      globalBest[travelling.get(k)] = travelling.get(leaders[k]);
    }
    for (int i = 0; i < n; i++) {
      assertThat(globalBest[localBest[i]]).as("seed %d", seed).isEqualTo(whole[i]);
    }
  }
}
