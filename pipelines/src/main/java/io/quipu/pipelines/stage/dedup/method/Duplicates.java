package io.quipu.pipelines.stage.dedup.method;

import io.quipu.core.document.DocumentId;
import io.quipu.core.step.Decision;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.DecisionFile;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.WideTask;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Sends the results of deduplication to their parts, and writes the parts' decisions. Each result
 * belongs to a local best; its followers share it.
 */
public final class Duplicates {

  /**
   * The result for a local best that has duplicates.
   *
   * @param survivor the best document of its cluster, itself if it is not removed
   * @param size number of documents in the cluster
   */
  public record Result(boolean removed, DocumentId survivor, double similarity, int size) {

    private byte[] toBytes() {
      return new ByteWriter()
          .int8(removed ? 1 : 0)
          .sortedDouble(similarity)
          .int32(size)
          .text(survivor.source())
          .text(survivor.key())
          .toBytes();
    }

    private static Result ofBytes(byte[] value) {
      ByteReader fields = new ByteReader(value);
      boolean removed = fields.int8() == 1;
      double similarity = fields.sortedDouble();
      int size = fields.int32();
      return new Result(removed, new DocumentId(fields.text(), fields.text()), similarity, size);
    }
  }

  private Duplicates() {}

  public static void send(Candidate of, Result result, KeyedSink out) throws IOException {
    out.emit(PartExchange.record(of.part()).int32(of.row()).toBytes(), result.toBytes());
  }

  /**
   * The exchange that sends results to their parts and writes the parts' decisions.
   *
   * @param columns of the method's signatures
   */
  public static Shuffle toParts(
      LoadedRun run, Stage stage, DedupMembers.Columns columns, int parts) {
    return PartExchange.byPart(
        run, stage, parts * 400_000L, (open, of, task, out) -> new OfPart(open, of, columns, task));
  }

  /** Writes the decisions of one part, for local bests with a result and for their followers. */
  private static final class OfPart implements PartExchange.PartWork {
    private final DecisionFile file;
    private final DedupMembers members;
    private final Map<Integer, List<Integer>> followers;

    OfPart(LoadedRun run, Stage stage, DedupMembers.Columns columns, WideTask task)
        throws IOException {
      file = new DecisionFile(run, stage, task);
      members = DedupMembers.read(task, stage, columns);
      followers = members.followers();
    }

    @Override
    public void record(ByteReader key, Iterator<byte[]> values) {
      int row = key.int32();
      Result result = Result.ofBytes(values.next());
      List<Integer> group = followers.remove(row);
      for (int member : group == null ? List.<Integer>of() : group) {
        if (result.removed() || members.row(member) != row) {
          drop(
              member, result.survivor(), result.removed() ? result.similarity() : 1, result.size());
        }
      }
    }

    private void drop(int member, DocumentId survivor, double similarity, int size) {
      file.decide(
          members.row(member),
          new Decision.Duplicate(survivor, similarity, survivor.key128(), size));
    }

    @Override
    public void finish() throws IOException {
      followers.forEach(
          (row, group) -> {
            for (int member : group) {
              if (!members.leads(member)) {
                int leader = group.stream().filter(members::leads).findFirst().orElseThrow();
                drop(member, members.id(leader), 1, group.size());
              }
            }
          });
      file.finish();
    }
  }
}
