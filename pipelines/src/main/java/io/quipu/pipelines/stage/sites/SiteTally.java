package io.quipu.pipelines.stage.sites;

import io.quipu.core.hash.KeyedRandom;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.State;
import io.quipu.filters.site.MaskedExample;
import io.quipu.filters.site.SiteCounts;
import io.quipu.pipelines.pass.BucketSorter;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.narrow.DocumentState;
import io.quipu.pipelines.stage.narrow.PartReader;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pages and disclosures of every site, counted over all parts.
 *
 * @param files with the counts of some sites each
 * @param rate disclosing pages by pages, over all sites
 */
record SiteTally(List<String> files, double rate) {

  private static final String COUNTS = "counts";

  /** Number of parts whose counts of a site are added up first. */
  private static final int PARTS_OF_GROUP = 4096;

  private static final Columns COLUMNS = Columns.ofTable();
  private static final Column SITE = COLUMNS.add("site", ColumnType.STRING, "registrable domain");
  private static final Column PAGES = COLUMNS.add("pages", ColumnType.LONG, "pages of the site");
  private static final Column DISCLOSURES =
      COLUMNS.add("disclosures", ColumnType.LONG, "pages that disclose personal data");
  private static final Column OF_PARTS =
      COLUMNS.add("counts", ColumnType.BINARY, "all counts, and the parts that have the pages");
  private static final TableSchema SCHEMA = COLUMNS.schema();

  /** Receives a site. */
  interface Sink {
    /**
     * @param parts that have pages of the site
     */
    void site(String site, SiteCounts counts, List<Integer> parts) throws IOException;
  }

  /** Receives the counts of a site. */
  interface CountsSink {
    void site(String site, SiteCounts counts) throws IOException;
  }

  /** The job that counts. */
  static Job<WideTask> job(LoadedRun run, Stage stage, Scratch scratch, List<WideTask> tasks) {
    return job(stage.name(), tasks, new Count(run.context(), stage.name()), scratch);
  }

  /**
   * A site in many parts would be a group of unlimited size (its examples alone are up to 2 KB a
   * part). So with more parts than a group may have, the part is the salt: the counts of some
   * thousand parts are added up first.
   *
   * @param count sends the {@link #emit counts} of a part
   */
  static Job<WideTask> job(
      String stage, List<WideTask> tasks, PartPass<WideTask> count, Scratch scratch) {
    int buckets = Shuffle.bucketsFor(tasks.size() * 2_000_000L);
    List<Shuffle> exchanges = new ArrayList<>();
    if (tasks.size() > PARTS_OF_GROUP) {
      exchanges.add(new Shuffle(buckets, Integer.MAX_VALUE, new AddSome()));
    }
    exchanges.add(new Shuffle(buckets, Integer.MAX_VALUE, new Add(scratch)));
    return new Job<>(stage + ": count", tasks, count, exchanges);
  }

  /** Sends the counts of the pages of a site in a part. */
  static void emit(String site, int part, SiteCounts counts, KeyedSink out) throws IOException {
    byte[] key = new ByteWriter().text(site).int32(part / PARTS_OF_GROUP).toBytes();
    out.emit(key, new OfParts(List.of(part), counts).toBytes());
  }

  /** The result of the job. */
  static SiteTally of(Scratch scratch) throws IOException {
    List<String> files = scratch.files(COUNTS);
    long pages = 0;
    long disclosures = 0;
    for (String file : files) {
      try (PartFileReader reader = new PartFileReader(file, PAGES, DISCLOSURES)) {
        Row row = reader.newRow();
        while (reader.next(row)) {
          pages += row.getLong(PAGES);
          disclosures += row.getLong(DISCLOSURES);
        }
      }
    }
    return new SiteTally(files, pages == 0 ? 0 : (double) disclosures / pages);
  }

  /** Reads the sites of one file. */
  static void read(String file, Sink sink) throws IOException {
    try (PartFileReader reader = new PartFileReader(file, SITE, OF_PARTS)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        OfParts of = OfParts.read(new ByteReader(row.getBinary(OF_PARTS)));
        sink.site(row.getString(SITE), of.counts(), of.parts());
      }
    }
  }

  /**
   * Passes on every site once, in the order of their names, which are ASCII. A crawl has tens of
   * millions of sites in thousands of files, so they are sorted on the local disk.
   */
  void inOrder(CountsSink sink) throws IOException {
    try (BucketSorter sorter = new BucketSorter()) {
      for (String file : files) {
        read(
            file,
            (site, counts, parts) ->
                sorter.add(
                    new ByteWriter().text(site).toBytes(),
                    new OfParts(List.of(), counts).toBytes()));
      }
      sorter.drainTo(
          (key, values) ->
              sink.site(
                  new ByteReader(key).text(),
                  OfParts.read(new ByteReader(values.next())).counts()));
    }
  }

  /**
   * Counts of a site in some parts. Serialized as the number of parts, the parts, pages,
   * disclosures, kinds, examples.
   */
  private record OfParts(List<Integer> parts, SiteCounts counts) {

    static OfParts sum(Iterator<byte[]> values) {
      List<Integer> parts = new ArrayList<>();
      SiteCounts sum = SiteCounts.NONE;
      while (values.hasNext()) {
        OfParts next = read(new ByteReader(values.next()));
        parts.addAll(next.parts);
        sum = sum.plus(next.counts);
      }
      Collections.sort(parts);
      return new OfParts(parts, sum);
    }

    static OfParts read(ByteReader from) {
      List<Integer> parts = new ArrayList<>();
      for (int n = from.int32(); n > 0; n--) {
        parts.add(from.int32());
      }
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
      return new OfParts(parts, new SiteCounts(pages, disclosures, kinds, examples));
    }

    byte[] toBytes() {
      ByteWriter to = new ByteWriter().int32(parts.size());
      parts.forEach(to::int32);
      to.int64(counts.pages()).int64(counts.disclosures()).int32(counts.byKind().size());
      counts.byKind().forEach((kind, n) -> to.text(kind).int64(n));
      to.int32(counts.examples().size());
      counts.examples().forEach(e -> to.int64(e.order()).text(e.text().replace('\0', ' ')));
      return to.toBytes();
    }
  }

  private record Count(RunSpec context, String stage) implements PartPass<WideTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(WideTask task, KeyedSink out) throws IOException {
      LoadedRun run = context.open();
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
        emit(e.getKey(), task.index(), e.getValue(), out);
      }
    }
  }

  /** Adds up the counts of some parts, and sends the sum. */
  private record AddSome() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return (key, values) -> {
        String site = new ByteReader(key).text();
        out.emit(new ByteWriter().text(site).toBytes(), OfParts.sum(values).toBytes());
      };
    }
  }

  private record Add(Scratch scratch) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      return new Scratch.Rows(scratch, SCHEMA, COUNTS, number) {
        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          OfParts sum = OfParts.sum(values);
          row.setString(SITE, new ByteReader(key).text());
          row.setLong(PAGES, sum.counts().pages());
          row.setLong(DISCLOSURES, sum.counts().disclosures());
          row.setBinary(OF_PARTS, sum.toBytes());
          write();
        }
      };
    }
  }

  private static Map<String, Signal> wanted(LoadedRun run, StageReads reads) {
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
}
