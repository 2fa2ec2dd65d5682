package io.quipu.pipelines.driver;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.extract.Extract;
import io.quipu.pipelines.stage.extract.ExtractPlan;
import io.quipu.pipelines.stage.extract.ExtractTask;
import io.quipu.pipelines.stage.extract.RawInput;
import io.quipu.pipelines.stage.narrow.NarrowTask;
import io.quipu.pipelines.stage.part.PartFingerprint;
import io.quipu.pipelines.work.FileName;
import io.quipu.pipelines.work.FileRef;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.sources.SourceKinds;
import io.quipu.sources.record.SourceReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds which files of adjacent narrow stages are up to date, and the tasks that build the others.
 * Records up-to-date files in the ledger; reads file names and footers, and writes nothing.
 */
final class NarrowUpToDateCheck {

  private final LoadedRun run;
  private final Ledger ledger;
  private final String inputBase;

  NarrowUpToDateCheck(LoadedRun run, Ledger ledger, String inputBase) {
    this.run = run;
    this.ledger = ledger;
    this.inputBase = inputBase;
  }

  /**
   * For every part that is out of date, a task that starts at its first stage without a file of the
   * expected fingerprint.
   *
   * @param waiting parts to leave out, since files of an earlier stage are not built yet; the parts
   *     of the returned tasks are added
   */
  List<NarrowTask> stale(List<Stage> group, Set<String> waiting) throws IOException {
    List<NarrowTask> tasks = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      Stage stage = group.get(i);
      Map<String, String> wanted = new TreeMap<>();
      for (String part : ledger.parts(stage)) {
        if (!waiting.contains(part)) {
          wanted.put(
              part, PartFingerprint.of(run, stage, Ledger.source(part), d -> ledger.file(part, d)));
        }
      }
      Set<String> complete = record(stage, wanted);
      for (String part : wanted.keySet()) {
        if (!complete.contains(part)) {
          waiting.add(part);
          tasks.add(task(part, group.subList(i, group.size())));
        }
      }
    }
    return tasks;
  }

  /** Records the up-to-date files of a stage; returns the parts that have all of them. */
  private Set<String> record(Stage stage, Map<String, String> wanted) throws IOException {
    Set<String> complete = new HashSet<>(wanted.keySet());
    for (Dataset dataset : stage.writes()) {
      SortedMap<String, PartEntry> found = ledger.find(dataset, wanted);
      complete.retainAll(found.keySet());
      found.forEach((part, entry) -> ledger.put(part, dataset, entry));
    }
    return complete;
  }

  private NarrowTask task(String part, List<Stage> from) {
    String source = Ledger.source(part);
    List<Stage> stages = new ArrayList<>();
    for (Stage stage : from) {
      if (!from.get(0).kind().readsText() && stage.kind().readsText()) {
        break;
      }
      if (stage.sees(source)) {
        stages.add(stage);
      }
    }
    SortedMap<Dataset, FileRef> files = new TreeMap<>();
    Set<Dataset> made = new HashSet<>();
    for (Stage stage : stages) {
      for (Dataset dataset : run.plan().reads(stage, source).datasets()) {
        if (!made.contains(dataset)) {
          files.put(dataset, ledger.file(part, dataset));
        }
      }
      made.addAll(stage.writes());
    }
    files.put(Dataset.EXTRACT_SIGNALS, ledger.file(part, Dataset.EXTRACT_SIGNALS));
    return new NarrowTask(source, part, files, stages.stream().map(Stage::name).toList());
  }

  // ---- extract

  /**
   * The tasks of all inputs.
   *
   * @param group extract, and the stages that run in the same pass
   */
  List<ExtractTask> extractTasks(List<Stage> group) throws IOException {
    List<ExtractTask> all = new ArrayList<>();
    for (Map.Entry<String, SourceSpec> source : run.plan().recipe().sources().entrySet()) {
      List<String> stages = new ArrayList<>();
      for (Stage stage : group) {
        if (stage.sees(source.getKey())) {
          stages.add(stage.name());
        }
      }
      List<RawInput> inputs = RawInput.find(source.getKey(), source.getValue().inputs(), inputBase);
      all.addAll(
          ExtractPlan.tasks(
              source.getKey(),
              SourceReader.of(
                  SourceKinds.TABLE.row(source.getValue().kind()), source.getValue().options()),
              inputs,
              run.context().limit() != Long.MAX_VALUE,
              PartFingerprint.config(run, group.get(0), source.getKey()),
              stages));
    }
    return all;
  }

  /** Records the parts of complete tasks; returns the tasks that are not complete. */
  List<ExtractTask> missing(List<ExtractTask> tasks) throws IOException {
    SortedMap<String, Map<String, Integer>> ordinals = new TreeMap<>();
    Map<String, String> wanted = new TreeMap<>();
    for (ExtractTask task : tasks) {
      if (!ordinals.containsKey(task.source())) {
        ordinals.put(task.source(), ordinals(task.source()));
      }
      int count =
          ordinals.get(task.source()).getOrDefault(task.name() + "." + task.fingerprint(), 0);
      for (int i = 0; i < count; i++) {
        wanted.put(task.source() + "/" + task.part(i), task.fingerprint());
      }
    }
    SortedMap<String, PartEntry> documents = ledger.find(Dataset.DOCUMENTS, wanted);
    SortedMap<String, PartEntry> records = ledger.find(Dataset.RECORDS, wanted);
    SortedMap<String, PartEntry> signals = ledger.find(Dataset.EXTRACT_SIGNALS, wanted);
    List<ExtractTask> missing = new ArrayList<>();
    for (ExtractTask task : tasks) {
      int complete = completeParts(task, documents, records, signals);
      if (complete == 0) {
        missing.add(task);
      }
      for (int i = 0; i < complete; i++) {
        String part = task.source() + "/" + task.part(i);
        ledger.put(part, Dataset.DOCUMENTS, Objects.requireNonNull(documents.get(part)));
        ledger.put(part, Dataset.RECORDS, Objects.requireNonNull(records.get(part)));
        ledger.put(part, Dataset.EXTRACT_SIGNALS, Objects.requireNonNull(signals.get(part)));
      }
    }
    return missing;
  }

  /** Number of parts of a task if all of them are complete, else 0. */
  private static int completeParts(
      ExtractTask task,
      SortedMap<String, PartEntry> documents,
      SortedMap<String, PartEntry> records,
      SortedMap<String, PartEntry> signals) {
    for (int i = 0; ; i++) {
      String part = task.source() + "/" + task.part(i);
      PartEntry entry = documents.get(part);
      if (entry == null || !records.containsKey(part) || !signals.containsKey(part)) {
        return 0;
      }
      if (Boolean.parseBoolean(entry.extra().get(Extract.LAST))) {
        return i + 1;
      }
    }
  }

  /** Number of parts with a file of documents, by task and fingerprint: the highest ordinal + 1. */
  private Map<String, Integer> ordinals(String source) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (FileName file : new StageFolder(run.work().folder(Dataset.DOCUMENTS, source)).all()) {
      int dash = file.part().lastIndexOf('-');
      String ordinal = file.part().substring(dash + 1);
      if (dash > 0
          && !ordinal.isEmpty()
          && ordinal.length() < 9
          && ordinal.chars().allMatch(Character::isDigit)) {
        counts.merge(
            file.part().substring(0, dash) + "." + file.fingerprint(),
            Integer.parseInt(ordinal) + 1,
            Math::max);
      }
    }
    return counts;
  }
}
