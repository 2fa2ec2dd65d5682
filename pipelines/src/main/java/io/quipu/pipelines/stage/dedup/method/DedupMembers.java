package io.quipu.pipelines.stage.dedup.method;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.dedup.cluster.LocalGroups;
import io.quipu.dedup.cluster.Rank;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The signatures of one part's surviving documents, in memory: digests of their texts for exact
 * duplicates, digests of their shingle sets for near-duplicates. A text too short to have shingles
 * has no digest. Documents with the same digest follow their local best, whether it is kept or not.
 */
public final class DedupMembers {

  /**
   * The columns of a method's signatures that members are read from.
   *
   * @param digest equal for documents that follow the same local best; null for documents that are
   *     not members
   */
  public record Columns(Column key, Column rank, Column digest) implements Serializable {}

  private final WideTask task;
  private final String signatures;
  private final List<Integer> rows = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<byte[]> ranks = new ArrayList<>();
  private final List<Key128> digests = new ArrayList<>();
  private final int[] leaders;
  private final int[] sizes;

  private DedupMembers(WideTask task, Stage stage, Columns of) throws IOException {
    this.task = task;
    signatures = task.file(Signatures.dataset(stage)).path();
    try (PartFileReader reader =
        new PartFileReader(signatures, ParallelRows.OUTCOME, of.key(), of.rank(), of.digest())) {
      Row row = reader.newRow();
      for (int i = 0; reader.next(row); i++) {
        if (ParallelRows.isKept(row) && !row.isNull(of.digest())) {
          rows.add(i);
          keys.add(row.getString(of.key()));
          ranks.add(row.getBinary(of.rank()));
          digests.add(Key128.headOf(row.getBinary(of.digest())));
        }
      }
    }
    leaders = findLeaders();
    sizes = new int[leaders.length];
    for (int leader : leaders) {
      sizes[leader]++;
    }
  }

  public static DedupMembers read(WideTask task, Stage stage, Columns columns) throws IOException {
    return new DedupMembers(task, stage, columns);
  }

  /** Receives the local bests with their band keys. */
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
   * Reads the band keys of the local bests one document at a time: hundreds of bands for a complete
   * part would fill the heap.
   *
   * @param bands the column of 8 bytes for each band
   */
  public void readBands(Column bands, BandSink sink) throws IOException {
    try (PartFileReader reader = new PartFileReader(signatures, bands)) {
      Row row = reader.newRow();
      int member = 0;
      for (int i = 0; member < count() && reader.next(row); i++) {
        if (rows.get(member) == i) {
          if (leads(member)) {
            byte[] bytes = row.getBinary(bands);
            long[] keys = new long[bytes.length / Long.BYTES];
            ByteBuffer.wrap(bytes).asLongBuffer().get(keys);
            sink.bands(candidate(member), keys);
          }
          member++;
        }
      }
    }
  }

  /** Members of one digest by the row of their leader, which is included. */
  Map<Integer, List<Integer>> followers() {
    Map<Integer, List<Integer>> followers = new HashMap<>();
    for (int i = 0; i < leaders.length; i++) {
      followers.computeIfAbsent(rows.get(leaders[i]), r -> new ArrayList<>()).add(i);
    }
    return followers;
  }
}
