package io.quipu.dedup.cluster;

/**
 * Connected components of nodes that are numbered by rank: the representative of a component is its
 * smallest number, so its best-ranked node. Links go to the smaller root, paths are halved (Tarjan
 * and van Leeuwen 1984): amortised O(log n) an operation, 4 bytes a node. Belongs to one thread.
 */
public final class UnionFind {

  private final int[] parents; // never above the node

  public UnionFind(int nodes) {
    parents = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      parents[i] = i;
    }
  }

  public int size() {
    return parents.length;
  }

  /** The smallest node of a node's component. */
  public int find(int node) {
    int at = node;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** Joins two components; false if they were one. */
  public boolean union(int a, int b) {
    int x = find(a);
    int y = find(b);
    if (x == y) {
      return false;
    }
    parents[Math.max(x, y)] = Math.min(x, y);
    return true;
  }
}
