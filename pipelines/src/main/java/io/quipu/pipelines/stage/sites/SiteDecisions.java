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
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.narrow.DocumentState;
import io.quipu.pipelines.stage.narrow.PartReader;
import io.quipu.pipelines.stage.part.DecisionFile;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.PartOrFile;
import io.quipu.pipelines.stage.part.WideTask;
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

/** Judges every site by its counts, and drops the pages of sites that fail. */
final class SiteDecisions {

  private SiteDecisions() {}

  static Job<PartOrFile> job(LoadedRun run, Stage stage, SiteTally tally, List<WideTask> tasks) {
    List<PartOrFile> judge = new ArrayList<>(tasks.stream().map(PartOrFile::ofPart).toList());
    tally.files().forEach(file -> judge.add(PartOrFile.ofFile(file)));
    return new Job<>(
        stage.name() + ": judge",
        judge,
        new Judge(run.context(), stage.name(), tally.rate()),
        List.of(
            PartExchange.byPart(
                run,
                stage,
                tasks.size() * 400_000L,
                (open, of, task, out) -> new OfPart(open, of, task))));
  }

  static SiteJudge judge(LoadedRun run, Stage stage) {
    SitesStage spec = stage.spec(SitesStage.class);
    return new SiteJudge(
        new SitePolicy(spec.minPages(), spec.maxDisclosure(), spec.k()),
        new SiteLists(
            SiteListFile.load(run.resources(), spec.lists()),
            SiteListFile.load(run.resources(), spec.keepLists())));
  }

  /** Judges the sites of a file, and sends dropped sites to the parts that have their pages. */
  private record Judge(RunSpec context, String stage, double rate) implements PartPass<PartOrFile> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PartOrFile task, KeyedSink out) throws IOException {
      WideTask part = task.part();
      if (part != null) {
        PartExchange.markerToPart(part, out);
        return;
      }
      LoadedRun run = context.open();
      SiteJudge judge = judge(run, run.plan().stage(stage));
      SiteTally.read(
          task.file(),
          (site, counts, parts) -> {
            SiteDecision decision = judge.decide(site, counts.pages(), counts.disclosures(), rate);
            if (decision.onPage() instanceof Decision.Drop drop) {
              byte[] value =
                  new ByteWriter()
                      .text(drop.reason())
                      .text(drop.signal())
                      .text(drop.observed())
                      .text(drop.limit())
                      .toBytes();
              for (int index : parts) {
                out.emit(PartExchange.record(index).text(site).toBytes(), value);
              }
            }
          });
    }
  }

  /** Writes the decisions of one part. Receives the dropped sites that it has pages of. */
  private static final class OfPart implements PartExchange.PartWork {
    private final LoadedRun run;
    private final Stage stage;
    private final WideTask task;
    private final Map<String, Decision.Drop> dropped = new HashMap<>();

    OfPart(LoadedRun run, Stage stage, WideTask task) {
      this.run = run;
      this.stage = stage;
      this.task = task;
    }

    @Override
    public void record(ByteReader key, Iterator<byte[]> values) {
      ByteReader value = new ByteReader(values.next());
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
