package io.quipu.dedup.cluster;

import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHasher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Documents by datatrove's preset, as a run has them. A document's rank is its number. */
final class SignedDocuments {

  /** A candidate pair and its Jaccard similarity. */
  record Edge(int better, int worse, double similarity) {}

  private final MinHasher hasher = new MinHasher(MinHashPresets.DATATROVE);
  private final long[] keys = new long[hasher.scheme().bands()];
  private final List<String> ids = new ArrayList<>();
  private final List<long[]> sets = new ArrayList<>();
  private final Map<Long, List<Integer>> buckets = new TreeMap<>();

  void add(String id, String text) {
    char[] characters = text.toCharArray();
    if (hasher.sign(characters, characters.length) > 0) {
      hasher.bandKeys(hasher.signature(), keys);
      for (long key : keys) {
        buckets.computeIfAbsent(key, k -> new ArrayList<>()).add(ids.size());
      }
    }
    ids.add(id);
    sets.add(hasher.shingles());
  }

  List<String> ids() {
    return ids;
  }

  double similarity(int a, int b) {
    return Jaccard.of(sets.get(a), sets.get(b));
  }

  /** Ids of documents that candidate pairs connect, by the number of one of them. */
  Map<Integer, Set<String>> components() {
    UnionFind components = new UnionFind(ids.size());
    buckets
        .values()
        .forEach(bucket -> bucket.forEach(member -> components.union(bucket.get(0), member)));
    Map<Integer, Set<String>> clusters = new TreeMap<>();
    for (int i = 0; i < ids.size(); i++) {
      clusters.computeIfAbsent(components.find(i), c -> new TreeSet<>()).add(ids.get(i));
    }
    return clusters;
  }

  /** Candidate pairs in the order of the better one's rank, similar or not. */
  List<Edge> edges() throws IOException {
    Set<Edge> edges = new HashSet<>();
    Candidates<Integer> candidates =
        new Candidates<>((a, b, star) -> edges.add(new Edge(a, b, similarity(a, b))));
    for (List<Integer> bucket : buckets.values()) {
      for (int member : bucket) {
        candidates.add(member);
      }
      candidates.end();
    }
    return edges.stream().sorted(Comparator.comparingInt(Edge::better)).toList();
  }

  /** Removed documents and the kept one of each, verified at a threshold. */
  Map<Integer, Integer> verified(double threshold) throws IOException {
    Map<Integer, Integer> removed = new TreeMap<>();
    GreedySweep sweep =
        new GreedySweep(
            threshold, (document, of, likeness) -> removed.put((int) document, (int) of));
    edges().forEach(e -> sweep.edge(e.better(), e.worse(), e.similarity()));
    return removed;
  }
}
