package io.quipu.pipelines.stage.dedup.method;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.dedup.cluster.LocalGroups;
import io.quipu.dedup.cluster.Rank;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.part.CrossTask;
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
 * The signatures of one part's documents that are in the flow, in memory: for exact duplicates the
 * digests of their texts, for near-duplicates those of their shingle sets, as far as they have one.
 * Documents of one digest follow their local best, whatever becomes of it.
 */
public final class DedupMembers {

  private final CrossTask task;
  private final String signatures;
  private final List<Integer> rows = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<byte[]> ranks = new ArrayList<>();
  private final List<Key128> digests = new ArrayList<>();
  private final int[] leaders;
  private final int[] sizes;

  private DedupMembers(CrossTask task, Stage stage, String digest) throws IOException {
    this.task = task;
    List<String> columns = List.of("outcome", "key", "rank", digest);
    signatures = task.file(Signatures.dataset(stage)).path();
    try (PartFileReader reader = new PartFileReader(signatures, columns)) {
      Row row = new Row(reader.schema());
      for (int i = 0; reader.next(row); i++) {
        if (Outcome.of(row.getInt(0)) == Outcome.KEPT && !row.isNull(3)) {
          rows.add(i);
          keys.add(row.getString(1));
          ranks.add(row.getBinary(2));
          digests.add(Key128.headOf(row.getBinary(3)));
        }
      }
    }
    leaders = findLeaders();
    sizes = new int[leaders.length];
    for (int leader : leaders) {
      sizes[leader]++;
    }
  }

  /**
   * @param digest column of the signatures that is equal for documents that follow their local best
   */
  public static DedupMembers read(CrossTask task, Stage stage, String digest) throws IOException {
    return new DedupMembers(task, stage, digest);
  }

  /** Takes the local bests with the keys of their bands. */
  public interface BandSink {
    void bands(Candidate leader, long[] keys) throws IOException;
  }

  private int[] findLeaders() {
    int n = rows.size();
    long[] high = new long[n];
    long[] low = new long[n];
    Integer[] byRank = new Integer[n];
    for (int i = 0; i < n; i++) {
      high[i] = digests.get(i).high();
      low[i] = digests.get(i).low();
      byRank[i] = i;
    }
    Arrays.sort(byRank, Comparator.comparing(ranks::get, Rank::compare));
    return LocalGroups.leaders(
        high, low, Arrays.stream(byRank).mapToInt(Integer::intValue).toArray());
  }

  public int count() {
    return leaders.length;
  }

  /** Whether a member is the local best of its digest. */
  public boolean leads(int member) {
    return leaders[member] == member;
  }

  public Candidate candidate(int member) {
    return new Candidate(
        ranks.get(member), task.index(), rows.get(member), sizes[member], id(member));
  }

  int row(int member) {
    return rows.get(member);
  }

  DocumentId id(int member) {
    return new DocumentId(task.source(), keys.get(member));
  }

  public Key128 digest(int member) {
    return digests.get(member);
  }

  /**
   * Reads the band keys of the local bests, one document after another: of a whole part, hundreds
   * of bands would fill the heap.
   */
  public void readBands(BandSink sink) throws IOException {
    try (PartFileReader reader = new PartFileReader(signatures, List.of("bands"))) {
      Row row = new Row(reader.schema());
      int member = 0;
      for (int i = 0; member < count() && reader.next(row); i++) {
        if (rows.get(member) == i) {
          if (leads(member)) {
            byte[] bytes = row.getBinary(0);
            long[] keys = new long[bytes.length / Long.BYTES];
            ByteBuffer.wrap(bytes).asLongBuffer().get(keys);
            sink.bands(candidate(member), keys);
          }
          member++;
        }
      }
    }
  }

  /** Members of one digest by the row of their leader; the leader among them. */
  Map<Integer, List<Integer>> followers() {
    Map<Integer, List<Integer>> followers = new HashMap<>();
    for (int i = 0; i < leaders.length; i++) {
      followers.computeIfAbsent(rows.get(leaders[i]), r -> new ArrayList<>()).add(i);
    }
    return followers;
  }
}
