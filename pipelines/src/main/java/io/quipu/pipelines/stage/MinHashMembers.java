package io.quipu.pipelines.stage;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.dedup.cluster.LocalGroups;
import io.quipu.dedup.cluster.Rank;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The MinHash signatures of one part's documents that are in the flow and have shingles, in memory.
 * Documents of one shingle set have similarity 1: they follow their local best, whatever becomes of
 * it.
 */
final class MinHashMembers {

  final List<Integer> rows = new ArrayList<>();
  final List<byte[]> bands = new ArrayList<>();
  private final CrossTask task;
  private final List<String> keys = new ArrayList<>();
  private final List<Key128> sets = new ArrayList<>();
  private final List<byte[]> ranks = new ArrayList<>();
  private final int[] leaders;
  private final int[] sizes;

  private MinHashMembers(CrossTask task, Stage stage) throws IOException {
    this.task = task;
    List<String> columns = List.of("outcome", "key", "bands", "shingle_set", "rank");
    try (PartFileReader reader =
        new PartFileReader(task.file(Dedup.signatures(stage)).path(), columns)) {
      Row row = new Row(reader.schema());
      for (int i = 0; reader.next(row); i++) {
        if (Outcome.of(row.getInt(0)) == Outcome.KEPT && !row.isNull(2)) {
          rows.add(i);
          keys.add(row.getString(1));
          bands.add(row.getBinary(2));
          sets.add(Key128.headOf(row.getBinary(3)));
          ranks.add(row.getBinary(4));
        }
      }
    }
    leaders = findLeaders();
    sizes = new int[leaders.length];
    for (int leader : leaders) {
      sizes[leader]++;
    }
  }

  static MinHashMembers read(CrossTask task, Stage stage) throws IOException {
    return new MinHashMembers(task, stage);
  }

  private int[] findLeaders() {
    int n = rows.size();
    long[] high = new long[n];
    long[] low = new long[n];
    Integer[] byRank = new Integer[n];
    for (int i = 0; i < n; i++) {
      high[i] = sets.get(i).high();
      low[i] = sets.get(i).low();
      byRank[i] = i;
    }
    Arrays.sort(byRank, Comparator.comparing(ranks::get, Rank::compare));
    return LocalGroups.leaders(
        high, low, Arrays.stream(byRank).mapToInt(Integer::intValue).toArray());
  }

  int count() {
    return leaders.length;
  }

  boolean leads(int member) {
    return leaders[member] == member;
  }

  Candidate candidate(int member) {
    return new Candidate(
        ranks.get(member), task.index(), rows.get(member), sizes[member], id(member));
  }

  DocumentId id(int member) {
    return new DocumentId(task.source(), keys.get(member));
  }

  /** Members of one shingle set by the row of their leader; the leader among them. */
  Map<Integer, List<Integer>> followers() {
    Map<Integer, List<Integer>> followers = new HashMap<>();
    for (int i = 0; i < leaders.length; i++) {
      followers.computeIfAbsent(rows.get(leaders[i]), r -> new ArrayList<>()).add(i);
    }
    return followers;
  }

  static long band(byte[] bands, int i) {
    return ByteBuffer.wrap(bands).getLong(8 * i);
  }
}
