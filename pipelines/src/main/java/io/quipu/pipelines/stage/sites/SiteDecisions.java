package io.quipu.pipelines.stage.sites;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.State;
import io.quipu.core.step.Decision;
import io.quipu.filters.site.SiteDecision;
import io.quipu.filters.site.SiteJudge;
import io.quipu.filters.site.SiteLists;
import io.quipu.filters.site.SitePolicy;
import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.run.OpenRun;
import io.quipu.pipelines.run.RunContext;
import io.quipu.pipelines.stage.local.DocumentState;
import io.quipu.pipelines.stage.local.PartReader;
import io.quipu.pipelines.stage.part.CrossTask;
import io.quipu.pipelines.stage.part.DecisionFile;
import io.quipu.pipelines.stage.part.PairTask;
import io.quipu.pipelines.stage.part.PartBuckets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges every site by its counts, and drops the pages of those that fail. */
final class SiteDecisions {

  private SiteDecisions() {}

  static Job<PairTask> job(OpenRun run, Stage stage, SiteTally tally, List<CrossTask> tasks) {
    List<PairTask> judge = new ArrayList<>(tasks.stream().map(PairTask::ofPart).toList());
    tally.files().forEach(file -> judge.add(PairTask.ofFile(file)));
    return new Job<>(
        stage.name() + ": judge",
        judge,
        new Judge(run.context(), stage.name(), tally.rate()),
        List.of(
            PartBuckets.home(
                run,
                stage,
                tasks.size() * 400_000L,
                (open, of, task, out) -> new OfPart(open, of, task))));
  }

  static SiteJudge judge(OpenRun run, Stage stage) {
    SitesStage spec = stage.spec(SitesStage.class);
    return new SiteJudge(
        new SitePolicy(spec.minPages(), spec.maxDisclosure(), spec.k()),
        new SiteLists(
            SiteListFile.load(run.resources(), spec.lists()),
            SiteListFile.load(run.resources(), spec.keepLists())));
  }

  /** Judges the sites of a file, and tells the parts that have pages of a dropped one. */
  private record Judge(RunContext context, String stage, double rate)
      implements PartPass<PairTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PairTask task, KeyedSink out) throws IOException {
      CrossTask part = task.part();
      if (part != null) {
        PartBuckets.arrive(part, out);
        return;
      }
      OpenRun run = context.open();
      SiteJudge judge = judge(run, run.plan().stage(stage));
      SiteTally.read(
          task.file(),
          (site, counts, parts) -> {
            SiteDecision decision = judge.decide(site, counts.pages(), counts.disclosures(), rate);
            if (decision.onPage() instanceof Decision.Drop drop) {
              byte[] value =
                  new ByteKey()
                      .text(drop.reason())
                      .text(drop.signal())
                      .text(drop.observed())
                      .text(drop.limit())
                      .toBytes();
              for (int index : parts) {
                out.emit(PartBuckets.record(index).text(site).toBytes(), value);
              }
            }
          });
    }
  }

  /** The decisions of one part: what comes in are the dropped sites that it has pages of. */
  private static final class OfPart implements PartBuckets.PartWork {
    private final OpenRun run;
    private final Stage stage;
    private final CrossTask task;
    private final Map<String, Decision.Drop> dropped = new HashMap<>();

    OfPart(OpenRun run, Stage stage, CrossTask task) {
      this.run = run;
      this.stage = stage;
      this.task = task;
    }

    @Override
    public void record(ByteFields key, Iterator<byte[]> values) {
      ByteFields value = new ByteFields(values.next());
      dropped.put(
          key.text(), new Decision.Drop(value.text(), value.text(), value.text(), value.text()));
    }

    @Override
    public void finish() throws IOException {
      DecisionFile file = new DecisionFile(run, stage, task);
      StageReads all = run.plan().reads(stage, task.source());
      Map<String, Signal> site = new LinkedHashMap<>();
      SortedMap<String, Dataset> signals = new TreeMap<>(all.signals());
      signals.keySet().retainAll(Set.of("site"));
      site.put("site", new LabelSignal("site", "", ""));
      StageReads reads = new StageReads(false, List.of(), signals, all.previous());
      DocumentState state = new DocumentState(new SignalSchema(List.copyOf(site.values())));
      try (PartReader reader = new PartReader(task.source(), reads, site, task.files())) {
        for (int row = 0; reader.next(state); row++) {
          if (state.alive && state.signals.state("site") == State.DEFINED) {
            Decision.Drop drop = dropped.get(state.signals.label("site"));
            if (drop != null) {
              file.decide(row, drop);
            }
          }
        }
      }
      file.finish();
    }
  }
}
