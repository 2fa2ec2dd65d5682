package io.quipu.pipelines.driver;

import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.run.InputsException;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.extract.ExtractTask;
import io.quipu.pipelines.stage.mix.TokenCounts;
import io.quipu.pipelines.stage.narrow.NarrowTask;
import io.quipu.pipelines.stage.part.GlobalStage;
import io.quipu.pipelines.stage.part.GlobalWork;
import io.quipu.pipelines.work.FileName;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run would keep and what it would build, by the same up-to-date checks as the run itself
 * ({@link NarrowUpToDateCheck}, {@link WideUpToDateCheck}, {@link GlobalWork}). Takes no lock,
 * reads only file names, footers and manifests, and writes nothing.
 *
 * <p>A fingerprint covers the digests of what a stage reads. After a stage that has to be rebuilt
 * those digests are not known yet, so an existing file may turn out to be up to date: such files
 * are counted as open. A part without any file of a stage will certainly be built.
 */
public final class DryRun {

  /**
   * The inputs of a source, and their tasks.
   *
   * @param bytes of the inputs, as they are stored
   * @param first name of the first input
   * @param missing tasks that would run
   * @param missingBytes of their inputs
   */
  public record OfSource(
      int inputs, long bytes, String first, int tasks, int missing, long missingBytes) {}

  /**
   * A stage. The unit is a task for extract, a shard for the stage that writes shards, a part for
   * other narrow and wide stages, and one for any other stage.
   *
   * @param current up to date
   * @param rebuild to be rebuilt
   * @param open to be rebuilt unless earlier stages produce the same rows as last time
   * @param more whether there may be more: a task may produce several parts, and the number of
   *     shards is not known before the mixture
   */
  public record OfStage(Stage stage, long current, long rebuild, long open, boolean more) {}

  /**
   * Tokens by source, including end-of-document tokens.
   *
   * @param current whether these are the tokens of this recipe, rather than those of an earlier run
   */
  public record Tokens(SortedMap<String, Long> bySource, boolean current) {}

  private final LoadedRun run;
  private final Ledger ledger;
  private final NarrowUpToDateCheck narrow;
  private final WideUpToDateCheck wide;
  private final SortedMap<String, OfSource> sources = new TreeMap<>();
  private final List<OfStage> stages = new ArrayList<>();

  /** Parts with files that are not built yet: later files of these parts have no fingerprint. */
  private final Set<String> waiting = new HashSet<>();

  private List<ExtractTask> missing = List.of();
  private boolean globalKnown = true;
  private Tokens tokens = new Tokens(Collections.emptySortedMap(), false);

  private DryRun(LoadedRun run, String inputBase) {
    this.run = run;
    ledger = new Ledger(run.work());
    narrow = new NarrowUpToDateCheck(run, ledger, inputBase);
    wide = new WideUpToDateCheck(run, ledger);
  }

  /**
   * Compares a recipe with a work folder, which need not exist.
   *
   * @param limit documents to read of each source; {@link Long#MAX_VALUE} for all
   * @throws InputsException if the inputs are not as the recipe says
   * @throws RecipeException if a file that the recipe names can't be used
   */
  public static DryRun of(Path recipeFile, CheckedRecipe checked, WorkFolder work, long limit)
      throws IOException, RecipeException {
    RunSetup.PreparedRun prepared = RunSetup.inspect(recipeFile, checked, work, limit);
    Path folder = Path.of(prepared.inputBase());
    LoadedRun run = LoadedRun.beforeSetup(prepared.context(), folder);
    NamedFilesCheck.check(run, checked);
    DryRun dryRun = new DryRun(run, prepared.inputBase());
    dryRun.check();
    return dryRun;
  }

  /** Canonical JSON of the resolved recipe. */
  public String recipe() {
    return run.context().recipe();
  }

  /** Whether the number of documents read of each source is limited. */
  public boolean limited() {
    return run.context().limit() != Long.MAX_VALUE;
  }

  public SortedMap<String, OfSource> sources() {
    return sources;
  }

  /** In order. */
  public List<OfStage> stages() {
    return stages;
  }

  /**
   * Of the parts if all are up to date, else as the last run counted them; empty if there was no
   * run.
   */
  public Tokens tokens() {
    return tokens;
  }

  private Tokens counted() throws IOException {
    if (missing.isEmpty() && waiting.isEmpty()) {
      return new Tokens(TokenCounts.unique(run, ledger), true);
    }
    Ledger last = new Ledger(run.work());
    StageManifest manifest = run.work().manifests().current(Dataset.TOKENS.name()).orElse(null);
    if (manifest != null) {
      manifest.parts().forEach(entry -> last.put(entry.part(), Dataset.TOKENS, entry));
    }
    SortedMap<String, Long> unique = TokenCounts.unique(run, last);
    unique.keySet().retainAll(sources.keySet());
    return new Tokens(unique, false);
  }

  private void check() throws IOException {
    for (List<Stage> group : RecipeRun.groups(run.plan().stages())) {
      Stage first = group.get(0);
      switch (first.kind().scope()) {
        case NARROW -> narrowStages(group);
        case WIDE -> wideStage(first);
        case GLOBAL -> globalStage(first);
      }
    }
    tokens = counted();
  }

  // ---- narrow stages

  private void narrowStages(List<Stage> group) throws IOException {
    List<Stage> rest = group;
    if (group.get(0).isStart()) {
      extract(group);
      rest = group.subList(1, group.size());
    }
    Set<String> before = Set.copyOf(waiting);
    Map<String, NarrowTask> tasks = new HashMap<>();
    narrow.stale(rest, waiting).forEach(task -> tasks.put(task.part(), task));
    for (Stage stage : rest) {
      Attempts attempts = new Attempts(stage.main());
      long current = 0;
      long rebuild = 0;
      long open = 0;
      for (String part : ledger.parts(stage)) {
        NarrowTask task = tasks.get(part);
        if (task != null && task.stages().contains(stage.name())) {
          rebuild++;
        } else if (before.contains(part) || (task != null && isAfterFirst(stage, task, rest))) {
          boolean there = attempts.at(part);
          open += there ? 1 : 0;
          rebuild += there ? 0 : 1;
        } else {
          current++;
        }
      }
      boolean more = false;
      for (ExtractTask task : missing) {
        if (stage.sees(task.source())) {
          more = true;
          boolean there = !task.stages().contains(stage.name()) && attempts.of(task);
          open += there ? 1 : 0;
          rebuild += there ? 0 : 1;
        }
      }
      stages.add(new OfStage(stage, current, rebuild, open, more));
    }
  }

  /** Whether a stage comes after the first stage that a task runs. */
  private static boolean isAfterFirst(Stage stage, NarrowTask task, List<Stage> group) {
    for (Stage s : group) {
      if (s.name().equals(task.stages().get(0))) {
        return true;
      }
      if (s.equals(stage)) {
        return false;
      }
    }
    throw new IllegalStateException(task + " is of another group");
  }

  private void extract(List<Stage> group) throws IOException {
    List<ExtractTask> all = narrow.extractTasks(group);
    missing = narrow.missing(all);
    for (String source : run.plan().recipe().sources().keySet()) {
      List<ExtractTask> toRun = of(source, missing);
      SortedMap<String, Long> inputs = new TreeMap<>();
      for (ExtractTask task : of(source, all)) {
        task.pieces().forEach(piece -> inputs.put(piece.name(), piece.size()));
      }
      sources.put(
          source,
          new OfSource(
              inputs.size(),
              inputs.values().stream().mapToLong(Long::longValue).sum(),
              inputs.firstKey(),
              of(source, all).size(),
              toRun.size(),
              toRun.stream().mapToLong(ExtractTask::bytes).sum()));
    }
    stages.add(new OfStage(group.get(0), all.size() - missing.size(), missing.size(), 0, false));
  }

  private static List<ExtractTask> of(String source, List<ExtractTask> tasks) {
    return tasks.stream().filter(task -> task.source().equals(source)).toList();
  }

  // ---- wide stages

  private void wideStage(Stage stage) throws IOException {
    List<String> parts = ledger.parts(stage);
    List<ExtractTask> pending = missing.stream().filter(task -> stage.sees(task.source())).toList();
    if (pending.isEmpty() && parts.stream().noneMatch(waiting::contains)) {
      boolean current = wide.record(stage, wide.tasks(stage));
      if (!current) {
        waiting.addAll(parts);
      }
      stages.add(of(stage, current ? parts.size() : 0, current ? 0 : parts.size()));
      return;
    }
    // all parts are rebuilt or none: one that was never built decides
    Attempts attempts = new Attempts(stage.main());
    boolean all = true;
    for (String part : parts) {
      all &= attempts.at(part);
    }
    for (ExtractTask task : pending) {
      all &= attempts.of(task);
    }
    waiting.addAll(parts);
    long n = parts.size() + pending.size();
    stages.add(new OfStage(stage, 0, all ? 0 : n, all ? n : 0, !pending.isEmpty()));
  }

  private static OfStage of(Stage stage, long current, long rebuild) {
    return new OfStage(stage, current, rebuild, 0, false);
  }

  // ---- global stages

  private void globalStage(Stage stage) throws IOException {
    GlobalWork work = ((GlobalStage) stage.kind()).open(run, stage, ledger);
    Optional<GlobalWork.Found> found =
        globalKnown && missing.isEmpty() && waiting.isEmpty() ? work.check() : Optional.empty();
    if (found.isPresent()) {
      globalKnown = found.get().missing() == 0;
      stages.add(of(stage, found.get().upToDate(), found.get().missing()));
      return;
    }
    globalKnown = false;
    GlobalWork.Leftovers left = work.leftovers();
    long rebuild = left.some() ? 0 : left.pieces();
    stages.add(new OfStage(stage, 0, rebuild, left.some() ? left.pieces() : 0, left.more()));
  }

  /** The parts of a dataset that have a file, under any fingerprint. */
  private final class Attempts {
    private final Dataset dataset;
    private final Map<String, Set<String>> bySource = new HashMap<>();

    Attempts(Dataset dataset) {
      this.dataset = dataset;
    }

    boolean at(String part) throws IOException {
      return names(Ledger.source(part)).contains(FileName.of(part, "0", "0").part());
    }

    /** Whether any part of a task has a file. */
    boolean of(ExtractTask task) throws IOException {
      return names(task.source()).stream().anyMatch(name -> name.startsWith(task.name() + "-"));
    }

    private Set<String> names(String source) throws IOException {
      Set<String> names = bySource.get(source);
      if (names == null) {
        names = new HashSet<>();
        for (FileName file : new StageFolder(run.work().folder(dataset, source)).all()) {
          names.add(file.part());
        }
        bySource.put(source, names);
      }
      return names;
    }
  }
}
