package io.quipu.pipelines.stage;

import io.quipu.core.hash.KeyedRandom;
import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.State;
import io.quipu.core.step.Decision;
import io.quipu.filters.site.MaskedExample;
import io.quipu.filters.site.SiteCounts;
import io.quipu.filters.site.SiteDecision;
import io.quipu.filters.site.SiteEvidence;
import io.quipu.filters.site.SiteJudge;
import io.quipu.filters.site.SiteLists;
import io.quipu.filters.site.SitePolicy;
import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.recipe.SitesStage;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Drops the pages of sites that disclose personal data. Two jobs, since a site is judged against
 * the rate of all pages:
 *
 * <pre>
 * 1  parts                        -> site : counts of a part's pages, masked examples
 *    group by site                -> files of counts
 *    (the driver adds up the rate of all pages)
 * 2  files of counts: each judged -> part | site : decision       (a site's counts name its parts)
 *    by part                      -> decisions; the evidence of every site goes to {@code sites/<stage>/}
 * </pre>
 *
 * Rows without a site pass.
 */
final class SitesWork implements CrossStages.Work {

  private static final String COUNTS = "counts";
  private static final int MAX_PARTS = 1 << 20;

  private static final TableSchema COUNT_SCHEMA =
      new TableSchema(
          List.of(
              new Column("site", ColumnType.STRING),
              new Column("pages", ColumnType.LONG),
              new Column("disclosures", ColumnType.LONG),
              new Column("counts", ColumnType.BINARY),
              new Column("parts", ColumnType.INT_LIST)));

  private static final TableSchema EVIDENCE =
      new TableSchema(
          List.of(
              new Column("site", ColumnType.STRING),
              new Column("pages", ColumnType.LONG),
              new Column("disclosures", ColumnType.LONG),
              new Column("kinds", ColumnType.STRING_LIST),
              new Column("estimate", ColumnType.DOUBLE),
              new Column("dropped", ColumnType.BOOLEAN),
              new Column("reason", ColumnType.STRING),
              new Column("examples", ColumnType.STRING_LIST)));

  private final OpenRun run;
  private final Stage stage;

  private SitesWork(OpenRun run, Stage stage) {
    this.run = run;
    this.stage = stage;
  }

  static CrossStages.Work of(OpenRun run, Stage stage) {
    return new SitesWork(run, stage);
  }

  @Override
  public void make(List<CrossTask> tasks, JobRunner runner, JobRunner.Progress progress)
      throws IOException {
    Scratch scratch = new Scratch(run.work(), stage.name(), tasks.get(0).fingerprint());
    scratch.clear();
    Shuffle bySite =
        new Shuffle(
            Shuffle.bucketsFor(tasks.size() * 2_000_000L), Integer.MAX_VALUE, new Add(scratch));
    runner.run(
        new Job<>(
            stage.name() + ": count",
            tasks,
            new Count(run.context(), stage.name()),
            List.of(bySite)),
        progress);
    List<String> files = scratch.files(COUNTS);
    double rate = rate(files);
    List<PairTask> judge = new ArrayList<>(tasks.stream().map(PairTask::ofPart).toList());
    files.forEach(file -> judge.add(PairTask.ofFile(file)));
    runner.run(
        new Job<>(
            stage.name() + ": judge",
            judge,
            new Judge(run.context(), stage.name(), rate),
            List.of(
                new Shuffle(
                    Shuffle.bucketsFor(tasks.size() * 400_000L),
                    PartBuckets.PREFIX,
                    new Decide(run.context(), stage.name())))),
        progress);
    writeEvidence(files, rate, scratch.fingerprint());
    scratch.clear();
  }

  /** Disclosing pages by pages, over all sites. */
  private static double rate(List<String> files) throws IOException {
    long pages = 0;
    long disclosures = 0;
    for (String file : files) {
      try (PartFileReader reader = new PartFileReader(file, List.of("pages", "disclosures"))) {
        Row row = new Row(reader.schema());
        while (reader.next(row)) {
          pages += row.getLong(0);
          disclosures += row.getLong(1);
        }
      }
    }
    return pages == 0 ? 0 : (double) disclosures / pages;
  }

  private void writeEvidence(List<String> files, double rate, String fingerprint)
      throws IOException {
    SiteJudge judge = judge(run, stage);
    SortedMap<String, SiteEvidence> bySite = new TreeMap<>();
    for (String file : files) {
      readCounts(
          file,
          (site, counts, parts) ->
              bySite.put(
                  site,
                  SiteEvidence.of(
                      counts, judge.decide(site, counts.pages(), counts.disclosures(), rate))));
    }
    Dataset sites = new Dataset("sites", stage.name());
    try (PartFileWriter writer = new PartFileWriter(EVIDENCE, Set.of("site"))) {
      Row row = new Row(EVIDENCE);
      for (SiteEvidence e : bySite.values()) {
        row.clear();
        row.setString(0, e.site());
        row.setLong(1, e.pages());
        row.setLong(2, e.disclosures());
        row.setEmptyList(3);
        e.byKind().forEach((kind, n) -> row.addString(3, kind + "=" + n));
        row.setDouble(4, e.estimate());
        row.setBoolean(5, e.dropped());
        row.setString(6, e.reason());
        row.setEmptyList(7);
        e.examples().forEach(example -> row.addString(7, example));
        writer.write(row);
      }
      writer.commit(
          run.work().folder(sites),
          "sites/evidence",
          fingerprint,
          WorkFolder.newAttempt(),
          new TreeMap<>(),
          List.of());
    }
  }

  private static SiteJudge judge(OpenRun run, Stage stage) throws IOException {
    SitesStage spec = stage.spec(SitesStage.class);
    List<InputStream> drop = new ArrayList<>();
    List<InputStream> keep = new ArrayList<>();
    try {
      for (String list : spec.lists()) {
        drop.add(run.resources().open(list));
      }
      for (String list : spec.keepLists()) {
        keep.add(run.resources().open(list));
      }
      SitePolicy policy = new SitePolicy(spec.minPages(), spec.maxDisclosure(), spec.k());
      return new SiteJudge(policy, SiteLists.load(drop, keep));
    } finally {
      for (InputStream in : drop) {
        in.close();
      }
      for (InputStream in : keep) {
        in.close();
      }
    }
  }

  /** Counts of a site as bytes: pages, disclosures, kinds, examples. */
  private static void write(SiteCounts counts, ByteKey to) {
    to.int64(counts.pages()).int64(counts.disclosures()).int32(counts.byKind().size());
    counts.byKind().forEach((kind, n) -> to.text(kind).int64(n));
    to.int32(counts.examples().size());
    counts.examples().forEach(e -> to.int64(e.order()).text(e.text().replace('\0', ' ')));
  }

  private static SiteCounts counts(ByteFields from) {
    long pages = from.int64();
    long disclosures = from.int64();
    SortedMap<String, Long> kinds = new TreeMap<>();
    for (int n = from.int32(); n > 0; n--) {
      kinds.put(from.text(), from.int64());
    }
    List<MaskedExample> examples = new ArrayList<>();
    for (int n = from.int32(); n > 0; n--) {
      examples.add(new MaskedExample(from.int64(), from.text()));
    }
    return new SiteCounts(pages, disclosures, kinds, examples);
  }

  private static Map<String, Signal> wanted(OpenRun run, StageReads reads) {
    Map<String, Signal> wanted = new LinkedHashMap<>();
    for (Stage s : run.plan().stages()) {
      for (Signal signal : run.plan().measures(s)) {
        if (reads.signals().containsKey(signal.name())) {
          wanted.putIfAbsent(signal.name(), signal);
        }
      }
    }
    return wanted;
  }

  private record Count(RunContext context, String stage) implements PartPass<CrossTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(CrossTask task, KeyedSink out) throws IOException {
      OpenRun run = context.open();
      StageReads reads = run.plan().reads(run.plan().stage(stage), task.source());
      Map<String, Signal> wanted = wanted(run, reads);
      DocumentState state = new DocumentState(new SignalSchema(new ArrayList<>(wanted.values())));
      KeyedRandom random = SiteCounts.examplesOf(run.seed());
      SortedMap<String, SiteCounts> bySite = new TreeMap<>();
      try (PartReader reader = new PartReader(task.source(), reads, wanted, task.files())) {
        while (reader.next(state)) {
          if (state.alive && state.signals.state("site") == State.DEFINED) {
            SiteCounts page = SiteCounts.ofPage(state.id(), state.signals, random);
            bySite.merge(state.signals.label("site"), page, SiteCounts::plus);
          }
        }
      }
      for (Map.Entry<String, SiteCounts> e : bySite.entrySet()) {
        ByteKey value = new ByteKey().int32(task.index());
        write(e.getValue(), value);
        out.emit(new ByteKey().text(e.getKey()).toBytes(), value.toBytes());
      }
    }
  }

  private record Add(Scratch scratch) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      PartFileWriter writer = new PartFileWriter(COUNT_SCHEMA, Set.of());
      return new Bucket() {
        private final Row row = new Row(COUNT_SCHEMA);

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          SiteCounts sum = SiteCounts.NONE;
          row.clear();
          row.setEmptyList(4);
          for (int parts = 0; values.hasNext(); parts++) {
            ByteFields value = new ByteFields(values.next());
            if (parts < MAX_PARTS) {
              row.addInt(4, value.int32());
            }
            sum = sum.plus(counts(value));
          }
          ByteKey bytes = new ByteKey();
          write(sum, bytes);
          row.setString(0, new ByteFields(key).text());
          row.setLong(1, sum.pages());
          row.setLong(2, sum.disclosures());
          row.setBinary(3, bytes.toBytes());
          writer.write(row);
        }

        @Override
        public void finish() throws IOException {
          scratch.commit(writer, COUNTS, number);
        }

        @Override
        public void close() throws IOException {
          writer.close();
        }
      };
    }
  }

  private interface CountSink {
    void site(String site, SiteCounts counts, List<Integer> parts) throws IOException;
  }

  private static void readCounts(String file, CountSink sink) throws IOException {
    try (PartFileReader reader = new PartFileReader(file, List.of("site", "counts", "parts"))) {
      Row row = new Row(reader.schema());
      while (reader.next(row)) {
        List<Integer> parts = new ArrayList<>();
        for (int i = 0; i < row.size(2); i++) {
          parts.add(row.getInt(2, i));
        }
        sink.site(row.getString(0), counts(new ByteFields(row.getBinary(1))), parts);
      }
    }
  }

  /** Judges the sites of a file, and tells the parts that have pages of a dropped one. */
  private record Judge(RunContext context, String stage, double rate)
      implements PartPass<PairTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PairTask task, KeyedSink out) throws IOException {
      CrossTask part = task.part();
      if (part != null) {
        out.emit(
            new ByteKey().int32(part.index()).int8(PartBuckets.MARKER).toBytes(), part.toBytes());
        return;
      }
      OpenRun run = context.open();
      SiteJudge judge = judge(run, run.plan().stage(stage));
      readCounts(
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

  private record Decide(RunContext context, String stage) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      OpenRun run = context.open();
      return PartBuckets.bucket(task -> new OfPart(run, run.plan().stage(stage), task));
    }
  }

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
      DecisionFile file =
          new DecisionFile(run.work(), stage, task, CrossStages.previous(run, stage.name(), task));
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
              file.decide(row, drop, drop.reason());
            }
          }
        }
      }
      file.finish();
    }

    @Override
    public void close() {}
  }
}
