package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.Counts;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.Recipe;
import io.quipu.pipelines.run.LastRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The accounts of a run, from the current manifests of its work folder. */
public final class RunAccounts {

  private final LastRun open;
  private final List<Stage> stages;

  /**
   * @param stages the stages to tell of, in order
   */
  public RunAccounts(LastRun open, List<Stage> stages) {
    this.open = open;
    this.stages = List.copyOf(stages);
  }

  public LastRun open() {
    return open;
  }

  /** The stages to tell of, in order. */
  public List<Stage> stages() {
    return stages;
  }

  public Recipe recipe() {
    return open.plan().recipe();
  }

  /** Names of the recipe's sources. */
  public Set<String> sources() {
    return recipe().sources().keySet();
  }

  /** Whether one of the stages writes a dataset. */
  public boolean leaves(Dataset dataset) {
    return stages.stream().anyMatch(stage -> stage.writes().contains(dataset));
  }

  /** What became of the raw records of a source; nothing in, if none was read. */
  public Counts records(String source) throws IOException {
    return open.manifest(Dataset.RECORDS)
        .map(m -> m.account(source, "records"))
        .orElse(Counts.none("records"));
  }

  /** Documents of a source that the last stage which tells has kept. */
  public long kept(String source) throws IOException {
    long kept = 0;
    for (Stage stage : stages) {
      if (stage.sees(source)) {
        kept = account(stage, source).map(Counts::kept).orElse(kept);
      }
    }
    return kept;
  }

  private Optional<Counts> account(Stage stage, String source) throws IOException {
    String unit = unit(stage);
    return open.manifest(stage.accounted())
        .flatMap(
            m ->
                m.accounts().getOrDefault(source, List.of()).stream()
                    .filter(c -> c.unit().equals(unit))
                    .findFirst());
  }

  /** What the account of a stage counts. */
  static String unit(Stage stage) {
    return stage.isStart() ? "records" : "documents";
  }

  /** What became of all that came into a stage, of all sources; one a unit. */
  public Collection<Counts> totals(Stage stage) throws IOException {
    SortedMap<String, Counts> byUnit = new TreeMap<>();
    Optional<StageManifest> manifest = open.manifest(stage.accounted());
    if (manifest.isPresent()) {
      for (List<Counts> all : manifest.get().accounts().values()) {
        all.forEach(counts -> byUnit.merge(counts.unit(), counts, Counts::plus));
      }
    }
    return byUnit.values();
  }

  /** Counts by reason, the greatest first. */
  static List<Map.Entry<String, Long>> byCount(SortedMap<String, Long> counts) {
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(
        Map.Entry.<String, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    return sorted;
  }
}
