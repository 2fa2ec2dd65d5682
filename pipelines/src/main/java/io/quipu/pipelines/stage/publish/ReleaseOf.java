package io.quipu.pipelines.stage.publish;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.mixture.SourceCopies;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.FormatUse;
import io.quipu.pipelines.recipe.PublishSpec;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.recipe.ResolvedRecipe;
import io.quipu.pipelines.release.Release;
import io.quipu.pipelines.release.ReleasedShard;
import io.quipu.pipelines.release.Removals;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.extract.Extract;
import io.quipu.pipelines.stage.shard.ShardSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Assembles the release of a run: which of its files are published, under which names. */
public final class ReleaseOf {

  private final LoadedRun run;
  private final Ledger ledger;
  private final ShardSet shards;
  private final SortedMap<String, SourceCopies> mixture;
  private final List<Removals.Removal> removals;

  public ReleaseOf(
      LoadedRun run,
      Ledger ledger,
      ShardSet shards,
      SortedMap<String, SourceCopies> mixture,
      List<Removals.Removal> removals) {
    this.run = run;
    this.ledger = ledger;
    this.shards = shards;
    this.mixture = mixture;
    this.removals = removals;
  }

  /** The folder that a run publishes to: the recipe's, or {@code release/} of the work folder. */
  public static String target(LoadedRun run) {
    PublishSpec publish = run.plan().recipe().publish();
    return publish == null ? run.work().path("release") : publish.to();
  }

  public Release release() throws IOException {
    Recipe recipe = run.plan().recipe();
    List<Release.ReleaseFile> files = new ArrayList<>();
    List<Object> shardTrees = new ArrayList<>();
    long tokens = 0;
    for (Map.Entry<Integer, PartEntry> e : shards.entries().entrySet()) {
      ReleasedShard shard = shard(e.getKey(), e.getValue(), files);
      tokens += shard.tokens();
      shardTrees.add(shard.tree());
    }
    SortedMap<String, Object> manifest = new TreeMap<>();
    manifest.put(Release.FORMAT_KEY, Release.FORMAT);
    manifest.put("name", recipe.name());
    manifest.put(
        Release.FORMATS, recipe.shards().formats().stream().map(FormatUse::format).toList());
    manifest.put("tokenizer", run.encoder().name());
    manifest.put("vocabulary_size", run.encoder().vocabularySize());
    manifest.put("end_of_document", run.encoder().endOfDocument());
    manifest.put("tokens", tokens);
    manifest.put(Release.SHARDS, shardTrees);
    manifest.put("mixture", mixtureTree());
    manifest.put("accounts", accounts());
    manifest.put("inputs", inputs());
    manifest.put("removed", removed());
    if (limited()) {
      manifest.put("limited_to_documents_a_source", run.context().limit());
    }
    String published = ResolvedRecipe.of(recipe, run.context().resources()).publishedJson();
    return new Release(recipe.name(), files, published, manifest, card(tokens));
  }

  /** A shard under its published names; adds its files. */
  private ReleasedShard shard(int number, PartEntry entry, List<Release.ReleaseFile> files) {
    String map = "";
    SortedMap<String, SortedMap<String, String>> byFormat = new TreeMap<>();
    for (ShardSet.File file : ShardSet.files(entry)) {
      String name = Release.shardFile(number, file.format(), file.extension());
      String path = ShardSet.path(run.work(), file.name());
      files.add(new Release.ReleaseFile(name, path, file.size(), file.sha256()));
      if (file.format().isEmpty()) {
        map = name;
      } else {
        byFormat.computeIfAbsent(file.format(), f -> new TreeMap<>()).put(file.extension(), name);
      }
    }
    return new ReleasedShard(
        String.format(Locale.ROOT, "shard-%05d", number),
        Long.parseLong(entry.extra().getOrDefault("documents", "0")),
        Long.parseLong(entry.extra().getOrDefault("tokens", "0")),
        map,
        byFormat);
  }

  private boolean limited() {
    return run.context().limit() != Long.MAX_VALUE;
  }

  private SortedMap<String, Object> mixtureTree() {
    SortedMap<String, Object> tree = new TreeMap<>();
    mixture.forEach(
        (source, copies) -> {
          SortedMap<String, Object> of = new TreeMap<>();
          of.put("unique_tokens", copies.unique());
          of.put("epochs", copies.epochs());
          of.put("wanted_tokens", Math.round(copies.wanted()));
          of.put("realised_tokens", copies.realised());
          of.put("capped", copies.capped());
          tree.put(source, of);
        });
    return tree;
  }

  private SortedMap<String, Object> accounts() throws IOException {
    SortedMap<String, Object> byStage = new TreeMap<>();
    for (Stage stage : run.plan().stages()) {
      Dataset dataset = stage.accounted();
      StageManifest current = run.work().manifests().current(dataset.name()).orElse(null);
      if (current == null || dataset.kind().equals("shards")) {
        continue;
      }
      SortedMap<String, Object> bySource = new TreeMap<>();
      current
          .accounts()
          .forEach(
              (source, counts) ->
                  bySource.put(source, counts.stream().map(ReleaseOf::tree).toList()));
      if (!bySource.isEmpty()) {
        byStage.put(stage.name(), bySource);
      }
    }
    return byStage;
  }

  private static SortedMap<String, Object> tree(Counts counts) {
    SortedMap<String, Object> tree = new TreeMap<>();
    tree.put("unit", counts.unit());
    tree.put("in", counts.in());
    tree.put("kept", counts.kept());
    tree.put("dropped", counts.dropped());
    tree.put("failed", counts.failed());
    return tree;
  }

  /** Inputs by source: name, size, and SHA-256 of those that were read completely. */
  private SortedMap<String, Object> inputs() {
    SortedMap<String, Object> bySource = new TreeMap<>();
    for (String source : run.plan().recipe().sources().keySet()) {
      SortedMap<String, Object> files = new TreeMap<>();
      for (String part : ledger.parts()) {
        if (Ledger.source(part).equals(source)) {
          ledger
              .entry(part, Dataset.RECORDS)
              .extra()
              .forEach(
                  (key, value) -> {
                    if (key.startsWith(Extract.INPUT)) {
                      String[] sizeAndDigest = value.split(" ");
                      SortedMap<String, Object> file = new TreeMap<>();
                      file.put("size", Long.parseLong(sizeAndDigest[0]));
                      if (sizeAndDigest.length > 1) {
                        file.put("sha256", sizeAndDigest[1]);
                      }
                      files.put(key.substring(Extract.INPUT.length()), file);
                    }
                  });
        }
      }
      bySource.put(source, files);
    }
    return bySource;
  }

  private List<Object> removed() {
    List<Object> ranges = new ArrayList<>();
    for (Removals.Removal removal : removals) {
      for (Removals.TokenRange range : removal.ranges()) {
        SortedMap<String, Object> tree = new TreeMap<>();
        tree.put("shard", range.shard());
        tree.put("start", range.start());
        tree.put("end", range.end());
        ranges.add(tree);
      }
    }
    return ranges;
  }

  private String card(long tokens) {
    Recipe recipe = run.plan().recipe();
    StringBuilder card = new StringBuilder();
    card.append("# ").append(recipe.name()).append("\n\n");
    card.append(
        String.format(
            Locale.ROOT,
            "%,d tokens of `%s` in %d shards, written as %s.\n\n",
            tokens,
            run.encoder().name(),
            shards.entries().size(),
            "`" + recipe.shards().formatNames().replace(", ", "`, `") + "`"));
    if (limited()) {
      card.append(
          String.format(
              Locale.ROOT,
              "A dry run: it has read the first %,d documents of each source only.\n\n",
              run.context().limit()));
    }
    card.append(
        "| source | kind | unique tokens | epochs | tokens here |\n|---|---|--:|--:|--:|\n");
    mixture.forEach(
        (source, copies) ->
            card.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %.4f | %,d |\n",
                    source,
                    recipe.source(source).kind(),
                    copies.unique(),
                    copies.epochs(),
                    copies.realised())));
    card.append("\n`")
        .append(Release.MANIFEST)
        .append("` has the accounts of every stage, the inputs and the digests.\n`")
        .append(Release.RECIPE)
        .append("` has the recipe with all its defaults, and the SHA-256 of the files it names.")
        .append(" Of a path it has the\nname, not the place: with inputs and files in place again,")
        .append(" the same version of Quipu makes the same bytes of it")
        .append(limited() ? ",\nrun with the same limit" : "")
        .append(removals.isEmpty() ? "" : ",\nbut for the documents that were removed")
        .append(".\n");
    card.append("`shards/*.documents.jsonl.zst` says which document each token is of.\n");
    return card.toString();
  }
}
