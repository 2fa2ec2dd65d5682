package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.core.document.DocumentId;
import io.quipu.dedup.cluster.Candidates;
import io.quipu.dedup.cluster.GreedySweep;
import io.quipu.dedup.cluster.Rank;
import io.quipu.dedup.cluster.UnionFind;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.dedup.method.Duplicates;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.PartOrFile;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.stage.part.WideWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Removes near-duplicates: rounds that find pairs, then one job that decides which documents of the
 * pairs are removed and writes the parts' files.
 *
 * <pre>
 * edges, markers      -> the better by rank, the worse : similarity
 * one sweep, or union -> part | row : result
 * by part             -> decisions
 * </pre>
 */
public final class MinHashDedup {

  private MinHashDedup() {}

  public static WideWork work(LoadedRun run, Stage stage, long documents) {
    return (tasks, jobs) -> build(run, stage, documents, tasks, jobs);
  }

  private static void build(
      LoadedRun run, Stage stage, long documents, List<WideTask> tasks, Jobs jobs)
      throws IOException {
    Scratch scratch = new Scratch(run.work(), stage.name(), tasks.get(0).fingerprint());
    scratch.clear();
    List<PartOrFile> parts = tasks.stream().map(PartOrFile::ofPart).toList();
    List<PartOrFile> next = parts;
    List<String> edges = new ArrayList<>();
    for (int round = 1; round <= Candidates.ROUNDS && !next.isEmpty(); round++) {
      jobs.run(MinHashPairs.job(run, stage, scratch, round, next, documents));
      edges.addAll(scratch.files(Edges.name(Edges.EDGES, round)));
      List<String> rejects = scratch.files(Edges.name(Edges.REJECTS, round));
      next = rejects.isEmpty() ? List.of() : with(parts, rejects);
    }
    if (MinHashPairs.verified(stage)
        && MinHashPairs.method(stage).decide() == MinHashSpec.Decide.ROUNDS) {
      MinHashRounds.decide(run, stage, scratch, edges, parts, jobs);
    } else {
      jobs.run(decide(run, stage, with(parts, edges)));
    }
    scratch.clear();
  }

  private static List<PartOrFile> with(List<PartOrFile> parts, List<String> files) {
    List<PartOrFile> all = new ArrayList<>(parts);
    for (String file : files) {
      all.add(PartOrFile.ofFile(file));
    }
    return all;
  }

  private static Job<PartOrFile> decide(LoadedRun run, Stage stage, List<PartOrFile> tasks) {
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
            Duplicates.toParts(run, stage, MinHashSignatures.MEMBERS, tasks.size())));
  }

  /** Sends edges to their better documents. */
  private record SendEdges() implements PartPass<PartOrFile> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PartOrFile task, KeyedSink out) throws IOException {
      WideTask part = task.part();
      if (part != null) {
        PartExchange.marker(part, out);
        return;
      }
      Edges.read(
          task.file(),
          edge -> Stars.Order.RANK.pair(edge.better(), edge.worse(), edge.similarity(), out));
    }
  }

  /** Processes all edges on one worker, by the rank of their better document. */
  private record Sweep(double threshold) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartExchange.passingMarkers(out, new SweepBucket(threshold, out));
    }
  }

  private static final class SweepBucket extends Stars {
    private final KeyedSink out;
    private final List<Gone> gone = new ArrayList<>();
    private final GreedySweep sweep;
    private boolean removed;

    private record Gone(Candidate document, double similarity) {}

    SweepBucket(double threshold, KeyedSink out) {
      super(Order.RANK);
      this.out = out;
      sweep = new GreedySweep(threshold, (document, of, similarity) -> removed = true);
    }

    @Override
    void pair(Candidate better, Candidate worse, double similarity) {
      removed = false;
      sweep.edge(better.ref(), worse.ref(), similarity);
      if (removed) {
        gone.add(new Gone(worse, similarity));
      }
    }

    /** Sends the documents of a cluster their results. */
    @Override
    void end(Candidate better) throws IOException {
      if (gone.isEmpty()) {
        return;
      }
      int size = better.members() + gone.stream().mapToInt(of -> of.document.members()).sum();
      Duplicates.send(better, new Duplicates.Result(false, better.id(), 1, size), out);
      for (Gone of : gone) {
        Duplicates.send(
            of.document, new Duplicates.Result(true, better.id(), of.similarity, size), out);
      }
      gone.clear();
    }
  }

  /**
   * Processes all unverified pairs on one worker: of each connected component only the best-ranked
   * document is kept.
   */
  private record Components() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartExchange.passingMarkers(out, new ComponentsBucket(out));
    }
  }

  private static final class ComponentsBucket extends Stars {
    private final KeyedSink out;
    private final Map<Long, Candidate> nodes = new HashMap<>();
    private final List<long[]> edges = new ArrayList<>();

    ComponentsBucket(KeyedSink out) {
      super(Order.RANK);
      this.out = out;
    }

    @Override
    void begin(Candidate better) {
      nodes.put(better.ref(), better);
    }

    @Override
    void pair(Candidate better, Candidate worse, double similarity) {
      nodes.put(worse.ref(), worse);
      edges.add(new long[] {better.ref(), worse.ref()});
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
            byRank.get(i), new Duplicates.Result(root != i, best, similarity, sizes[root]), out);
      }
    }
  }
}
