package io.quipu.pipelines.driver;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Fingerprint;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.PartFingerprint;
import io.quipu.pipelines.stage.part.WideStage;
import io.quipu.pipelines.stage.part.WideTask;
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
 * Checks whether a wide stage is up to date. Its fingerprint covers the files of all parts, so it
 * is rebuilt for all parts when any of them changes; if the new rows are equal to the old ones,
 * later stages stay up to date. Records up-to-date files in the ledger, and writes nothing.
 */
final class WideUpToDateCheck {

  private final LoadedRun run;
  private final Ledger ledger;

  WideUpToDateCheck(LoadedRun run, Ledger ledger) {
    this.run = run;
    this.ledger = ledger;
  }

  /** A task for every part that goes through the stage, with the fingerprint of its file. */
  List<WideTask> tasks(Stage stage) {
    List<String> parts = ledger.parts(stage);
    List<SortedMap<Dataset, FileRef>> files = new ArrayList<>();
    SortedMap<String, String> inputs = new TreeMap<>();
    for (String part : parts) {
      SortedMap<Dataset, FileRef> of = files(stage, part);
      Dataset previous = run.plan().reads(stage, Ledger.source(part)).previous();
      of.forEach(
          (dataset, file) -> {
            boolean outcomeOnly = dataset.equals(previous) && !dataset.kind().equals("signatures");
            inputs.put(
                part + " " + dataset.name(), outcomeOnly ? file.keptDigest() : file.rowDigest());
          });
      files.add(of);
    }
    String common = Fingerprint.of(PartFingerprint.config(run, stage, ""), inputs);
    List<WideTask> tasks = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String fingerprint = Fingerprint.of(common, new TreeMap<>(Map.of("part", parts.get(i))));
      tasks.add(new WideTask(i, parts.get(i), files.get(i), fingerprint));
    }
    return tasks;
  }

  /**
   * The files of a part that a stage may open: those that its reads name, and those that its type
   * opens besides.
   */
  private SortedMap<Dataset, FileRef> files(Stage stage, String part) {
    SortedSet<Dataset> datasets =
        new TreeSet<>(run.plan().reads(stage, Ledger.source(part)).datasets());
    datasets.addAll(((WideStage) stage.kind()).opens(run, stage, Ledger.source(part)));
    SortedMap<Dataset, FileRef> files = new TreeMap<>();
    for (Dataset dataset : datasets) {
      files.put(dataset, ledger.file(part, dataset));
    }
    return files;
  }

  /**
   * Records the up-to-date files of a stage; returns whether all of them are, including what the
   * stage writes besides.
   */
  boolean record(Stage stage, List<WideTask> tasks) throws IOException {
    Map<String, String> wanted = new TreeMap<>();
    for (WideTask task : tasks) {
      wanted.put(task.part(), task.fingerprint());
    }
    boolean complete = true;
    for (Dataset dataset : stage.writes()) {
      SortedMap<String, PartEntry> found = ledger.find(dataset, wanted);
      found.forEach((part, entry) -> ledger.put(part, dataset, entry));
      complete &= found.size() == wanted.size();
    }
    return complete && ((WideStage) stage.kind()).isComplete(run, stage, tasks);
  }
}
