package io.quipu.pipelines.stage;

import io.quipu.core.document.DocumentId;
import io.quipu.dedup.cluster.Candidates;
import io.quipu.dedup.cluster.GreedySweep;
import io.quipu.dedup.cluster.Rank;
import io.quipu.dedup.cluster.UnionFind;
import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
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
import org.jspecify.annotations.Nullable;

/**
 * Near-duplicates: rounds of pairs, then one job that decides which documents of the pairs go, then
 * the parts' files.
 *
 * <pre>
 * edges, markers      -> rank of the better, chunk : the worse, similarity
 * one sweep, or union -> part | row         : fate
 * by part             -> decisions
 * </pre>
 */
final class MinHashDedup {

  private MinHashDedup() {}

  static CrossStages.Work work(OpenRun run, Stage stage, long documents) {
    return (tasks, jobs) -> make(run, stage, documents, tasks, jobs);
  }

  private static void make(
      OpenRun run, Stage stage, long documents, List<CrossTask> tasks, Jobs jobs)
      throws IOException {
    Scratch scratch = new Scratch(run.work(), stage.name(), tasks.get(0).fingerprint());
    scratch.clear();
    List<PairTask> parts = tasks.stream().map(PairTask::ofPart).toList();
    List<PairTask> next = parts;
    List<String> edges = new ArrayList<>();
    for (int round = 1; round <= Candidates.ROUNDS && !next.isEmpty(); round++) {
      jobs.run(MinHashPairs.job(run, stage, scratch, round, next, documents));
      edges.addAll(scratch.files(Edges.name(Edges.EDGES, round)));
      List<String> rejects = scratch.files(Edges.name(Edges.REJECTS, round));
      next = rejects.isEmpty() ? List.of() : with(parts, rejects);
    }
    if (MinHashPairs.verified(stage)
        && MinHashPairs.method(stage).decide() == DedupMethod.Decide.ROUNDS) {
      MinHashRounds.decide(run, stage, scratch, edges, parts, jobs);
    } else {
      jobs.run(decide(run, stage, with(parts, edges)));
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
            Duplicates.home(run, stage, tasks.size())));
  }

  /**
   * Sends edges to their better ends. The edges of a star's centre, one in each band, would pass
   * the bound of a group: 256 groups, one behind the other, share them by the worse end.
   */
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
          edge ->
              out.emit(
                  edge.better().toKey(chunk(edge.worse())),
                  edge.worse().write(new ByteKey()).sortedDouble(edge.similarity()).toBytes()));
    }
  }

  private static int chunk(Candidate worse) {
    return 31 * worse.part() + worse.row() & 0xff;
  }

  /** All edges by the rank of their better end, on one worker. */
  private record Sweep(double threshold) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartBuckets.arriving(out, new SweepBucket(threshold, out));
    }
  }

  private static final class SweepBucket implements GroupPass.Bucket {
    private final KeyedSink out;
    private final Map<Long, Double> removed = new HashMap<>();
    private final List<Candidate> gone = new ArrayList<>();
    private final GreedySweep sweep;
    private @Nullable Candidate better;

    SweepBucket(double threshold, KeyedSink out) {
      this.out = out;
      sweep = new GreedySweep(threshold, (document, of, sim) -> removed.put(document, sim));
    }

    @Override
    public void group(byte[] key, Iterator<byte[]> values) throws IOException {
      Candidate next = Candidate.ofKey(key);
      if (better == null || better.ref() != next.ref()) {
        tell();
        better = next;
      }
      while (values.hasNext()) {
        ByteFields value = new ByteFields(values.next());
        Candidate worse = Candidate.read(value);
        boolean before = removed.containsKey(worse.ref());
        sweep.edge(next.ref(), worse.ref(), value.sortedDouble());
        if (!before && removed.containsKey(worse.ref())) {
          gone.add(worse);
        }
      }
    }

    @Override
    public void finish() throws IOException {
      tell();
    }

    /** Tells the documents of a cluster what becomes of them, all its chunks being read. */
    private void tell() throws IOException {
      if (better != null && !gone.isEmpty()) {
        int size = better.members() + gone.stream().mapToInt(Candidate::members).sum();
        Duplicates.send(better, new Duplicates.Fate(false, better.id(), 1, size), out);
        for (Candidate worse : gone) {
          double similarity = removed.getOrDefault(worse.ref(), 0.0);
          Duplicates.send(worse, new Duplicates.Fate(true, better.id(), similarity, size), out);
        }
      }
      removed.clear();
      gone.clear();
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
      return PartBuckets.arriving(out, new ComponentsBucket(out));
    }
  }

  private static final class ComponentsBucket implements GroupPass.Bucket {
    private final KeyedSink out;
    private final Map<Long, Candidate> nodes = new HashMap<>();
    private final List<long[]> edges = new ArrayList<>();

    ComponentsBucket(KeyedSink out) {
      this.out = out;
    }

    @Override
    public void group(byte[] key, Iterator<byte[]> values) {
      Candidate better = Candidate.ofKey(key);
      nodes.put(better.ref(), better);
      while (values.hasNext()) {
        Candidate worse = Candidate.ofBytes(values.next());
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
        DocumentId best = byRank.get(root).id();
        double similarity = root == i ? 1 : Edges.NOT_VERIFIED;
        Duplicates.send(
            byRank.get(i), new Duplicates.Fate(root != i, best, similarity, sizes[root]), out);
      }
    }
  }
}
