package io.quipu.pipelines.driver;

import io.quipu.core.account.Counts;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.part.GlobalStage;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.StageType;
import io.quipu.pipelines.work.StageFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Executes a recipe stage by stage: checks what is up to date, runs what is missing, writes the
 * manifest. So a run that was stopped resumes where it was. The caller holds the lock of the work
 * folder.
 */
public final class RecipeRun {

  private final LoadedRun run;
  private final String inputBase;
  private final RunListener listener;
  private final Ledger ledger;
  private final Jobs jobs;
  private String current = "";
  private boolean rebuild;

  /**
   * @param inputBase absolute folder that relative inputs are relative to
   */
  public RecipeRun(RunSpec context, JobRunner runner, String inputBase, RunListener listener) {
    this.run = context.open();
    this.inputBase = inputBase;
    this.listener = listener;
    ledger = new Ledger(context.work());
    jobs =
        new Jobs(
            runner, listener::started, (done, total) -> listener.progress(current, done, total));
  }

  /**
   * Completes the stages up to and including one.
   *
   * @param from the stage to rebuild with all later ones; empty to build only what is missing
   * @param to the last stage to run; empty for all
   */
  public List<StageReport> run(String from, String to) throws IOException {
    List<Stage> stages = run.plan().stages();
    rebuild = !from.isEmpty();
    if (rebuild) {
      deleteFiles(stages.subList(stages.indexOf(run.plan().stage(from)), stages.size()));
    }
    int end = to.isEmpty() ? stages.size() : stages.indexOf(run.plan().stage(to)) + 1;
    List<StageReport> reports = new ArrayList<>();
    for (List<Stage> group : groups(stages.subList(0, end))) {
      reports.addAll(complete(group));
    }
    return reports;
  }

  /** Stages that run together: adjacent narrow stages, and each other stage by itself. */
  static List<List<Stage>> groups(List<Stage> stages) {
    List<List<Stage>> groups = new ArrayList<>();
    int i = 0;
    while (i < stages.size()) {
      int next = i + 1;
      while (stages.get(i).isNarrow() && next < stages.size() && stages.get(next).isNarrow()) {
        next++;
      }
      groups.add(stages.subList(i, next));
      i = next;
    }
    return groups;
  }

  private List<StageReport> complete(List<Stage> group) throws IOException {
    long wall = System.nanoTime();
    long cpu = cpuNanos();
    Stage first = group.get(0);
    current = first.name();
    long made;
    switch (first.kind().scope()) {
      case NARROW -> {
        NarrowUpToDateCheck upToDate = new NarrowUpToDateCheck(run, ledger, inputBase);
        made = new NarrowStageRunner(run, upToDate, jobs).complete(group);
      }
      case WIDE -> made = new WideStageRunner(run, ledger, jobs).complete(first);
      case GLOBAL ->
          made = ((GlobalStage) first.kind()).open(run, first, ledger).build(jobs, rebuild);
      default -> throw new IllegalStateException("unknown scope of " + first.name());
    }
    List<StageReport> reports = new ArrayList<>();
    for (Stage stage : group) {
      SortedMap<String, List<Counts>> accounts = new TreeMap<>();
      if (stage.isPerPart()) {
        accounts = commit(stage);
      }
      boolean last = stage.equals(group.get(group.size() - 1));
      StageReport report =
          new StageReport(
              stage.name(),
              made,
              stage.isPerPart() ? ledger.parts(stage).size() : 1,
              last ? (System.nanoTime() - wall) / 1e9 : 0,
              last ? (cpuNanos() - cpu) / 1e9 : 0,
              accounts);
      listener.finished(report);
      reports.add(report);
    }
    return reports;
  }

  /**
   * Writes the manifests of a stage and returns its accounts, taken from the dataset that holds the
   * outcome of each document.
   */
  private SortedMap<String, List<Counts>> commit(Stage stage) throws IOException {
    SortedMap<String, List<Counts>> accounts = new TreeMap<>();
    for (Dataset dataset : stage.writes()) {
      StageManifest manifest =
          ledger.commit(
              dataset, run.context().recipeDigest(), source -> before(stage, dataset, source));
      if (dataset.equals(stage.accounted())) {
        accounts = manifest.accounts();
      }
    }
    return accounts;
  }

  /**
   * The dataset whose documents are the input of another; null if there is none, or if the stage
   * skips the source.
   */
  private @Nullable Dataset before(Stage stage, Dataset dataset, String source) {
    if (stage.isStart()) {
      return dataset.equals(Dataset.DOCUMENTS) ? null : Dataset.DOCUMENTS;
    }
    return stage.sees(source) ? run.plan().reads(stage, source).previous() : null;
  }

  /** Deletes the files of some stages, so that they are rebuilt. */
  private void deleteFiles(List<Stage> stages) throws IOException {
    for (Stage stage : stages) {
      for (Dataset dataset : stage.writes()) {
        for (String source : run.plan().recipe().sources().keySet()) {
          new StageFolder(run.work().folder(dataset, source)).deleteLitter(Set.of());
        }
        new StageFolder(run.work().folder(dataset)).deleteLitter(Set.of());
      }
      StageType.of(stage).forget(run, stage);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime()
        : 0;
  }
}
