package io.quipu.pipelines.stage;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Fingerprint;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.FileRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The driver's side of a stage that crosses parts and leaves a file for each: its fingerprint
 * covers the files of all parts, so it is made again for all when any changes; rows that come out
 * equal invalidate nothing behind them.
 */
final class CrossStages {

  private final OpenRun run;
  private final Ledger ledger;
  private final Jobs jobs;
  private final RunListener listener;

  /** Makes the files of a stage by one or more jobs. */
  interface Work {
    void make(List<CrossTask> tasks, Jobs jobs) throws IOException;
  }

  CrossStages(OpenRun run, Ledger ledger, Jobs jobs, RunListener listener) {
    this.run = run;
    this.ledger = ledger;
    this.jobs = jobs;
    this.listener = listener;
  }

  /** The dataset that says which documents of a task's part are still in the flow. */
  static Dataset previous(OpenRun run, String stage, CrossTask task) {
    Dataset previous = run.plan().reads(run.plan().stage(stage), task.source()).previous();
    if (previous == null) {
      throw new IllegalStateException("stage " + stage + " follows no other");
    }
    return previous;
  }

  /** Completes a stage; returns how many parts were made. */
  long complete(Stage stage) throws IOException {
    List<CrossTask> tasks = tasks(stage);
    if (tasks.isEmpty() || take(stage, tasks)) {
      return 0;
    }
    listener.started(stage.name(), tasks.size());
    work(stage, tasks).make(tasks, jobs);
    if (!take(stage, tasks)) {
      throw new IllegalStateException(
          "stage " + stage.name() + " ran and left parts without a file that counts");
    }
    return tasks.size();
  }

  private Work work(Stage stage, List<CrossTask> tasks) {
    long documents = 0;
    for (CrossTask task : tasks) {
      documents += ledger.entry(task.part(), Dataset.DOCUMENTS).rows();
    }
    long rows = documents;
    return switch (stage.kind()) {
      case IDENTITY -> (all, by) -> by.run(Identity.job(run, stage, all, rows));
      case SITES -> new Sites(run, stage);
      case DEDUP -> Dedup.work(run, stage, rows);
      default -> throw new IllegalStateException("stage " + stage.name() + " does not cross parts");
    };
  }

  private List<CrossTask> tasks(Stage stage) {
    List<String> parts = ledger.parts(stage);
    List<SortedMap<Dataset, FileRef>> files = new ArrayList<>();
    SortedMap<String, String> inputs = new TreeMap<>();
    for (String part : parts) {
      SortedMap<Dataset, FileRef> of = files(stage, part);
      Dataset previous = run.plan().reads(stage, Ledger.source(part)).previous();
      of.forEach(
          (dataset, file) -> {
            boolean fateOnly = dataset.equals(previous) && !dataset.kind().equals("signatures");
            inputs.put(
                part + " " + dataset.name(), fateOnly ? file.keptDigest() : file.rowDigest());
          });
      files.add(of);
    }
    String common = Fingerprint.of(run.config(stage, ""), inputs);
    List<CrossTask> tasks = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String fingerprint = Fingerprint.of(common, new TreeMap<>(Map.of("part", parts.get(i))));
      tasks.add(new CrossTask(i, parts.get(i), files.get(i), fingerprint));
    }
    return tasks;
  }

  /**
   * The files of a part that a stage may open: those that its reads name, and what is parallel to
   * them by its kind.
   */
  private SortedMap<Dataset, FileRef> files(Stage stage, String part) {
    SortedSet<Dataset> datasets =
        new TreeSet<>(run.plan().reads(stage, Ledger.source(part)).datasets());
    switch (stage.kind()) {
      case IDENTITY, SITES -> datasets.add(Dataset.EXTRACT_SIGNALS);
      case DEDUP -> datasets.addAll(Dedup.reads(run, stage, Ledger.source(part)));
      default -> {}
    }
    SortedMap<Dataset, FileRef> files = new TreeMap<>();
    for (Dataset dataset : datasets) {
      files.put(dataset, ledger.file(part, dataset));
    }
    return files;
  }

  private boolean take(Stage stage, List<CrossTask> tasks) throws IOException {
    Map<String, String> wanted = new TreeMap<>();
    for (CrossTask task : tasks) {
      wanted.put(task.part(), task.fingerprint());
    }
    boolean whole = true;
    for (Dataset dataset : stage.writes()) {
      SortedMap<String, PartEntry> found = ledger.find(dataset, wanted);
      found.forEach((part, entry) -> ledger.put(part, dataset, entry));
      whole &= found.size() == wanted.size();
    }
    return whole;
  }
}
