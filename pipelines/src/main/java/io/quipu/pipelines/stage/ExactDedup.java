package io.quipu.pipelines.stage;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.core.step.Decision;
import io.quipu.dedup.cluster.LocalGroups;
import io.quipu.dedup.cluster.Rank;
import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Of documents with equal text the best-ranked stays. Within a part the members of one text link to
 * their local best, and only that one travels: a text that fills a million pages is as many records
 * as it has parts.
 *
 * <pre>
 * parts         -> text digest (16)  : rank, part, row, members in the part, source, key
 * group by text -> part | row        : size of the cluster, source and key of the best
 * by part       -> decisions
 * </pre>
 */
final class ExactDedup {

  private ExactDedup() {}

  static Job<CrossTask> job(OpenRun run, Stage stage, List<CrossTask> tasks, long documents) {
    return new Job<>(
        stage.name(),
        tasks,
        new Send(run.context(), stage.name()),
        List.of(
            new Shuffle(Shuffle.bucketsFor(documents * 160), Integer.MAX_VALUE, new Choose()),
            new Shuffle(
                Shuffle.bucketsFor(tasks.size() * 200_000L),
                PartBuckets.PREFIX,
                new Decide(run.context(), stage.name()))));
  }

  /** The signatures of a part's documents that are in the flow, in memory. */
  private static final class Members {
    final List<Integer> rows = new ArrayList<>();
    final List<String> keys = new ArrayList<>();
    final List<Key128> contents = new ArrayList<>();
    final List<byte[]> ranks = new ArrayList<>();

    static Members read(CrossTask task, Stage stage) throws IOException {
      Members members = new Members();
      try (PartFileReader reader =
          new PartFileReader(
              task.file(Dedup.signatures(stage)).path(),
              List.of("outcome", "key", "content", "rank"))) {
        Row row = new Row(reader.schema());
        for (int i = 0; reader.next(row); i++) {
          if (Outcome.of(row.getInt(0)) == Outcome.KEPT) {
            members.rows.add(i);
            members.keys.add(row.getString(1));
            members.contents.add(Key128.headOf(row.getBinary(2)));
            members.ranks.add(row.getBinary(3));
          }
        }
      }
      return members;
    }

    /** For each member, the local best of its text. */
    int[] leaders() {
      int n = rows.size();
      long[] high = new long[n];
      long[] low = new long[n];
      Integer[] byRank = new Integer[n];
      for (int i = 0; i < n; i++) {
        high[i] = contents.get(i).high();
        low[i] = contents.get(i).low();
        byRank[i] = i;
      }
      Arrays.sort(byRank, Comparator.comparing(ranks::get, Rank::compare));
      return LocalGroups.leaders(
          high, low, Arrays.stream(byRank).mapToInt(Integer::intValue).toArray());
    }
  }

  private record Send(RunContext context, String stage) implements PartPass<CrossTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(CrossTask task, KeyedSink out) throws IOException {
      PartBuckets.marker(task, out);
      Members members = Members.read(task, context.open().plan().stage(stage));
      int[] leaders = members.leaders();
      int[] sizes = new int[leaders.length];
      for (int leader : leaders) {
        sizes[leader]++;
      }
      for (int i = 0; i < leaders.length; i++) {
        if (leaders[i] == i) {
          byte[] rank = members.ranks.get(i);
          ByteKey value = new ByteKey().int8(rank.length).bytes(rank).int32(task.index());
          value
              .int32(members.rows.get(i))
              .int32(sizes[i])
              .text(task.source())
              .text(members.keys.get(i));
          out.emit(
              new ByteKey().int8(PartBuckets.RECORD).key128(members.contents.get(i)).toBytes(),
              value.toBytes());
        }
      }
    }
  }

  private record Member(int part, int row, int members, DocumentId id) {
    static Member read(byte[] value) {
      ByteFields fields = new ByteFields(value);
      fields.bytes(fields.int8());
      int part = fields.int32();
      int row = fields.int32();
      int members = fields.int32();
      return new Member(part, row, members, new DocumentId(fields.text(), fields.text()));
    }
  }

  private record Choose() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return new Bucket() {
        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          if (PartBuckets.isMarker(key)) {
            PartBuckets.arrive(key, values, out);
            return;
          }
          List<Member> locals = new ArrayList<>();
          int size = 0;
          while (values.hasNext()) {
            Member member = Member.read(values.next());
            locals.add(member);
            size += member.members();
          }
          if (size == 1) {
            return;
          }
          Member best = locals.get(0);
          byte[] value =
              new ByteKey().int32(size).text(best.id().source()).text(best.id().key()).toBytes();
          for (Member member : locals) {
            out.emit(PartBuckets.record(member.part()).int32(member.row()).toBytes(), value);
          }
        }

        @Override
        public void finish() {}
      };
    }
  }

  private record Decide(RunContext context, String stage) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      OpenRun run = context.open();
      return PartBuckets.bucket(task -> new OfPart(run, run.plan().stage(stage), task));
    }
  }

  /** The decisions of one part: what comes in is the fate of each local best that has company. */
  private static final class OfPart implements PartBuckets.PartWork {
    private final CrossTask task;
    private final DecisionFile file;
    private final Members members;
    private final int[] leaders;
    private final Map<Integer, List<Integer>> followers = new HashMap<>();

    OfPart(OpenRun run, Stage stage, CrossTask task) throws IOException {
      this.task = task;
      file =
          new DecisionFile(run.work(), stage, task, CrossStages.previous(run, stage.name(), task));
      members = Members.read(task, stage);
      leaders = members.leaders();
      for (int i = 0; i < leaders.length; i++) {
        followers.computeIfAbsent(members.rows.get(leaders[i]), r -> new ArrayList<>()).add(i);
      }
    }

    @Override
    public void record(ByteFields key, Iterator<byte[]> values) {
      ByteFields fate = new ByteFields(values.next());
      int size = fate.int32();
      DocumentId best = new DocumentId(fate.text(), fate.text());
      for (int member : followers.getOrDefault(key.int32(), List.of())) {
        DocumentId id = new DocumentId(task.source(), members.keys.get(member));
        if (!id.equals(best)) {
          file.decide(
              members.rows.get(member),
              new Decision.Duplicate(best, 1, best.key128(), size),
              Dedup.REASON);
        }
      }
    }

    @Override
    public void finish() throws IOException {
      file.finish();
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
