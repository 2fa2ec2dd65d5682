package io.quipu.pipelines.inspect;

import io.quipu.core.account.Counts;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.part.ShardMapRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run has made of its inputs, from the accounts in its manifests. */
public final class Summary {

  private final OpenWork open;
  private final Recipe recipe;
  private final List<Stage> stages;
  private final List<String> lines = new ArrayList<>();

  private Summary(OpenWork open, List<Stage> stages) {
    this.open = open;
    this.recipe = open.plan().recipe();
    this.stages = stages;
  }

  /**
   * @param stages the stages to tell of, in order
   */
  public static String of(OpenWork open, List<Stage> stages) throws IOException {
    Summary summary = new Summary(open, stages);
    SortedMap<String, MixtureTable.Share> mixture =
        summary.has("mix") ? MixtureTable.read(open) : new TreeMap<>();
    summary.sources(mixture);
    summary.records();
    summary.drops();
    summary.section(
        "Mixture, in tokens",
        MixtureTable.of(mixture, summary.recipe.mixture().maxEpochs(), "realised"));
    if (summary.has("evaluate")) {
      summary.lines.addAll(Evaluated.lines(open));
    }
    summary.nothingKept();
    summary.end();
    return String.join("\n", summary.lines) + "\n";
  }

  private boolean has(String kind) {
    return stages.stream().anyMatch(stage -> stage.kind().name().equals(kind));
  }

  private void section(String head, Table table) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.add(head);
      lines.addAll(table.lines("  "));
    }
  }

  // ---- documents and tokens, in and out

  private void sources(SortedMap<String, MixtureTable.Share> mixture) throws IOException {
    lines.add("Sources");
    Table table =
        new Table()
            .left("source")
            .left("kind")
            .right("records")
            .right("documents")
            .right("kept")
            .right("");
    boolean tokens = !mixture.isEmpty();
    if (tokens) {
      table.right("tokens").right("epochs").right("in shards");
    }
    Optional<StageManifest> records = open.manifest(Dataset.RECORDS);
    long[] sums = new long[5];
    for (String source : recipe.sources().keySet()) {
      Counts in = records.map(m -> m.account(source, "records")).orElse(Counts.none("records"));
      long kept = keptOf(source);
      MixtureTable.Share share =
          mixture.getOrDefault(source, new MixtureTable.Share(0, 0, 0, false, 0));
      row(
          table,
          source,
          recipe.sources().get(source).kind(),
          in.in(),
          in.kept(),
          kept,
          tokens,
          share);
      long[] of = {in.in(), in.kept(), kept, share.unique(), share.realised()};
      for (int i = 0; i < sums.length; i++) {
        sums[i] += of[i];
      }
    }
    if (recipe.sources().size() > 1) {
      row(
          table,
          "all",
          "",
          sums[0],
          sums[1],
          sums[2],
          tokens,
          new MixtureTable.Share(sums[3], Double.NaN, 0, false, sums[4]));
    }
    lines.addAll(table.lines("  "));
  }

  private static void row(
      Table table,
      String source,
      String kind,
      long records,
      long documents,
      long kept,
      boolean tokens,
      MixtureTable.Share share) {
    String percent = documents == 0 ? "" : Table.percent(kept, documents);
    if (tokens) {
      String epochs =
          Double.isNaN(share.epochs()) ? "" : String.format(Locale.ROOT, "%.3f", share.epochs());
      table.row(
          source,
          kind,
          records,
          documents,
          kept,
          percent,
          share.unique(),
          epochs,
          share.realised());
    } else {
      table.row(source, kind, records, documents, kept, percent);
    }
  }

  /** Documents of a source that the last stage which tells has kept. */
  private long keptOf(String source) throws IOException {
    long kept = 0;
    for (Stage stage : stages) {
      if (stage.isStart()) {
        kept =
            open.manifest(Dataset.RECORDS).map(m -> m.account(source, "records").kept()).orElse(0L);
      } else if (stage.sees(source)) {
        Optional<Counts> documents = documents(stage, source);
        kept = documents.map(Counts::kept).orElse(kept);
      }
    }
    return kept;
  }

  private Optional<Counts> documents(Stage stage, String source) throws IOException {
    return open.manifest(stage.main())
        .flatMap(
            m ->
                m.accounts().getOrDefault(source, List.of()).stream()
                    .filter(c -> c.unit().equals("documents"))
                    .findFirst());
  }

  // ---- records

  private void records() throws IOException {
    Table table = new Table().left("source").left("").left("reason").right("records").right("");
    Optional<StageManifest> records = open.manifest(Dataset.RECORDS);
    for (String source : recipe.sources().keySet()) {
      Counts counts = records.map(m -> m.account(source, "records")).orElse(Counts.none("records"));
      byCount(counts.dropped())
          .forEach(
              e ->
                  table.row(
                      source,
                      "skipped",
                      e.getKey(),
                      e.getValue(),
                      Table.percent(e.getValue(), counts.in())));
      byCount(counts.failed())
          .forEach(
              e ->
                  table.row(
                      source,
                      "failed",
                      e.getKey(),
                      e.getValue(),
                      Table.percent(e.getValue(), counts.in())));
    }
    section("Records that are no documents", table);
    List<String> failed = FailedRecords.lines(open, recipe.sources().keySet());
    if (!failed.isEmpty()) {
      lines.add("");
      lines.add("Failed records, the first of each reason");
      failed.forEach(line -> lines.add("  " + line));
    }
  }

  // ---- documents dropped

  private void drops() throws IOException {
    Table table =
        new Table()
            .left("stage")
            .left("reason")
            .right("dropped")
            .right("of")
            .right("")
            .left("unit");
    Table failed = new Table().left("stage").left("step").right("failed");
    for (Stage stage : stages) {
      if (stage.isStart()) {
        continue;
      }
      SortedMap<String, Counts> byUnit = new TreeMap<>();
      open.manifest(stage.main())
          .ifPresent(
              m ->
                  m.accounts()
                      .values()
                      .forEach(
                          all ->
                              all.forEach(
                                  counts -> byUnit.merge(counts.unit(), counts, Counts::plus))));
      for (Counts counts : byUnit.values()) {
        byCount(counts.dropped())
            .forEach(
                e ->
                    table.row(
                        stage.name(),
                        e.getKey(),
                        e.getValue(),
                        counts.in(),
                        Table.percent(e.getValue(), counts.in()),
                        counts.unit()));
        byCount(counts.failed()).forEach(e -> failed.row(stage.name(), e.getKey(), e.getValue()));
      }
    }
    section("Dropped, by stage and first reason", table);
    section("Documents that a step failed on", failed);
  }

  // ---- sources that came to nothing

  private void nothingKept() throws IOException {
    NothingKept nothing = new NothingKept(open, stages);
    List<String> found = new ArrayList<>();
    for (String source : recipe.sources().keySet()) {
      found.addAll(nothing.lines(source, keptOf(source)));
    }
    if (!found.isEmpty()) {
      lines.add("");
      lines.addAll(found);
    }
  }

  // ---- shards

  private void end() throws IOException {
    Optional<StageManifest> shards =
        has("shard") ? open.manifest(Dataset.SHARDS) : Optional.empty();
    lines.add("");
    if (shards.isPresent()) {
      long tokens = 0;
      long documents = 0;
      for (var shard : shards.get().parts()) {
        tokens += Long.parseLong(shard.extra().getOrDefault("tokens", "0"));
        documents += Long.parseLong(shard.extra().getOrDefault("documents", "0"));
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d tokens of %,d documents in %,d shards (%s).",
              tokens,
              documents,
              shards.get().parts().size(),
              recipe.shards().formatNames()));
    }
    String release =
        recipe.publish() == null ? child(open.shownAs(), "release") : recipe.publish().to();
    if (has("publish")) {
      lines.add("Released in " + release);
      lines.add("  quipu verify " + release);
    }
    String example = shards.isPresent() ? example(shards.get()) : "";
    lines.add(
        "  quipu why "
            + open.shownAs()
            + " "
            + (example.isEmpty() ? "ID|URL|PLACE" : "'" + example + "'"));
  }

  /** Some document of a shard. */
  private String example(StageManifest shards) throws IOException {
    for (var shard : shards.parts()) {
      String path = StoragePath.child(open.folder().folder(Dataset.SHARDS), shard.file());
      try (PartFileReader reader =
          new PartFileReader(path, ShardMapRows.SOURCE, ShardMapRows.KEY)) {
        Row row = reader.newRow();
        if (reader.next(row)) {
          return ShardMapRows.id(row).toString();
        }
      }
    }
    return "";
  }

  private static String child(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }

  // ---- words

  private static List<Map.Entry<String, Long>> byCount(SortedMap<String, Long> counts) {
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(
        Map.Entry.<String, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    return sorted;
  }
}
