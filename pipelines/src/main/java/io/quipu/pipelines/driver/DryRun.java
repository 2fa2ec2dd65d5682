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
 * What a run would find and what it would make, by the questions that the run itself asks ({@link
 * NarrowUpToDateCheck}, {@link WideUpToDateCheck}, {@link WholeStanding}). Takes no lock, reads
 * names, footers and manifests, and writes nothing.
 *
 * <p>A fingerprint covers the digests of what a stage reads. Behind a stage that is to be made they
 * are not known, so a file that is there may turn out to be the right one: such files are counted
 * as open. Where no attempt at a part is there at all, it is certain to be made.
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
   * A stage, in tasks for extract, shards for the stage that writes them, parts for all others, or
   * else one.
   *
   * @param stands is there and stays
   * @param makes is made anew
   * @param open is made anew unless the stages before it leave the rows that they left before
   * @param more whether there may be more: a task makes a part or several, and how many shards
   *     there are is not known before the mixture
   */
  public record OfStage(Stage stage, long stands, long makes, long open, boolean more) {}

  /**
   * Tokens by source, ends of documents included.
   *
   * @param current whether a run would find these, rather than an earlier one have left them
   */
  public record Tokens(SortedMap<String, Long> bySource, boolean current) {}

  private final LoadedRun run;
  private final Ledger ledger;
  private final NarrowUpToDateCheck local;
  private final WideUpToDateCheck cross;
  private final SortedMap<String, OfSource> sources = new TreeMap<>();
  private final List<OfStage> stages = new ArrayList<>();

  /** Parts with files still to come: nothing behind them has a fingerprint yet. */
  private final Set<String> waiting = new HashSet<>();

  private List<ExtractTask> missing = List.of();
  private boolean wholeKnown = true;
  private Tokens tokens = new Tokens(Collections.emptySortedMap(), false);

  private DryRun(LoadedRun run, String inputBase) {
    this.run = run;
    ledger = new Ledger(run.work());
    local = new NarrowUpToDateCheck(run, ledger, inputBase);
    cross = new WideUpToDateCheck(run, ledger);
  }

  /**
   * Looks at a work folder, which need not exist, with the eyes of a recipe.
   *
   * @param limit documents to read of each source; {@link Long#MAX_VALUE} for all
   * @throws InputsException if the inputs are not as the recipe says
   * @throws RecipeException if a file that the recipe names can't be used
   */
  public static DryRun of(Path recipeFile, CheckedRecipe checked, WorkFolder work, long limit)
      throws IOException, RecipeException {
    RunSetup.PreparedRun prepared = RunSetup.look(recipeFile, checked, work, limit);
    Path folder = Path.of(prepared.inputBase());
    LoadedRun run = LoadedRun.beside(prepared.context(), folder);
    NamedFilesCheck.check(run, checked);
    DryRun dryRun = new DryRun(run, prepared.inputBase());
    dryRun.look();
    return dryRun;
  }

  /** Canonical JSON of the resolved recipe. */
  public String recipe() {
    return run.context().recipe();
  }

  /** Whether only some documents of each source are read, whatever their inputs hold. */
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

  /** Of the parts that stand, or else as the last run counted them; empty if none has. */
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

  private void look() throws IOException {
    for (List<Stage> group : RecipeRun.groups(run.plan().stages())) {
      Stage first = group.get(0);
      switch (first.kind().scope()) {
        case NARROW -> local(group);
        case WIDE -> cross(first);
        case GLOBAL -> whole(first);
      }
    }
    tokens = counted();
  }

  // ---- stages that a part does alone

  private void local(List<Stage> group) throws IOException {
    List<Stage> behind = group;
    if (group.get(0).isStart()) {
      extract(group);
      behind = group.subList(1, group.size());
    }
    Set<String> before = Set.copyOf(waiting);
    Map<String, NarrowTask> tasks = new HashMap<>();
    local.stale(behind, waiting).forEach(task -> tasks.put(task.part(), task));
    for (Stage stage : behind) {
      Attempts attempts = new Attempts(stage.main());
      long stands = 0;
      long makes = 0;
      long open = 0;
      for (String part : ledger.parts(stage)) {
        NarrowTask task = tasks.get(part);
        if (task != null && task.stages().contains(stage.name())) {
          makes++;
        } else if (before.contains(part) || (task != null && behind(stage, task, behind))) {
          boolean there = attempts.at(part);
          open += there ? 1 : 0;
          makes += there ? 0 : 1;
        } else {
          stands++;
        }
      }
      boolean more = false;
      for (ExtractTask task : missing) {
        if (stage.sees(task.source())) {
          more = true;
          boolean there = !task.stages().contains(stage.name()) && attempts.of(task);
          open += there ? 1 : 0;
          makes += there ? 0 : 1;
        }
      }
      stages.add(new OfStage(stage, stands, makes, open, more));
    }
  }

  /** Whether a stage comes behind the first that a task makes. */
  private static boolean behind(Stage stage, NarrowTask task, List<Stage> group) {
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
    List<ExtractTask> all = local.extractTasks(group);
    missing = local.missing(all);
    for (String source : run.plan().recipe().sources().keySet()) {
      List<ExtractTask> lacking = of(source, missing);
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
              lacking.size(),
              lacking.stream().mapToLong(ExtractTask::bytes).sum()));
    }
    stages.add(new OfStage(group.get(0), all.size() - missing.size(), missing.size(), 0, false));
  }

  private static List<ExtractTask> of(String source, List<ExtractTask> tasks) {
    return tasks.stream().filter(task -> task.source().equals(source)).toList();
  }

  // ---- stages that cross parts

  private void cross(Stage stage) throws IOException {
    List<String> parts = ledger.parts(stage);
    List<ExtractTask> toCome = missing.stream().filter(task -> stage.sees(task.source())).toList();
    if (toCome.isEmpty() && parts.stream().noneMatch(waiting::contains)) {
      boolean stands = cross.take(stage, cross.tasks(stage));
      if (!stands) {
        waiting.addAll(parts);
      }
      stages.add(of(stage, stands ? parts.size() : 0, stands ? 0 : parts.size()));
      return;
    }
    // all or none are made: one that was never made decides
    Attempts attempts = new Attempts(stage.main());
    boolean all = true;
    for (String part : parts) {
      all &= attempts.at(part);
    }
    for (ExtractTask task : toCome) {
      all &= attempts.of(task);
    }
    waiting.addAll(parts);
    long n = parts.size() + toCome.size();
    stages.add(new OfStage(stage, 0, all ? 0 : n, all ? n : 0, !toCome.isEmpty()));
  }

  private static OfStage of(Stage stage, long stands, long makes) {
    return new OfStage(stage, stands, makes, 0, false);
  }

  // ---- stages that make one thing of all parts

  private void whole(Stage stage) throws IOException {
    GlobalWork work = ((GlobalStage) stage.kind()).open(run, stage, ledger);
    Optional<GlobalWork.Found> found =
        wholeKnown && missing.isEmpty() && waiting.isEmpty() ? work.look() : Optional.empty();
    if (found.isPresent()) {
      wholeKnown = found.get().missing() == 0;
      stages.add(of(stage, found.get().upToDate(), found.get().missing()));
      return;
    }
    wholeKnown = false;
    GlobalWork.Leftovers left = work.leftovers();
    long makes = left.some() ? 0 : left.pieces();
    stages.add(new OfStage(stage, 0, makes, left.some() ? left.pieces() : 0, left.more()));
  }

  /** The parts of a dataset that somebody has tried to make, under any fingerprint. */
  private final class Attempts {
    private final Dataset dataset;
    private final Map<String, Set<String>> bySource = new HashMap<>();

    Attempts(Dataset dataset) {
      this.dataset = dataset;
    }

    boolean at(String part) throws IOException {
      return names(Ledger.source(part)).contains(FileName.of(part, "0", "0").part());
    }

    /** At any part of a task. */
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
