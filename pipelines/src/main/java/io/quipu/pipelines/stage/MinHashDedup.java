package io.quipu.pipelines.stage;

import io.quipu.core.document.DocumentId;
import io.quipu.core.step.Decision;
import io.quipu.dedup.cluster.Candidates;
import io.quipu.dedup.cluster.GreedySweep;
import io.quipu.dedup.cluster.Rank;
import io.quipu.dedup.cluster.UnionFind;
import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.DedupMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Near-duplicates: rounds of pairs, then one job that decides which documents of the pairs go, then
 * the parts' files.
 *
 * <pre>
 * edges, markers      -> rank of the better : both candidates, similarity
 * one sweep, or union -> part | row         : fate
 * by part             -> decisions
 * </pre>
 */
final class MinHashDedup {

  private MinHashDedup() {}

  static CrossStages.Work work(OpenRun run, Stage stage, long documents) {
    return (tasks, runner, progress) -> make(run, stage, documents, tasks, runner, progress);
  }

  private static void make(
      OpenRun run,
      Stage stage,
      long documents,
      List<CrossTask> tasks,
      JobRunner runner,
      JobRunner.Progress progress)
      throws IOException {
    Scratch scratch = new Scratch(run.work(), stage.name(), tasks.get(0).fingerprint());
    scratch.clear();
    List<PairTask> parts = tasks.stream().map(PairTask::ofPart).toList();
    List<PairTask> next = parts;
    List<String> edges = new ArrayList<>();
    for (int round = 1; round <= Candidates.ROUNDS && !next.isEmpty(); round++) {
      runner.run(MinHashPairs.job(run, stage, scratch, round, next, documents), progress);
      edges.addAll(scratch.files(Edges.name(Edges.EDGES, round)));
      List<String> rejects = scratch.files(Edges.name(Edges.REJECTS, round));
      next = rejects.isEmpty() ? List.of() : with(parts, rejects);
    }
    if (MinHashPairs.verified(stage)
        && MinHashPairs.method(stage).decide() == DedupMethod.Decide.ROUNDS) {
      MinHashRounds.decide(run, stage, scratch, edges, parts, runner, progress);
    } else {
      runner.run(decide(run, stage, with(parts, edges)), progress);
    }
    scratch.clear();
  }

  private static List<PairTask> with(List<PairTask> parts, List<String> files) {
    List<PairTask> all = new ArrayList<>(parts);
    for (String file : files) {
      all.add(PairTask.ofFile(file));
    }
    return all;
  }

  private static Job<PairTask> decide(OpenRun run, Stage stage, List<PairTask> tasks) {
    RunContext context = run.context();
    boolean verified = MinHashPairs.verified(stage);
    return new Job<>(
        stage.name() + ": decide",
        tasks,
        new SendEdges(),
        List.of(
            new Shuffle(
                1,
                0,
                verified ? new Sweep(MinHashPairs.method(stage).threshold()) : new Components()),
            home(context, stage, tasks.size())));
  }

  /** The exchange that brings fates to their parts, whose decisions it writes. */
  static Shuffle home(RunContext context, Stage stage, int parts) {
    return new Shuffle(
        Shuffle.bucketsFor(parts * 400_000L),
        PartBuckets.PREFIX,
        new Decide(context, stage.name()));
  }

  static void fate(Candidate of, Edges.Fate fate, KeyedSink out) throws IOException {
    out.emit(PartBuckets.record(of.part()).int32(of.row()).toBytes(), fate.write());
  }

  private record SendEdges() implements PartPass<PairTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PairTask task, KeyedSink out) throws IOException {
      CrossTask part = task.part();
      if (part != null) {
        PartBuckets.marker(part, out);
        return;
      }
      Edges.read(
          task.file(),
          edge -> {
            ByteKey value = edge.worse().write(new ByteKey()).sortedDouble(edge.similarity());
            ByteKey key =
                new ByteKey()
                    .int8(PartBuckets.RECORD)
                    .bytes(edge.better().write(new ByteKey()).toBytes());
            out.emit(key.toBytes(), value.toBytes());
          });
    }
  }

  /** All edges by the rank of their better end, on one worker. */
  private record Sweep(double threshold) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return new Bucket() {
        private final Map<Long, Double> removed = new HashMap<>();
        private final GreedySweep sweep =
            new GreedySweep(threshold, (document, of, sim) -> removed.put(document, sim));

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          if (PartBuckets.isMarker(key)) {
            PartBuckets.arrive(key, values, out);
            return;
          }
          ByteFields fields = new ByteFields(key);
          fields.int8();
          Candidate better = Candidate.read(fields);
          removed.clear();
          List<Candidate> gone = new ArrayList<>();
          int size = better.members();
          while (values.hasNext()) {
            ByteFields value = new ByteFields(values.next());
            Candidate worse = Candidate.read(value);
            boolean before = removed.containsKey(worse.ref());
            sweep.edge(better.ref(), worse.ref(), value.sortedDouble());
            if (!before && removed.containsKey(worse.ref())) {
              gone.add(worse);
              size += worse.members();
            }
          }
          if (!gone.isEmpty()) {
            fate(better, new Edges.Fate(false, better.id(), 1, size), out);
          }
          for (Candidate worse : gone) {
            fate(
                worse,
                new Edges.Fate(true, better.id(), removed.getOrDefault(worse.ref(), 0.0), size),
                out);
          }
        }

        @Override
        public void finish() {}
      };
    }
  }

  /**
   * All unverified pairs on one worker: one document of each connected component stays, the
   * best-ranked.
   */
  private record Components() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return new Bucket() {
        private final Map<Long, Candidate> nodes = new HashMap<>();
        private final List<long[]> edges = new ArrayList<>();

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          if (PartBuckets.isMarker(key)) {
            PartBuckets.arrive(key, values, out);
            return;
          }
          ByteFields fields = new ByteFields(key);
          fields.int8();
          Candidate better = Candidate.read(fields);
          nodes.put(better.ref(), better);
          while (values.hasNext()) {
            Candidate worse = Candidate.read(new ByteFields(values.next()));
            nodes.put(worse.ref(), worse);
            edges.add(new long[] {better.ref(), worse.ref()});
          }
        }

        @Override
        public void finish() throws IOException {
          List<Candidate> byRank = new ArrayList<>(nodes.values());
          byRank.sort((a, b) -> Rank.compare(a.rank(), b.rank()));
          Map<Long, Integer> numbers = new HashMap<>();
          for (int i = 0; i < byRank.size(); i++) {
            numbers.put(byRank.get(i).ref(), i);
          }
          UnionFind components = new UnionFind(byRank.size());
          for (long[] edge : edges) {
            components.union(
                Objects.requireNonNull(numbers.get(edge[0])),
                Objects.requireNonNull(numbers.get(edge[1])));
          }
          int[] sizes = new int[byRank.size()];
          for (int i = 0; i < sizes.length; i++) {
            sizes[components.find(i)] += byRank.get(i).members();
          }
          for (int i = 0; i < sizes.length; i++) {
            int root = components.find(i);
            Candidate best = byRank.get(root);
            double similarity = root == i ? 1 : Edges.NOT_VERIFIED;
            fate(byRank.get(i), new Edges.Fate(root != i, best.id(), similarity, sizes[root]), out);
          }
        }
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

  /** The decisions of one part: those on local bests that came, and on their followers. */
  private static final class OfPart implements PartBuckets.PartWork {
    private final DecisionFile file;
    private final MinHashMembers members;
    private final Map<Integer, List<Integer>> followers;

    OfPart(OpenRun run, Stage stage, CrossTask task) throws IOException {
      file =
          new DecisionFile(run.work(), stage, task, CrossStages.previous(run, stage.name(), task));
      members = MinHashMembers.read(task, stage);
      followers = members.followers();
    }

    @Override
    public void record(ByteFields key, Iterator<byte[]> values) {
      int row = key.int32();
      Edges.Fate fate = Edges.Fate.read(values.next());
      List<Integer> group = followers.remove(row);
      for (int member : group == null ? List.<Integer>of() : group) {
        if (fate.removed() || members.rows.get(member) != row) {
          drop(member, fate.survivor(), fate.removed() ? fate.similarity() : 1, fate.size());
        }
      }
    }

    private void drop(int member, DocumentId survivor, double similarity, int size) {
      file.decide(
          members.rows.get(member),
          new Decision.Duplicate(survivor, similarity, survivor.key128(), size),
          Dedup.REASON);
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

    @Override
    public void close() {
      file.close();
    }
  }
}
