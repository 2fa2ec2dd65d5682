package io.quipu.dedup.cluster;

/**
 * First level of the construction for heavy keys: within one part, members of one key link to the
 * best of them, and only that one travels. Then a key has at most as many travelling members as
 * there are parts, however often it occurs, and the second level is the same over these: they link
 * to the best of all. {@code duplicate_of} of a member is its local best's, or the local best if
 * that one stays.
 */
public final class LocalGroups {

  private LocalGroups() {}

  /**
   * The best member of each member's group: members are in order of rank or place, so it is the
   * first with an equal key; {@code leaders[i] == i} travels.
   */
  public static int[] leaders(long[] keys, int count) {
    return leaders(keys, keys, count);
  }

  /** The same for keys of 128 bits. */
  public static int[] leaders(long[] high, long[] low, int count) {
    int[] leaders = new int[count];
    int mask = Math.max(16, Integer.highestOneBit(Math.max(1, count)) * 4) - 1;
    int[] table = new int[mask + 1]; // member + 1; 0 is free
    for (int i = 0; i < count; i++) {
      long hash = (high[i] * 0xbf58476d1ce4e5b9L ^ low[i]) * 0x9e3779b97f4a7c15L;
      int slot = (int) (hash ^ (hash >>> 32)) & mask;
      while (table[slot] != 0) {
        int other = table[slot] - 1;
        if (high[other] == high[i] && low[other] == low[i]) {
          break;
        }
        slot = (slot + 1) & mask;
      }
      if (table[slot] == 0) {
        table[slot] = i + 1;
      }
      leaders[i] = table[slot] - 1;
    }
    return leaders;
  }

  /**
   * The best member of each member's group where members are not in order of rank.
   *
   * @param byRank all members, best first
   */
  public static int[] leaders(long[] high, long[] low, int[] byRank) {
    int count = byRank.length;
    int[] firsts = leaders(high, low, count);
    int[] bests = new int[count]; // by first member of the group; best + 1
    for (int member : byRank) {
      if (bests[firsts[member]] == 0) {
        bests[firsts[member]] = member + 1;
      }
    }
    for (int i = 0; i < count; i++) {
      firsts[i] = bests[firsts[i]] - 1;
    }
    return firsts;
  }
}
